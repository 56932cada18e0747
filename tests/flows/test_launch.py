"""From the alert on a coordinator's phone to the call-out: who takes it, what both sides change, what is expected."""

from __future__ import annotations

import pytest

from services.invites import Area
from services.rules.skills import SkillCode, to_bits
from tests.flows.requests import asks, taken_over
from tests.harness.town import BONHEIDEN, GENT, MECHELEN, Town

LIER = 12021  # two steps from Mechelen
WHOLE_PROVINCE = Area(province="Antwerpen")


async def test_one_of_two_coordinators_takes_it_and_everybody_knows(town: Town) -> None:
    els, jan = await town.coordinator("Els", "en"), await town.coordinator("Jan", "en", WHOLE_PROVINCE)
    tom = await town.requester("Tom", "en")
    await asks(tom)
    for coordinator in (els, jan):
        await coordinator.expects("Urgent help request from Mechelen", "Asked by Tom", "+32 470 99 98 88")
    await els.taps("Take over")
    await els.sees("ready to start")
    await jan.sees("Els took it over at 20:04")
    assert "[" not in (await jan.sees("Els took it over"))["text"]
    await tom.sees("Els (Red Cross) took your request over", "+32 470 99 98 88")


async def test_a_late_tap_on_take_over_says_who_has_it(town: Town) -> None:
    els, jan = await town.coordinator("Els", "en"), await town.coordinator("Jan", "en")
    tom = await town.requester("Tom", "en")
    await asks(tom)
    tom.forget()
    alert = await jan.sees("Take over")
    data = alert["buttons"][0][0]["callback_data"]
    await els.taps("Take over")
    assert "Els took it over" in await jan.taps_data(data, alert["message_id"])
    els.forget()
    tom.forget()


