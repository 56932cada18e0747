"""A form as a table: its steps in order, and what happens when all are answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from handlers.forms.answers import Answer
from handlers.visit import Visit
from messages.card import Card, Reply


class Draft(BaseModel):
    """What a form has gathered so far. `trail`: the steps gone through; `return_to`: one to come back to."""

    model_config = ConfigDict(extra="ignore")

    trail: list[str] = []
    return_to: str | None = None


D = TypeVar("D", bound=Draft)


@dataclass(frozen=True)
class Accepted(Generic[D]):
    """The answer is in the draft; on to the next step, or to `to`.

    `echo` (HTML) says what was understood, where the question had keys that are put away.
    """

    draft: D
    to: str | None = None
    echo: str = ""


@dataclass(frozen=True)
class Again(Generic[D]):
    """The draft changed and the same question stands, such as a list in which one toggles."""

    draft: D


@dataclass(frozen=True)
class NotUnderstood:
    """What was expected, with an example (HTML); the draft stays as it was."""

    card: Card


@dataclass(frozen=True)
class Stop:
    """The form ends here with these cards, and its draft is forgotten."""

    reply: Reply


Read = Accepted[D] | Again[D] | NotUnderstood | Stop


def always(_draft: object) -> bool:
    """For a step that every draft needs."""
    return True


@dataclass(frozen=True)
class Step(Generic[D]):
    """One question. `ask` words it; `read` takes the answer; `applies`: whether this draft needs it."""

    name: str
    ask: Callable[[D, Visit], Awaitable[Card]]
    read: Callable[[Answer, D, Visit], Awaitable[Read[D]]]
    applies: Callable[[D], bool] = always


@dataclass(frozen=True)
class Form(Generic[D]):
    """Steps in order; `finish` runs once the last is answered, and the draft is gone when it returns."""

    name: str
    draft: type[D]
    steps: tuple[Step[D], ...]
    finish: Callable[[D, Visit], Awaitable[Reply]]
    stopped: Callable[[], Card]
    positions: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "positions", {step.name: place for place, step in enumerate(self.steps)})

    def step(self, name: str) -> Step[D]:
        return self.steps[self.positions[name]]

    def after(self, name: str, draft: D) -> Step[D] | None:
        """The next step that applies to this draft, or None when the form is complete."""
        following = self.steps[self.positions[name] + 1 :]
        return next((step for step in following if step.applies(draft)), None)
