"""Anything that Telegram can send, at every question of every form: no error, no silence, nothing that is refused.

Forms are found by themselves: whoever adds one is asked here how somebody gets to its questions (walking.LIKELY).
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzz.judging import judge
from tests.fuzz.telegram import Sender, updates
from tests.fuzz.walking import QUESTIONS, Question, Walks
from tests.fuzz.world import FuzzTown
from tests.harness.databases import SqliteTemplate

# In CI the same few examples each time; FUZZ=500 tries so many new ones at each question.
EXAMPLES = int(os.environ.get("FUZZ", "0"))
FUZZING = settings(
    max_examples=EXAMPLES or 4,
    derandomize=not EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.generate] if not EXAMPLES else tuple(Phase),  # each try of a smaller example takes its time
    suppress_health_check=list(HealthCheck),
)


class Fuzz:
    """The town on a loop of its own, so that Hypothesis can call it."""

    def __init__(self, url: str) -> None:
        self.runner = asyncio.Runner()
        self.town = FuzzTown(url)
        self.walks = Walks(self.town)

    def open(self) -> None:
        self.runner.run(self._open())

    async def _open(self) -> None:
        await self.town.open()
        await self.town.populate()
        await self.town.silence_delivery()
        await self.walks.explore()
        await self.town.deliver_again()

    def close(self) -> None:
        self.runner.run(self.town.close())
        self.runner.close()

    def tries(self, actor: str, moment: bytes, data: Any) -> None:
        phone = self.town.actors[actor]
        self.town.restore(moment)
        sender = Sender(phone.id, self.town.team, self.town.newest(phone), tuple(sorted(self.walks.data)))
        sent = data.draw(updates(sender), label=actor)
        self.runner.run(judge(self.town, phone, sent))


@pytest.fixture(scope="module")
def fuzz(sqlite_template: SqliteTemplate) -> Iterator[Fuzz]:
    with sqlite_template.copy() as url:
        fuzz = Fuzz(url)
        fuzz.open()
        yield fuzz
        fuzz.close()


@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("question", QUESTIONS, ids="-".join)
def test_stands_whatever_telegram_sends(fuzz: Fuzz, question: Question) -> None:
    ways = fuzz.walks.ways.get(question)
    assert ways, f"no walk leads to {question}: what does one answer before it? (tests/fuzz/walking.py, LIKELY)"

    @FUZZING
    @given(way=st.integers(0, len(ways) - 1), data=st.data())
    def stands(way: int, data: Any) -> None:
        fuzz.tries(*ways[way], data)

    stands()