async def test_nobody_takes_it(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    await asks(tom)
    await tom.sees("Your request is out")
    await els.expects("Take over")
    for minutes in (3, 6):  # each time the phone rings, and one such card stands
        await town.advance(minutes=3)
        await els.expects("Take over")
        await tom.expects(f"Nobody has taken your request over yet ({minutes} min)", "+32 15 99 00 00", "112")
        assert sum("Nobody has taken" in message["text"] for message in tom.from_bot()) == 1
    await els.taps("Take over")
    await tom.expects("Els (Red Cross) took your request over")
    assert not any("Nobody has taken" in message["text"] for message in tom.from_bot())


async def test_taken_over_and_forgotten(town: Town) -> None:
    els, jan = await town.coordinator("Els", "en"), await town.coordinator("Jan", "en")
    tom = await town.requester("Tom", "en")
    await town.volunteer("An")
    await taken_over(tom, els)
    await jan.sees("Els took it over")
    await town.advance(minutes=15)
    await els.expects("You took this request over at 20:04. Nobody has been called out yet", "before 20:29")
    await els.taps("I'm on it")
    await els.sees("ready to start", "[🚀 Start with Mechelen]")
    await town.advance(minutes=14)
    await els.expects_nothing()
    await town.advance(minutes=1)
    await els.expects("You took this request over")
    await jan.expects_nothing()
    await town.advance(minutes=10)
    for coordinator in (els, jan):
        await coordinator.expects("Urgent help request from Mechelen", "Take over")
    await tom.expects("Nobody leads your request now (40 min)", "calling all coordinators again", "+32 15 99 00 00")
    await town.advance(minutes=3)
    await els.expects("Take over")
    await tom.expects("Nobody leads your request now (43 min)")
    await jan.expects("Take over")
    await jan.taps("Take over")
    await jan.sees("ready to start")
    await tom.expects("Jan (Red Cross) took your request over at 20:47")
    await jan.taps("Start with Mechelen")
    await jan.sees("0 of 5", "In charge: Jan")
    town.phones[3].forget()
    await town.advance(hours=2)  # called out: nobody is reminded any more
    await jan.expects("isn't filling", "Nobody is left to call")


async def test_not_for_us_pages_the_others_only(town: Town) -> None:
    els, jan = await town.coordinator("Els", "en"), await town.coordinator("Jan", "en")
    tom = await town.requester("Tom", "en")
    await asks(tom)
    await els.taps("Not for us")
    await els.sees("left the request from Mechelen to others", "Take over after all")
    jan.forget()
    tom.forget()
    await town.advance(minutes=3)
    await jan.expects("Take over")
    await els.expects_nothing()
    await tom.expects("Nobody has taken")
    await els.taps("Take over after all")
    await els.sees("ready to start")
    await tom.expects("Els (Red Cross) took")


async def test_the_preview_counts_who_fits_and_who_is_free(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    for number in range(5):
        await town.volunteer(f"Member {number}")
    await town.volunteer("Never free", availability=0, call_always=False)
    await town.volunteer("Neighbour", BONHEIDEN)
    await asks(tom, number=10)
    await els.taps("Take over")
    await els.sees(
        "6 fit · 5 are free",
        "On average 4 in 10 come: I expect 2 of the 10",
        "Neighbours can help: Bonheiden 1",
        "[🚀 Start with Mechelen] [🚀 Start with neighbours too]",
    )
    tom.forget()


async def test_the_preview_says_why_the_others_are_not_asked_and_a_tap_lets_a_criterion_go(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    boat = to_bits([SkillCode.BOAT])
    skipper = await town.volunteer("Skipper", language="en", skill_bits=boat)
    an = await town.volunteer("An", language="en")
    at_work = await town.volunteer("Bo", language="en", skill_bits=boat, availability=0, call_always=False)
    await taken_over(tom, els)
    await els.taps("Complete or adjust")
    for line, skill in (("Skills", "Boat"), ("Preferred skills", "Chainsaw")):
        await els.taps(line)
        await els.taps("Practical")
        await els.taps(skill)
        await els.taps("Done", on="Practical")
        await els.taps("Done", on="Which skills")
    await els.sees("Skills: Boat", "Preferred skills: Chainsaw")
    await els.taps("Done")
    await els.sees("With: Boat", "Preferably with: Chainsaw", "2 fit · 1 is free")
    await els.sees("Not asked: 1 without Boat · 1 not available then", "counted under the first")
    await els.taps("Ask more people")
    stale = await els.sees("Ask more people in Mechelen?", "[➕ 1 without Boat]", "[➕ 1 not available then]")
    await els.taps("1 not available then")
    await els.sees("2 fit · 2 are free", "Asked as well: who isn't available then", "[↩️ Only who is available then]")
    await els.taps("1 without Boat")
    await els.sees("3 fit · 3 are free", "Preferably with: Chainsaw and Boat")
    await els.taps("Back")
    await els.sees("ready to start", "3 fit · 3 are free")
    await els.taps("Start with Mechelen")
    for phone in (skipper, an, at_work):
        await phone.expects("people needed in Mechelen", "Preferably with")
    late = stale["buttons"][0][0]["callback_data"]
    assert "can't be changed any more" in await els.taps_data(late, stale["message_id"])
    assert "You have no role" in await tom.taps_data(late, (await tom.sees("being called out"))["message_id"])


async def test_without_anybody_to_call_one_can_look_again(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    await asks(tom)
    assert "Nobody is free now" in await els.taps("Take over")
    card = await els.sees("Nobody in the corps of Mechelen fits", "No other corps has anybody free", "[🔄 Look again]")
    assert "Start" not in str(card["buttons"])
    assert "Nobody is free now" in await els.taps("Look again")
    await town.volunteer("An")
    await els.taps("Look again")
    await els.sees("1 fits · 1 is free", "[🚀 Start with Mechelen]")
    tom.forget()


async def test_where_the_neighbours_have_nobody_free_the_nearest_who_have_are_called(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    for nis in (MECHELEN, BONHEIDEN):
        await town.volunteer("Never free", nis, availability=0, call_always=False)
    lier, gent = await town.volunteer("Lier", LIER, "en"), await town.volunteer("Gent", GENT, "en")
    await taken_over(tom, els)
    await els.sees("1 fits · 0 are free", "The nearest who can help (ring 2): Lier 1", "[🚀 Start up to ring 2]")
    await els.taps("Start up to ring 2")
    await els.sees("1 hasn't answered", "neighbours up to ring 2")
    await lier.expects("people needed in Mechelen")
    await gent.expects_nothing()


async def test_two_taps_launch_it(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    an = await town.volunteer("An", language="en")
    await asks(tom)
    await els.taps("Take over")
    assert await els.taps("Start with Mechelen") == "The call-out goes to 1 person."
    await els.sees("Fill sandbags · Mechelen", "0 of 5", "1 hasn't answered", "own corps", "In charge: Els")
    await an.expects("Urgent: 5 people needed in Mechelen")
    await tom.sees("People are being called out", "0 of 5", "Els", "+32 470 99 98 88")


async def test_with_neighbours_from_the_start(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    an, bo = await town.volunteer("An", language="en"), await town.volunteer("Bo", BONHEIDEN, "en")
    await taken_over(tom, els)
    await els.taps("Start with neighbours too")
    await els.sees("2 haven't answered", "neighbours up to ring 1")
    await an.expects("people needed")
    await bo.expects("people needed")


async def test_a_second_launch_shows_the_board(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    an = await town.volunteer("An", language="en")
    await taken_over(tom, els)
    preview = await els.sees("Start with Mechelen")
    start = preview["buttons"][0][0]["callback_data"]
    await els.taps("Start with Mechelen")
    assert "started already" in await els.taps_data(start, preview["message_id"])
    await an.expects("people needed")


async def test_by_hand(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    await els.says("/callout")
    await els.expects("Every request has been called out", "/request")
    await taken_over(tom, els)
    await els.says("/oproep")
    await els.expects("ready to start")
    await asks(tom, "Serve soup")
    els.forget()
    tom.forget()
    await els.says("/callout")
    await els.expects("Which request?", "Serve soup", "Fill sandbags")
    await els.taps("Fill sandbags")
    await els.sees("ready to start", "Fill sandbags")


async def test_a_request_by_phone_is_taken_over_by_whoever_enters_it(town: Town) -> None:
    """The municipality's people follow it like their own."""
    els, jan = await town.coordinator("Els", "en"), await town.coordinator("Jan", "en")
    tom, eva = await town.requester("Tom", "en"), await town.requester("Eva", "en", Area(nis=BONHEIDEN))
    an = await town.volunteer("An", language="en")
    await asks(els, caller="Wim <Peeters> 0470 11 22 33")
    await els.sees("ready to start", "1 fits · 1 is free", "By phone: Wim <Peeters> 0470 11 22 33", "Entered by Els")
    await tom.expects("Els (Red Cross) took your request over", "came by phone", "Fill sandbags")
    await els.taps("Start with Mechelen")
    await els.sees("0 of 5")
    await an.expects("people needed")
    await town.advance(seconds=5)
    await tom.sees("People are being called out", "0 of 5")
    await tom.taps("Complete or adjust")
    await tom.sees("What")
    for phone in (jan, eva):
        await phone.expects_nothing()
    tom.forget()


@pytest.mark.parametrize("command", ["callout", "board", "assign", "escalate", "close", "sluiten"])
async def test_a_coordinators_command_of_anybody_else(town: Town, command: str) -> None:
    tom = await town.requester("Tom", "en")
    await tom.says(f"/{command}")
    await tom.expects("Only coordinators can do this")


async def test_a_button_of_somebody_elses_area_does_nothing(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    eva = await town.coordinator("Eva", "en", Area(nis=BONHEIDEN))
    await eva.says("/board")
    card = await eva.expects("No call-out is open")
    await asks(tom)
    alert = await els.sees("Take over")
    for button in alert["buttons"][0]:
        assert "You have no role for this" in await eva.taps_data(button["callback_data"], card["message_id"])
    tom.forget()


class TestEditing:
    async def test_the_requester_completes_it_and_the_coordinators_card_follows(self, town: Town) -> None:
        els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
        await asks(tom)
        await els.expects("5 people")
        await tom.taps("Complete or adjust")
        await tom.taps("How many")
        await tom.sees("112", "How many people?", "Now: 5")
        await tom.says("8")
        await tom.expects("8 people: Fill sandbags", "Done")
        await els.sees("8 people", "Take over")
        await tom.taps("Done")
        await tom.sees("waits for a coordinator", "8 people")

    async def test_each_line_can_be_changed(self, town: Town) -> None:
        els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
        await taken_over(tom, els)
        await els.taps("Complete or adjust")
        for label, answer, shown in (
            ("What", "Serve soup", "5 people: Serve soup"),
            ("Where", "Grote Markt 1", "Grote Markt 1, Mechelen"),
            ("How many", "3", "3 people"),
            ("From when", "tomorrow 20:00", "tomorrow (Wed 25 Nov) 20:00 – 00:00 (4 hours)"),
            ("Until when", "02:00", "tomorrow (Wed 25 Nov) 20:00 – 02:00 (6 hours)"),
            ("Until when", "90 min", "tomorrow (Wed 25 Nov) 20:00 – 21:30 (1.5 hours)"),
            ("What to bring", "gloves, boots", "🎒 gloves, boots"),
        ):
            await els.taps(f"{label}")
            await els.says(answer)
            await els.sees("Complete or adjust.", shown)
        await els.taps("Urgent")
        await els.sees("Urgent: also people who said")
        await els.taps("From 16")
        await els.sees("Age: 16 and over")
        await els.taps("Skills")
        await els.taps("Practical")
        await els.taps("Kitchen")
        await els.taps("Boat")
        await els.taps("Boat")
        await els.sees("[✅ Kitchen]", "[Boat]")
        await els.taps("Done", on="Practical")
        await els.taps("Languages")
        await els.taps("Ukrainian")
        await els.taps("Done", on="Languages")
        await els.taps("Done", on="Which skills")
        await els.sees("Skills: Kitchen and Ukrainian")
        await tom.sees("3 people: Serve soup", "gloves, boots")
        await els.taps("Done")
        await els.sees("ready to start", "Serve soup")
        els.forget()

    async def test_an_end_before_the_start_is_asked_again(self, town: Town) -> None:
        els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
        await taken_over(tom, els)
        await els.taps("Complete or adjust")
        await els.taps("Until when")
        await els.says("yesterday")
        await els.expects("I don't see a time in that")
        await els.says("20/11/2026 9:00")
        await els.expects("passed")
        await els.taps("8 h")
        await els.sees("(8 hours)")

    async def test_what_skills_and_age_ask_decides_who_is_called(self, town: Town) -> None:
        els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
        cook = await town.volunteer("Cook", language="en", skill_bits=to_bits([SkillCode.KITCHEN]))
        await town.volunteer("An")
        await taken_over(tom, els)
        await els.sees("2 fit · 2 are free")
        await els.taps("Complete or adjust")
        await els.taps("Skills")
        await els.taps("Practical")
        await els.taps("Kitchen")
        await els.taps("Done", on="Practical")
        await els.taps("Done", on="Which skills")
        await els.taps("Done")
        await els.sees("1 fits · 1 is free")
        await els.taps("Start with Mechelen")
        await cook.expects("With: Kitchen")
        els.forget()

    async def test_strangers_to_the_request_change_nothing(self, town: Town) -> None:
        els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
        eva = await town.requester("Eva", "en")
        await taken_over(tom, els)
        card = await tom.sees("Complete or adjust")
        await eva.says("/board")
        mine = await eva.expects("Only coordinators")
        edit = card["buttons"][0][0]["callback_data"]
        assert "You have no role" in await eva.taps_data(edit, mine["message_id"])
