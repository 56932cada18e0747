"""What the Volunteers Act demands that somebody knows before being deployed: read before signing up."""

from __future__ import annotations

from handlers.forms.answers import Answer, Choice
from handlers.forms.form import Accepted, Again, NotUnderstood, Read, Step
from handlers.sign_up.draft import PersonDraft
from handlers.visit import Visit
from messages import volunteers_act as words
from messages.card import Card
from messages.forms import tap_a_button


async def _ask(draft: PersonDraft, visit: Visit) -> Card:
    return words.ask(draft.form, visit.policy)


async def _read(answer: Answer, draft: PersonDraft, visit: Visit) -> Read[PersonDraft]:
    match answer:
        case Choice(version) if version == visit.policy.terms.version:
            read = {"rights_version": version, "rights_shown_at": visit.now}
            return Accepted(draft.model_copy(update=read))
        case Choice():  # of a card from before it changed
            return Again(draft)
        case _:
            return NotUnderstood(tap_a_button())


rights_step = Step(words.STEP, _ask, _read)
