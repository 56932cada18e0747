"""The form that a guardian fills in to agree, and that a corps' people fill in from a signed paper."""

from __future__ import annotations

from dataclasses import replace

from handlers.contact import ContactDraft, known_name, name_step
from handlers.forms.answers import Answer, Choice
from handlers.forms.form import Accepted, Form, NotUnderstood, Read, Step, Stop
from handlers.minors import show_minor
from handlers.staff import not_allowed, person_in
from handlers.visit import Visit
from messages import contact
from messages import guardians as words
from messages import minors as minor_words
from messages.card import Card, Reply, reply
from messages.forms import tap_a_button
from models.consents import Relation
from services import guardians, minors
from services.authority import NotAllowed
from services.guardians import Given, NotNeeded, NotValid, NotYou, Refused, Signature, Visitor
from services.minors import NoMinor


class SignatureDraft(ContactDraft):
    """`token` is the link's secret; a paper has the `member` of a corps instead, and the page to come back to."""

    form: str = words.FORM
    language: str = ""  # that of a guardian whom the bot doesn't know
    token: str = ""
    minor_name: str = ""
    corps: int = 0
    member: int = 0
    page: int = 0
    relation: Relation | None = None

    @property
    def on_paper(self) -> bool:
        return self.member != 0


def visitor(visit: Visit) -> Visitor:
    """Whose chat this is."""
    return Visitor(visit.telegram_id, visit.person)


async def _ask_name(draft: SignatureDraft, visit: Visit) -> Card:
    return words.ask_signer(draft.minor_name) if draft.on_paper else contact.ask_name(draft.form, known_name(visit))


async def _ask_relation(draft: SignatureDraft, _visit: Visit) -> Card:
    return words.ask_relation(draft.minor_name, draft.name, on_paper=draft.on_paper)


async def _read_relation(answer: Answer, draft: SignatureDraft, _visit: Visit) -> Read[SignatureDraft]:
    chosen = [relation for relation in Relation if answer == Choice(relation.value)]
    return Accepted(draft.model_copy(update={"relation": chosen[0]})) if chosen else NotUnderstood(tap_a_button())


async def _ask_decision(draft: SignatureDraft, _visit: Visit) -> Card:
    return words.ask_decision(draft.minor_name, draft.name, draft.relation, on_paper=draft.on_paper)


async def _read_decision(answer: Answer, draft: SignatureDraft, visit: Visit) -> Read[SignatureDraft]:
    match answer:
        case Choice(words.YES):
            return Accepted(draft)
        case Choice(words.NO) if not draft.on_paper:
            return Stop(await refuse(draft.token, visit))
        case _:
            return NotUnderstood(tap_a_button())


async def refuse(token: str, visit: Visit) -> Reply:
    """The guardian says no."""
    match await guardians.refuse(visit.db, token, visitor(visit), visit.now, visit.policy):
        case Refused(consent):
            return reply(words.refused(consent))
        case NotValid():
            return reply(toast=words.not_valid_toast())
        case NotYou():
            return reply(words.not_you())


async def _finish(draft: SignatureDraft, visit: Visit) -> Reply:
    assert draft.relation is not None  # nobody comes to the end past that question
    signature = Signature(draft.name, draft.relation)
    return await (_record_paper if draft.on_paper else _give)(draft, signature, visit)


async def _give(draft: SignatureDraft, signature: Signature, visit: Visit) -> Reply:
    match await guardians.give(visit.db, draft.token, visitor(visit), signature, visit.now, visit.policy):
        case Given(consent, token):
            return reply(words.given(consent, token, draft.language or visit.language, visit.policy))
        case NotValid():
            return reply(words.not_valid())
        case NotYou():
            return reply(words.not_you())


async def _record_paper(draft: SignatureDraft, signature: Signature, visit: Visit) -> Reply:
    by, where = person_in(visit), (draft.corps, draft.member)
    match await minors.record_paper(visit.db, by, *where, signature, visit.now, visit.policy):
        case Given():
            toast = minor_words.recorded()
        case NotNeeded():
            toast = minor_words.nothing_to_do()
        case NoMinor() as gone:
            return reply(toast=minor_words.no_minor(gone))
        case NotAllowed():
            return not_allowed()
    return replace(await show_minor(*where, draft.page, visit, by), toast=toast)


signature_form: Form[SignatureDraft] = Form(
    name=words.FORM,
    draft=SignatureDraft,
    steps=(
        replace(name_step(), ask=_ask_name),
        Step(words.RELATION, _ask_relation, _read_relation),
        Step(words.DECIDE, _ask_decision, _read_decision),
    ),
    finish=_finish,
    stopped=words.stopped,
    subject=words.subject,
)
