"""Pauses and quiet hours as people live them: who is called out, when it rings, and what becomes of a promise."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from services.rules.availability import NEVER
from tests.flows.requests import asks, launched
from tests.harness.phones import Phone
from tests.harness.town import GENT, Town, brussels


async def sets(phone: Phone, line: str, answer: str) -> None:
    await phone.says("/profile")
    await phone.taps(line)
    await (phone.says(answer) if answer[0].isdigit() else phone.taps(answer))
    phone.forget()


async def test_a_pause_keeps_call_outs_away_and_ends_by_itself(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    nadia = await town.volunteer("Nadia", language="en")
    an = await town.volunteer("An", language="en")
    await nadia.says("/pauze")
    await nadia.expects("How long", "not even urgent", "15/8")
    for wrong, answer in (("soon", "don't recognise"), ("yesterday evening", "don't recognise"),
                          ("24/11/2026", "still to come"), ("31/2", "not in the calendar")):  # fmt: skip
        await nadia.says(wrong)
        await nadia.expects(answer, "2 weeks")
    await nadia.says("Thursday")
    await nadia.expects("On a pause until 26 November 2026", "by itself", "I'm back")
    await nadia.says("/start")
    await nadia.expects("On a pause until 26 November", "I'm back")
    await nadia.says("/profile")
    await nadia.expects("On a pause until 26 November", "I'm back")
    await launched(tom, els)
    await els.sees("1 hasn't answered")
    await an.expects("Urgent: 5 people needed")
    await nadia.expects_nothing()
    await town.advance(hours=29)  # midnight has passed in Brussels
    over = await nadia.expects("Your pause is over", "/pause")
    assert over["silent"]
    assert over["date"].startswith("2026-11-25T23:00:00")
    await town.advance(days=1)
    await nadia.says("/actief")
    await nadia.expects("You are not on a pause")
    els.forget()


async def test_back_early_and_until_further_notice(town: Town) -> None:
    nadia = await town.volunteer("Nadia", language="en")
    await nadia.says("/pause")
    await nadia.taps("Until I say so")
    await nadia.sees("On a pause until you say so", "/active")
    await town.advance(days=400)
    await nadia.says("/pause")
    await nadia.expects("On a pause until you say so", "How long")
    await nadia.taps("1 week")
    await nadia.sees("On a pause until 5 January 2028")
    await nadia.taps("I'm back")
    await nadia.sees("Welcome back")
    person = await town.person(nadia)
    assert person
    assert person.paused_at is person.paused_until is None


async def test_whoever_comes_is_told_what_a_pause_and_a_move_do_not_change(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    await town.corps(GENT)
    nadia = await town.volunteer("Nadia", language="en")
    await launched(tom, els)
    await nadia.taps("I'm coming")
    await nadia.says("/profile")
    await nadia.taps("Corps")
    await nadia.taps("Join Gent")
    await nadia.sees("still expected at", "Fill sandbags (Mechelen, today 20:04)", "keep your place")
    await nadia.taps("Yes, move me to Gent")
    await nadia.says("/pause")
    await nadia.taps("1 month")
    await nadia.sees("On a pause until 24 December", "still expected at", "Fill sandbags")
    await town.advance(seconds=5)
    await els.sees("1 of 5")
    nadia.forget()
    await nadia.says("I am coming, where is it?")  # at night people type what they should tap
    await nadia.expects("I kept your words", "You are down as coming")
    els.forget()


async def test_quiet_hours_let_a_planned_call_out_wait_and_an_urgent_one_be_silent(town: Town) -> None:
    town.policy = replace(town.policy, matching=replace(town.policy.matching, rest=timedelta()))
    await town.restart()
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    an = await town.volunteer("An", language="en", call_always=False)
    bo = await town.volunteer("Bo", language="en")
    cas = await town.volunteer("Cas", language="en", availability=NEVER)
    await sets(an, "Quiet hours", "22.00 - 7.00")
    await sets(bo, "Quiet hours", "22.00 - 7.00")
    await town.advance(hours=6)  # 2.04 at night
    els.forget()
    await launched(tom, els)
    assert (await an.expects("Urgent: 5 people needed"))["silent"]  # available, but would rather sleep
    assert not (await bo.expects("Urgent: 5 people needed"))["silent"]  # agreed to be called always
    assert not (await cas.expects("Urgent: 5 people needed"))["silent"]  # is never available, but agreed

    await town.advance(seconds=1)
    await asks(tom, "Serve soup", "Grote Markt", 2, when="25/11 14.00")
    await els.taps("Take over")
    await els.taps("Start with Mechelen")
    await els.sees("Serve soup", "2 are asked after their quiet hours")
    await an.expects_nothing()
    await cas.expects_nothing()  # planned, and not at a time of his
    await town.advance(hours=4, minutes=50)
    await bo.expects_nothing()
    await town.advance(minutes=10)
    assert town.clock.now() > brussels(2026, 11, 25, 7)
    for phone in (an, bo):
        message = await phone.expects("2 people needed", "Serve soup")
        assert not message["silent"]
        assert message["date"].startswith("2026-11-25T06:00:00")
    els.forget()
    tom.forget()


async def test_whoever_is_not_needed_any_more_is_never_woken(town: Town) -> None:
    """Their message was still waiting for the morning: they were never asked, and are told nothing."""
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    an = await town.volunteer("An", language="en")
    bo = await town.volunteer("Bo", language="en")
    await sets(bo, "Quiet hours", "22.00 - 7.00")
    await town.advance(hours=3)  # 23.04
    await asks(tom, "Serve soup", "Grote Markt", 1, when="25/11 14.00")
    await els.taps("Take over")
    await els.taps("Start with Mechelen")
    await an.taps("I'm coming")
    await town.advance(hours=10)
    await bo.expects_nothing()
    for phone in (els, tom, an):
        phone.forget()


async def test_a_test_alarm(town: Town) -> None:
    nadia = await town.volunteer("Nadia", language="en")
    await nadia.says("/profile")
    await nadia.expects("Test alarm")
    await nadia.taps("Test alarm")
    await nadia.expects("comes in 10 seconds", "How to let it ring")
    await nadia.taps("Test alarm")  # twice asked, once sent
    await nadia.expects("comes in 10 seconds")
    await town.advance(seconds=9)
    await nadia.expects_nothing()
    await town.advance(seconds=1)
    alarm = await nadia.expects("TEST: this is not a real call-out", "12 people needed in Mechelen", "I'm coming")
    assert not alarm["silent"]
    await nadia.taps("I'm coming")
    await nadia.sees("That's how it works", "where to go")
    await nadia.taps("How to let it ring")
    await nadia.expects("iPhone", "Android", "Do Not Disturb")
    await nadia.taps("Send me a test alarm")
    await nadia.expects("comes in 10 seconds")
    await town.advance(minutes=1)
    await nadia.expects("TEST")
    await nadia.taps("I can't")
    await nadia.sees("That's how it works", "change your mind")
    assert town.policy.test_alarm_after == timedelta(seconds=10)
