"""Who is on call: planned, paged, swapped, taken over, and announced where nobody is."""

from __future__ import annotations

from sqlalchemy import select

from models.audit import AuditEntry
from models.roles import Role
from services import roles
from services.areas import Area
from services.authority import grants_of
from tests.flows.requests import asks
from tests.harness.phones import Phone
from tests.harness.town import Town


async def plans(phone: Phone, who: str, when: str) -> None:
    """A shift of every week, from the command to the rota that has it."""
    await phone.says("/rota")
    await phone.taps("Every week")
    await phone.taps(who)
    await phone.says(when)
    await phone.sees("Planned")
    phone.forget()


async def steps(town: Town) -> list[tuple[str, object]]:
    """What the audit log has about the request, in order."""
    async with town.database.reading() as db:
        entries = await db.scalars(
            select(AuditEntry).where(AuditEntry.subject == "help_request").order_by(AuditEntry.id)
        )
        return [(entry.action, entry.detail.get("level")) for entry in entries]


async def test_a_request_climbs_from_who_is_on_call_to_the_administrators(town: Town) -> None:
    els, jan, eva = [await town.coordinator(name, "en") for name in ("Els", "Jan", "Eva")]
    mia = await town.staff("Mia", Role.ADMINISTRATOR, Area(), "en")
    tom = await town.requester("Tom", "en")
    await els.says("/wachtdienst")
    await els.expects("There is no rota for Mechelen yet", "Mon-Fri 8-20")
    await plans(els, "I am", "every day 20-8")
    await plans(els, "Jan", "every day 8-20")
    await els.says("/rota")
    await els.expects("Now: Els", "until tomorrow (Wed 25 Nov) 08:00", "Then: Jan", "every day 20:00 – 08:00")

    await asks(tom)
    await tom.sees("Your request is out, to 1 coordinator")
    await els.expects("Urgent help request from Mechelen", "Take over")
    for minute in range(1, 5):
        await town.advance(minutes=1)
        await els.expects("Take over")
        if minute == 3:
            await tom.expects("Nobody has taken your request over yet (3 min)", "+32 15 99 00 00")
    for phone in (jan, eva, mia):
        await phone.expects_nothing()
    await town.advance(minutes=1)
    await jan.expects("Take over")
    await eva.expects_nothing()
    await town.advance(minutes=5)
    await eva.expects("Take over")
    await mia.expects_nothing()
    await town.advance(minutes=5)
    await mia.expects("No coordinator takes the request from Mechelen over", "15 min")
    for phone in (els, jan, eva, tom):
        phone.forget()
    await jan.taps("Take over")
    await jan.sees("ready to start")
    await mia.sees("Jan took the request from Mechelen over at 20:19")
    await els.sees("Jan took it over")
    await tom.expects("Jan (Red Cross) took your request over", "20:19")
    actions = await steps(town)
    assert [action for action, _level in actions].count("request_paged") == 16
    widened = [level for action, level in actions if action == "request_widened"]
    assert widened == ["next", "all", "administrators"]
    assert actions[-1][0] == "request_taken"


async def test_an_acknowledgement_that_expires_pages_everybody(town: Town) -> None:
    els, jan = await town.coordinator("Els", "en"), await town.coordinator("Jan", "en")
    tom = await town.requester("Tom", "en")
    await plans(els, "I am", "24/7")
    await asks(tom)
    await els.taps("Take over")
    await town.advance(minutes=24)
    await jan.expects_nothing()
    els.forget()
    tom.forget()
    await town.advance(minutes=1)
    await jan.expects("Urgent help request from Mechelen", "Take over")
    await els.expects("Take over")
    await tom.expects("Nobody leads your request now")
    await jan.taps("Take over")
    els.forget()
    tom.forget()
    assert ("request_lapsed", None) in await steps(town)
    assert ("request_paged", "all") in await steps(town)


async def test_a_shift_begins_with_a_test_alarm(town: Town) -> None:
    els, jan = await town.coordinator("Els", "en"), await town.coordinator("Jan", "en")
    mia = await town.staff("Mia", Role.ADMINISTRATOR, Area(), "en")
    await plans(els, "I am", "every day 20-8")
    await plans(els, "Jan", "every day 8-20")
    for phone in (els, jan, mia):
        phone.forget()
    await town.advance(hours=11, minutes=56)
    await jan.expects("Test alarm: you are on call for Mechelen", "08:00")
    await els.expects_nothing()
    await town.advance(minutes=5)
    await jan.expects("Test alarm")
    await town.advance(minutes=5)
    for phone in (els, mia):
        await phone.expects("Jan is on call for Mechelen and doesn't answer", "+32 470 99 98 88", "I take over")
    await jan.taps("I am on call")
    await jan.sees("You are on call for Mechelen, since 08:00")
    for phone in (els, mia):
        await phone.sees("Jan answered at 08:10")
    await els.taps_data("rd:2", (await els.sees("Jan answered"))["message_id"])  # not hers
    await town.advance(hours=11, minutes=50)
    await els.expects("Test alarm")
    await els.taps("I am on call")


