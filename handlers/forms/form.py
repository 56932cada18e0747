"""A form as a table: its steps in order, and what happens when all are answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from handlers.forms.answers import Answer
from handlers.visit import Visit
from messages.card import Card, Reply
from messages.forms import some_form


class Draft(BaseModel):
    """What a form has gathered so far. `trail`: the steps gone through; `return_to`: one to come back to, or END."""

    model_config = ConfigDict(extra="ignore")

    trail: list[str] = []
    return_to: str | None = None


D = TypeVar("D", bound=Draft)
END = "end"  # as `return_to`: after this question the form is complete


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
    """What was expected, with an example (HTML); the draft stays as it was.

    `tells_why`: the card itself says why a photo or a file isn't what was asked.
    """

    card: Card
    tells_why: bool = False


@dataclass(frozen=True)
class Stop:
    """The form ends here with these cards, and its draft is forgotten."""

    reply: Reply


Read = Accepted[D] | Again[D] | NotUnderstood | Stop


def always(_draft: object) -> bool:
    """For a step that every draft needs."""
    return True


def never(_draft: object) -> bool:
    """For a step to which only another one leads."""
    return False


def nothing(_draft: object) -> None:
    """For a question that must be answered, and for one of a single page."""


@dataclass(frozen=True)
class Step(Generic[D]):
    """One question. `ask` words it; `read` takes the answer; `applies`: whether this draft needs it.

    `skip`: the draft without an answer, or None where there must be one. `page_before`, where a question has pages:
    the draft one page back, or None on the first.
    """

    name: str
    ask: Callable[[D, Visit], Awaitable[Card]]
    read: Callable[[Answer, D, Visit], Awaitable[Read[D]]]
    applies: Callable[[D], bool] = always
    skip: Callable[[D], D | None] = nothing
    page_before: Callable[[D], D | None] = nothing


@dataclass(frozen=True)
class Form(Generic[D]):
    """Steps in order; `finish` runs once the last is answered, and the draft is gone when it returns.

    `subject` says what is being filled in, for somebody who was kept from it: "your registration".
    """

    name: str
    draft: type[D]
    steps: tuple[Step[D], ...]
    finish: Callable[[D, Visit], Awaitable[Reply]]
    stopped: Callable[[], Card]
    subject: Callable[[D], str] = some_form
    positions: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "positions", {step.name: place for place, step in enumerate(self.steps)})

    def step(self, name: str) -> Step[D]:
        return self.steps[self.positions[name]]

    def after(self, name: str, draft: D) -> Step[D] | None:
        """The next step that applies to this draft, or None when the form is complete."""
        following = self.steps[self.positions[name] + 1 :]
        return next((step for step in following if step.applies(draft)), None)
