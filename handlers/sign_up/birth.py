"""The first question: whoever is too young is turned away before anything is stored of them."""

from __future__ import annotations

from handlers.forms.answers import Answer, Words
from handlers.forms.form import Accepted, NotUnderstood, Read, Step, Stop
from handlers.sign_up.draft import PersonDraft, today
from handlers.visit import Visit
from messages import sign_up as words
from messages.card import Card, reply
from services.rules.age import may_join
from services.rules.dates import DateProblem, read_date


async def _ask(_draft: PersonDraft, _visit: Visit) -> Card:
    return words.ask_birth_date()


async def _read(answer: Answer, draft: PersonDraft, visit: Visit) -> Read[PersonDraft]:
    born = read_date(answer.text, today(visit)) if isinstance(answer, Words) else DateProblem.UNREADABLE
    if isinstance(born, DateProblem):
        return NotUnderstood(words.not_a_birth_date(born))
    if not may_join(born, today(visit)):
        if visit.is_volunteer:
            return NotUnderstood(words.would_be_too_young())
        return Stop(reply(words.too_young(known=visit.person is not None)))
    return Accepted(draft.model_copy(update={"birth_date": born}))


birth_step = Step(words.BIRTH_DATE, _ask, _read)
