"""Who is silent for a year is asked, reminded twice, and erased; who reacts stays, and no role is lost silently."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from models.roles import Role
from services import roles
from services.areas import Area
from services.rules.retention import RetentionPolicy
from tests.flows.requests import launched
from tests.harness.town import MECHELEN, Town


async def test_the_yearly_question(town: Town) -> None:
    town.policy = replace(town.policy, retention=RetentionPolicy(silence=timedelta(days=365)))
    await town.restart()
    nadia, bo = await town.volunteer("Nadia", language="en"), await town.volunteer("Bo", language="en")
    ann = await town.staff("Ann", Role.ADMINISTRATOR, Area(), "en")
    tom = await town.requester("Tom", "en")
    await town.advance(days=100)
    for phone in (bo, ann):
        await phone.says("/help")  # any sign of life counts
        phone.forget()
    await town.advance(days=264)
    await nadia.expects_nothing()
    await town.advance(days=1)
    await nadia.expects("Are you still in, Nadia?", "erase all that I know about you on 5 January 2028", "Yes, I stay")
    await tom.expects("Are you still in, Tom?", "tell whoever hands out the roles on 5 January 2028")
    await bo.expects_nothing()
    await town.advance(days=14)
    await nadia.expects("Are you still in", "5 January 2028")
    await tom.expects("Are you still in")
    await nadia.taps("Yes, I stay")
    await nadia.sees("Good that you stay, Nadia!")
    await town.advance(days=14)
    await tom.expects("Are you still in")
    await town.advance(days=14)
    await ann.expects("Tom is requester for Mechelen, and hasn't reacted", "/team")
    assert await town.person(tom)
    async with town.database.transaction() as db:
        [held] = [each for each in await roles.held(db, MECHELEN) if each.holder.telegram_id == tom.id]
        await roles.revoke(db, held.grant.id, town.clock.now())
    await town.advance(days=14)
    await tom.expects("You are no longer requester")
    await tom.expects("You are erased", "hadn't heard from you")
    assert await town.person(tom) is None
    assert len(town.journal.ids()) == 1


async def test_nobody_is_erased_while_they_are_expected_somewhere(town: Town) -> None:
    soon = RetentionPolicy(timedelta(hours=2), (), timedelta(hours=1))
    town.policy = replace(town.policy, retention=soon)
    await town.restart()
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    nadia = await town.volunteer("Nadia", language="en")
    await launched(tom, els)
    await nadia.taps("I'm coming")
    await town.advance(hours=6)
    await nadia.sees("Are you still in")
    assert await town.person(nadia)
    await nadia.taps("No, erase me")
    await nadia.sees("can't erase you yet")
    for phone in (els, tom, nadia):
        phone.forget()


async def test_blocked_and_deactivated_people_are_shown_as_such(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    rita = await town.staff("Rita", Role.CORPS_ADMINISTRATOR, Area(nis=MECHELEN), "en")
    an, bo, cas = [await town.volunteer(name, language="en") for name in ("An", "Bo", "Cas")]
    await launched(tom, els)
    cas.forget()
    town.playground._world.people.deactivate(cas.id)  # without an update: only the next message finds it out
    await els.taps("Adjust")
    await els.taps("What")
    await els.says("Fill more sandbags")
    await els.taps("Done")
    await an.taps("I'm coming")
    an.block()
    await town.advance(seconds=4)
    await els.sees("1 of 5", "1 can't be reached")
    await els.taps("Who comes")
    await els.sees("1. An ⚠️", "☎")
    await rita.says("/corps")
    await rita.taps("Members")
    members = (await rita.sees("Members of the corps"))["text"]
    assert [line for line in members.splitlines() if "⚠️" in line] == ["1. An ⚠️", "3. Cas ⚠️"]
    an.unblock()
    await town.settle()
    person = await town.person(an)
    assert person
    assert person.reachable
    for phone in (els, tom, rita, an, bo, cas):
        phone.forget()
