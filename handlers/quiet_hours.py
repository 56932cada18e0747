"""When somebody would rather not be woken: tapped, or typed."""

from __future__ import annotations

from typing import Final

from handlers.forms.answers import Answer, Choice, Words
from handlers.forms.form import Accepted, NotUnderstood, Read, Step, never
from handlers.sign_up.draft import PersonDraft
from handlers.visit import Visit
from messages import quiet_hours as words
from messages.card import Card
from messages.menus import slash
from services.rules.quiet_hours import QuietHours, QuietProblem, read_quiet_hours

USUAL: Final = {words.value_of(hours): hours for hours in words.USUAL}


async def _ask(draft: PersonDraft, _visit: Visit) -> Card:
    return words.ask(draft.form, call_always=draft.call_always)


async def _read(answer: Answer, draft: PersonDraft, _visit: Visit) -> Read[PersonDraft]:
    quiet: QuietHours | QuietProblem | None
    match answer:
        case Choice(words.NONE):
            quiet = None
        case Choice(value) if value in USUAL:
            quiet = USUAL[value]
        case Words(text):
            quiet = read_quiet_hours(text)
        case _:
            quiet = QuietProblem.UNREADABLE
    if isinstance(quiet, QuietProblem):
        return NotUnderstood(words.not_understood(quiet, slash("pause")))
    return Accepted(draft.model_copy(update={"quiet": quiet}))


quiet_step = Step(words.STEP, _ask, _read, never)
