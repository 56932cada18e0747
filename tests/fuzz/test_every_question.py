"""Anything that Telegram can send, at every question of every form: no error, no silence, nothing that is refused.

Forms are found by themselves: whoever adds one is asked here how somebody gets to its questions (walking.LIKELY).
"""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from messages.language import LANGUAGES, speaking
from messages.menus import menu
from messages.safety import danger
from models.roles import Role
from tests.fuzz.judging import judge
from tests.fuzz.telegram import Sender, updates
from tests.fuzz.walking import LIKELY, QUESTIONS, Question, Walks
from tests.fuzz.world import FuzzTown
from tests.harness.databases import SqliteTemplate
from tests.harness.pseudo import CODE, calendar_words, in_language, plain_words, spoken

# In CI the same few examples each time; FUZZ=500 tries so many new ones at each question.
EXAMPLES = int(os.environ.get("FUZZ", "0"))
FUZZING = settings(
    max_examples=EXAMPLES or 2,
    derandomize=not EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.generate],  # five updates are few enough to read: making them fewer takes minutes
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)


QUOTED = re.compile(r"'([^']*)'")
# Signs on a button, on a phone of 360 points; alone it may hold the longest name of a municipality.
ALONE, IN_A_PAIR, AMONG_MORE = 48, 30, 14


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
        await self.town.everybody_speaks(CODE)
        await self.town.hear_notices()
        await self.town.silence_delivery()
        await self.walks.explore()
        await self.town.deliver_again()

    def names(self) -> set[str]:
        """Words that nobody translates: of people and places, what somebody wrote or set, months, languages."""
        towns = self.town.app.handling.places._towns.values()
        names = [name or "" for town in towns for name in (town.name_nl, town.name_fr, town.name_de)]
        typed = [move.get("text", "") for move in LIKELY]
        chosen = QUOTED.findall(repr(self.town.policy))  # such as the organisation's name and addresses
        known = (*names, *typed, *self.town.written(), *chosen, *LANGUAGES.values())
        return plain_words(" ".join(known)) | calendar_words()

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
def fuzz(sqlite_template: SqliteTemplate, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fuzz]:
    """Everybody speaks a made-up language, whose texts are long (see tests/harness/pseudo.py)."""
    with spoken(tmp_path_factory.mktemp("languages")), sqlite_template.copy() as url:
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


def is_in_every_language(text: str) -> bool:
    """The first screen, on which strangers choose theirs."""
    return all(own in text for own in map(danger_in, ("nl", "fr", "de", "en")))


def danger_in(language: str) -> str:
    with speaking(language):
        return danger()


def test_all_that_is_said_is_translated(fuzz: Fuzz) -> None:
    heard = fuzz.town.heard
    menus = [text for roles in ({*Role}, ()) for _name, text in menu(CODE, volunteer=True, roles=roles)]
    texts = {text for text in heard.texts if not is_in_every_language(text)}
    said = {*texts, *heard.toasts, *(label for label, _beside in heard.labels), *menus}
    assert len(said) > 300  # there is something to look at
    names = fuzz.names()
    untranslated = {text: left for text in said if (left := plain_words(text) - names)}
    assert not untranslated


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_labels_fit_on_a_phone(fuzz: Fuzz, language: str) -> None:
    """Telegram cuts off what doesn't fit on a button; whatever stands on it comes from the walk."""
    labels = [(in_language(label, language), beside) for label, beside in fuzz.town.heard.labels]
    longest = {1: ALONE, 2: IN_A_PAIR}
    assert not [(label, beside) for label, beside in labels if len(label) > longest.get(beside, AMONG_MORE)]
