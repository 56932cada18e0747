"""Finds a way to every question of every form by walking: commands, links and buttons that are seen, likely answers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from bot.routing import FORMS
from messages.menus import COMMANDS
from tests.fuzz.telegram import Json, message, tap
from tests.fuzz.world import FuzzTown, Moment

Question = tuple[str, str]  # form and step
# A card in a language that somebody chose for it says nothing about the one that everybody speaks here.
OTHER_LANGUAGE = re.compile(r".*:(nl|fr|de|en)(:.*)?")
NEVER_ASKED = {
    ("profile", "certificate")
}  # a profile shares the sign-up's questions; this one is a form of its own there
QUESTIONS: list[Question] = [
    (form.name, step.name) for form in FORMS for step in form.steps if (form.name, step.name) not in NEVER_ASKED
]
UPDATES_AT_MOST = 3_000
AT_ONCE = 3
TAPS_OF_A_KIND = 2
LED_ON = 8  # tries that a question counts more once an answer led on from it: mostly that was the way
WAYS_KEPT = 4  # to one question: other people, other drafts
# What somebody might well answer to some question or other. A new kind of question may need a line here.
LIKELY: list[Json] = [
    {"text": "Zoë <b>Maes</i> &"},
    {"text": "17/5/1990"},
    {"text": "0470 12 34 56"},
    {"text": "0499 98 76 54"},
    {"text": "2800"},
    {"text": "5"},
    {"contact": "own"},
    {"photo": {}},
    {"text": "14:00"},
    {"text": "31/12"},
    {"text": "Gent"},
    {"location": {"latitude": 51.03, "longitude": 4.48}},
    {"document": {}},
    {"text": "Beveren"},
]
BACK_AND_OUT = re.compile(r"fc:\w+:(back|cancel|resume)|no")  # they lead where one has been


def kind_of(data: str) -> str:
    """What a button does, without to whom: "q:take" of "q:take:12"."""
    return ":".join(part for part in data.split(":")[:2] if not part.isdigit())


@dataclass
class Walk:
    """Somebody at some moment, with what they haven't tried from there."""

    actor: str
    at: Moment
    question: Question | None
    moves: Iterator[Json]
    tried: int = 0


@dataclass
class Walks:
    """`ways`: for each question, who stands there at which moment. `data`: what the buttons on the way carry."""

    town: FuzzTown
    ways: dict[Question, list[tuple[str, Moment]]] = field(default_factory=lambda: defaultdict(list))
    data: set[str] = field(default_factory=set)
    updates: int = 0
    _open: list[Walk] = field(default_factory=list)
    _tapped: Counter[tuple[str, str]] = field(default_factory=Counter)
    _seen: set[Any] = field(default_factory=set)

    async def explore(self) -> None:
        """Walks until every question is known, or nothing is left to try."""
        home, links = self.town.moment(), self.town.links()
        for actor, phone in self.town.actors.items():
            words = [f"/{entry.english}" for entry in COMMANDS] + [f"/start {link}" for link in links]
            buttons = [data for data in self.town.buttons(phone) if not OTHER_LANGUAGE.fullmatch(data)]
            self.data |= set(buttons)
            moves = [message(phone.id, {"text": text}) for text in words] + [tap(phone.id, data) for data in buttons]
            self._open.append(Walk(actor, home, None, iter(moves)))
        while self._open and self._missing() and self.updates < UPDATES_AT_MOST:
            missing = self._missing()
            walk = min(self._open, key=lambda walk: _promise(walk, missing))
            moves = list(islice(walk.moves, AT_ONCE))
            walk.tried += len(moves)
            for move in moves:
                if walk.question or self._is_new(walk.actor, move):
                    await self._try(walk, move)
            if not moves:
                self._open.remove(walk)

    def _is_new(self, actor: str, move: Json) -> bool:
        """Whether this person hasn't yet tapped a button that does this, on two cards."""
        if "callback_query" not in move:
            return True
        kind = (actor, kind_of(move["callback_query"]["data"]))
        self._tapped[kind] += 1
        return self._tapped[kind] <= TAPS_OF_A_KIND

    def _missing(self) -> set[str]:
        """The forms of which a question is still unknown."""
        return {form for form, step in QUESTIONS if (form, step) not in self.ways}

    async def _try(self, walk: Walk, move: Json) -> None:
        self.updates += 1
        phone = self.town.actors[walk.actor]
        self.town.restore(walk.at)
        question, cards = await self.town.would_lead(move, phone)
        buttons = [cell.data for card in cards for row in card.rows for cell in row if cell.data]
        self.data |= set(buttons)
        if question is None and (walk.question or not buttons):
            return  # a form that is done or left, or an answer that leads nowhere
        place = question or tuple(sorted({kind_of(data) for data in buttons}))
        if (walk.actor, place) in self._seen:
            return
        await self.town.goes(move)
        if question and len(self.ways[question]) < WAYS_KEPT:
            self.ways[question].append((walk.actor, self.town.moment()))
        if place not in self._seen:
            walk.tried += LED_ON if walk.question else 0
            moves = self._moves(phone.id, question, buttons)
            deeper = 0 if question else walk.tried + 4
            self._open.append(Walk(walk.actor, self.town.moment(), question, moves, deeper))
        self._seen |= {place, (walk.actor, place)}

    def _moves(self, person_id: int, question: Question | None, buttons: list[str]) -> Iterator[Json]:
        """The last button first, then the first: lists end with what leads on."""
        new = [data for data in buttons if not BACK_AND_OUT.fullmatch(data) and not OTHER_LANGUAGE.fullmatch(data)]
        taps = [tap(person_id, data) for pair in zip(reversed(new), new, strict=True) for data in pair][: len(new)]
        words = [message(person_id, answer) for answer in LIKELY] if question else []
        for number in range(max(len(taps), len(words))):
            yield from taps[number : number + 1]
            yield from words[number : number + 1]


def _promise(walk: Walk, missing: set[str]) -> float:
    """The lower, the sooner: few tries so far, within a form of which something is missing."""
    if walk.question is None:
        return walk.tried / 2
    return walk.tried + (0 if walk.question[0] in missing else 30)