async def test_a_take_over_counts_at_once(town: Town) -> None:
    els, jan = await town.coordinator("Els", "en"), await town.coordinator("Jan", "en")
    tom = await town.requester("Tom", "en")
    await plans(els, "I am", "every day 20-8")
    await plans(els, "Jan", "every day 8-20")
    await jan.says("/rota")
    await jan.taps("I take over")
    await jan.sees("Take over from Els now?", "until tomorrow (Wed 25 Nov) 08:00")
    await jan.taps("Yes, I am on call")
    await jan.sees("Now: Jan", "(taken over)")
    await els.expects("Jan took over: you are no longer on call for Mechelen")
    await asks(tom)
    await jan.expects("Take over")
    await els.expects_nothing()
    await jan.taps("Take over")
    tom.forget()
    jan.forget()


async def test_a_swap_needs_both(town: Town) -> None:
    els, jan = await town.coordinator("Els", "en"), await town.coordinator("Jan", "en")
    await plans(els, "I am", "Wed 8-20")
    await plans(els, "Jan", "Thu 8-20")
    for phone in (els, jan):
        phone.forget()
    await els.says("/rota")
    await els.taps("Swap")
    await els.taps("Wed 25 Nov")
    await els.taps("Jan")
    await els.taps("Thu 26 Nov")
    await els.sees("I asked Jan", "Jan takes: Wed 25 Nov 08:00", "Els takes: Thu 26 Nov 08:00")
    card = await jan.expects("Els asks you to swap", "Jan takes: Wed 25 Nov 08:00 – Wed 25 Nov 20:00")
    await els.says("/rota")
    await els.sees("Then: Els, from tomorrow (Wed 25 Nov) 08:00")
    assert "no role" in await els.taps_data(card["buttons"][0][0]["callback_data"], els.from_bot()[-1]["message_id"])
    await jan.taps("Accept")
    await jan.sees("Accepted")
    await els.expects("Your swap with Jan", "Accepted")
    await els.says("/rota")
    await els.sees("Then: Jan, from tomorrow (Wed 25 Nov) 08:00", "(swap)")
    els.forget()
    jan.forget()


async def test_gaps_are_announced_ahead_and_when_somebody_falls_away(town: Town) -> None:
    els, jan = await town.coordinator("Els", "en"), await town.coordinator("Jan", "en")
    await plans(els, "I am", "24/7")
    await els.says("/rota")
    await els.taps("Once")
    await els.taps("Jan")
    await els.says("30/11 8.00 - 20.00")
    await els.sees("Planned", "Mon 30 Nov 08:00 – Mon 30 Nov 20:00 · Jan")
    els.forget()
    async with town.database.transaction() as db:
        person = await town.person(jan)
        assert person
        await roles.revoke(db, (await grants_of(db, person.id))[0].id, town.clock.now())
    await town.settle()
    await jan.expects("no longer")
    await town.advance(days=2)
    await els.expects_nothing()
    await town.advance(days=1)
    await els.expects("Nobody is on call for Mechelen", "Mon 30 Nov 08:00 – Mon 30 Nov 20:00")
    await town.advance(days=1)
    await els.expects_nothing()
    await town.advance(days=1)
    await els.expects("Nobody is on call for Mechelen")
    await els.taps("Rota")
    await els.taps("Take out")
    await els.taps("2")
    assert "Nobody" not in (await els.sees("Now: Els"))["text"]
    els.block()
    await town.advance(minutes=1)
    els.forget()


async def test_the_most_specific_region_answers_and_then_the_wider_one(town: Town) -> None:
    els = await town.coordinator("Els", "en")
    karim = await town.coordinator("Karim", "en", Area(province="Antwerpen"))
    tom = await town.requester("Tom", "en")
    await karim.says("/rota")
    await karim.taps("Antwerp")
    await karim.taps("Every week")
    await karim.taps("I am")
    await karim.says("24/7")
    await els.says("/rota")
    await els.expects("no rota for Mechelen itself", "On call for province of Antwerp: Karim")
    await plans(els, "I am", "every day 20-8")
    karim.forget()
    await asks(tom)
    await els.expects("Take over")
    await karim.expects_nothing()
    await els.taps("Not for us")
    await town.advance(minutes=1)
    await karim.expects("Take over")
    await karim.taps("Take over")
    for phone in (els, karim, tom):
        phone.forget()


async def test_whoever_plans_nothing_is_told_so(town: Town) -> None:
    tom = await town.requester("Tom", "en")
    await tom.says("/rota")
    await tom.expects("Only coordinators and administrators")
    card = tom.from_bot()[-1]["message_id"]
    assert "no role" in await tom.taps_data("ro:over_sure:12025", card)
    assert "no role" in await tom.taps_data("rs:yes:1", card)


async def test_what_is_no_shift_gets_an_example(town: Town) -> None:
    els = await town.coordinator("Els", "en")
    await plans(els, "I am", "Mon-Fri 8-20")
    els.forget()
    await els.says("/rota")
    await els.taps("Every week")
    await els.taps("I am")
    await els.says("when I feel like it")
    await els.sees("I don't see days and hours", "Mon-Fri 8-20")
    await els.says("Wed 19-21")
    await els.sees("Els is on call then already: Mon – Fri 08:00 – 20:00")
    els.forget()
