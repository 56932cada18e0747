"""The time or the number of a running call-out changes; reminders; and usual requests."""

from __future__ import annotations

from tests.flows.requests import asks, launched
from tests.harness.phones import Phone
from tests.harness.town import Town


async def planned(town: Town, *names: str, number: int = 2, when: str = "25/11 20:00") -> tuple[Phone, ...]:
    """A coordinator and a requester with a call-out that can wait, and those who were asked."""
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    people = [await town.volunteer(name, language="en") for name in names]
    await asks(tom, number=number, when=when)
    await els.taps("Take over")
    await els.taps("Start with Mechelen")
    for phone in (els, tom):
        phone.forget()
    return els, tom, *people


async def change(phone: Phone, field: str, to: str) -> None:
    await phone.says("/board")
    await phone.taps("Adjust")
    await phone.taps(field)
    await phone.says(to)
    await phone.sees("Complete or adjust.")
    phone.forget()


async def test_a_new_time_asks_everybody_again_and_a_place_waits_only_so_long(town: Town) -> None:
    els, tom, an, bo, cas, dirk, eva = await planned(town, "An", "Bo", "Cas", "Dirk", "Eva", number=3)
    await dirk.taps("I can't")
    for phone in (an, bo, cas):
        await phone.taps("I'm coming")
    for phone in (an, bo, cas, dirk, eva):
        phone.forget()
    await change(els, "From when", "26/11 14:00")
    for phone in (an, bo, cas):
        await phone.expects("The time has changed", "26 Nov", "Are you still coming?",
                            "I keep your place until", "[✅ I'm still coming] [❌ I can't]")  # fmt: skip
    await dirk.expects("The time has changed", "You couldn't come. Does this suit you?", "[I can come after all]")
    await eva.expects_nothing()  # knows that there are enough people
    await an.taps("I'm still coming")
    await an.sees("You are coming. Thank you, An!", "26 Nov")
    await bo.taps("I can't")
    await els.expects("A place came free")
    await dirk.taps("I can come after all")
    await dirk.sees("You are coming. Thank you, Dirk!")
    await town.advance(hours=21)
    await cas.expects("I haven't heard whether you still come. Your place is free")
    await els.expects("A place came free, and the reserve list is empty", "2 of 3", "Ask those who hadn't answered")
    assert "1 person is asked once more" in await els.taps("Ask those who hadn't answered")
    for phone in (an, bo, cas, dirk, eva, els, tom):
        phone.forget()


async def test_more_places_go_to_the_reserve_and_then_to_who_was_told_enough_and_fewer_send_nobody_away(
    town: Town,
) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    an, bo, cas = [await town.volunteer(name, language="en") for name in ("An", "Bo", "Cas")]
    await launched(tom, els, number=1)
    await an.taps("I'm coming")
    await bo.sees("enough people")
    await bo.taps("Put me on the reserve list")
    await cas.sees("enough people")
    for phone in (bo, cas):
        phone.forget()
    await change(els, "How many", "3")
    await bo.expects("A place came free: you are called up")
    await cas.expects("A place came free: can you come after all?", "[✅ I'm coming]")
    await town.advance(seconds=4)
    await els.sees("2 of 3 are coming")
    await change(els, "How many", "1")
    await town.advance(seconds=4)
    await els.sees("2 of 2 are coming")
    await cas.expects("There are enough people")
    await change(els, "How many", "3")
    await cas.expects_nothing()  # once more, and not again
    await an.sees("You are coming")
    tom.forget()


async def test_the_silent_are_reminded_once_and_those_who_come_before_it_starts(town: Town) -> None:
    els, tom, an, bo, cas = await planned(town, "An", "Bo", "Cas", when="26/11 14:00")
    await an.taps("I'm coming")
    await cas.taps("I can't")
    for phone in (an, bo, cas):
        phone.forget()
    await town.advance(hours=20)
    await bo.expects_nothing()
    await town.advance(hours=1)  # halfway
    await bo.expects("You haven't answered yet", "2 people needed", "[✅ I'm coming]")
    await town.advance(hours=2)  # 19.04 on the evening before
    await an.expects("Don't forget: it begins tomorrow", "You are coming", "Zoutwerf 5")
    await town.advance(hours=17)  # 12.04
    await an.expects("Don't forget: it begins today")
    for phone in (bo, cas):
        await phone.expects_nothing()
    tom.forget()
    els.forget()


async def test_nobody_is_reminded_of_what_is_full(town: Town) -> None:
    els, tom, an, bo = await planned(town, "An", "Bo", number=1, when="26/11 14:00")
    await an.taps("I'm coming")
    await bo.sees("enough people")
    bo.forget()
    await town.advance(hours=21)
    await bo.expects_nothing()
    for phone in (els, tom, an):
        phone.forget()


async def test_two_taps_fill_in_a_usual_request(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "nl")
    an = await town.volunteer("An")
    await tom.says("/hulpvraag")
    await tom.expects("Wat is er nodig?", "[🏖 Zandzakken] [🛗 Liften kapot]")
    await tom.taps("Opruimen")
    await tom.sees("Waar?")
    await tom.says("Zoutwerf 5")
    await tom.sees("Hoeveel mensen?", "👉 15")
    await tom.taps("👉 15")
    await tom.taps("Nu")
    await tom.sees("15 mensen", "Opruimen na een overstroming", "(6 uur)", "16")
    await els.taps("Take over")
    await els.taps("Start with Mechelen")
    await an.expects("Opruimen na een overstroming", "🎒 laarzen, handschoenen, oude kleren")
    tom.forget()
    els.forget()
