"""Whoever sends too much gets one polite word and then silence; what matters in an emergency is always answered."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import func, select

from models.intake import FailedUpdate, SeenUpdate
from services.policy import Policy
from services.rules.throttling import Rate, Throttle
from tests.flows.requests import launched
from tests.harness.phones import Phone
from tests.harness.town import Town

FEW = Rate(burst=6, per_second=0.2, pause=10)
STRICT = Throttle(known=FEW, strangers=replace(FEW, burst=3))


class Watch:
    """Real time that only a test moves, in seconds."""

    def __init__(self, town: Town, throttle: Throttle) -> None:
        self.seconds = 0.0
        town.app.handling.throttling.throttle = throttle
        town.app.handling.throttling.clock = lambda: self.seconds


async def seen(town: Town) -> int:
    async with town.database.reading() as db:
        return await db.scalar(select(func.count()).select_from(SeenUpdate)) or 0


async def floods(phone: Phone, number: int, text: str = "/taal") -> list[str]:
    """What the phone got for that many messages."""
    for _ in range(number):
        await phone.says(text)
    answers = [message["text"] for message in phone.unread()]
    phone.forget()
    return answers


async def test_one_word_then_silence_while_replies_go_through(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    nadia = await town.volunteer("Nadia", language="en")
    await launched(tom, els, number=1)
    nadia.forget()
    watch, before = Watch(town, STRICT), await seen(town)
    *answers, word = await floods(nadia, 12)
    assert len(answers) == FEW.burst
    assert "In danger? Call 112" in word
    assert "Try again in 10 seconds" in word
    assert nadia.from_bot()[-1]["silent"]
    assert await seen(town) == before + 12  # none of them comes again
    await nadia.taps("I'm coming")  # while nothing else is answered
    await nadia.sees("You are coming")
    nadia.forget()
    await nadia.says("HELP, there is a fire")
    await nadia.sees("112", "I kept your words")
    nadia.forget()
    assert await nadia.taps("Nederlands") == ""
    await nadia.expects_nothing()
    watch.seconds = 9.9
    assert await floods(nadia, 2) == []
    watch.seconds = 10.0
    assert len(await floods(nadia, 2)) == 2
    assert len(await floods(els, FEW.burst)) >= FEW.burst  # another's flood is nothing to her
    tom.forget()
    async with town.database.reading() as db:
        assert not (await db.scalars(select(FailedUpdate))).all()


async def test_a_stranger_has_less_and_nothing_of_them_is_stored(town: Town) -> None:
    zoe = town.stranger("Zoë", "nl")
    Watch(town, STRICT)
    *answers, word = await floods(zoe, 9, "/help")
    assert len(answers) == 3
    assert "Probeer het over 10 seconden opnieuw" in word
    assert await town.person(zoe) is None


async def test_people_at_work_never_notice(town: Town) -> None:
    """With the usual numbers, in no time at all: a hundred messages."""
    nadia = await town.volunteer("Nadia", language="en")
    await nadia.says("/profile")
    await nadia.expects("Nadia")
    Watch(town, Policy().throttle)
    for _ in range(100):
        town.playground.message(nadia.id, {"text": "/language"})
    await town.settle()
    answers = [message["text"] for message in nadia.unread()]
    assert len(answers) == 100
    assert not any("Easy does it" in answer for answer in answers)
    nadia.forget()
