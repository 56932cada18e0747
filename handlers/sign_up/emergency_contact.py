"""Whom we may call if something happens to the volunteer: optional, and never their own number."""

from __future__ import annotations

from handlers.contact import LONGEST_NAME
from handlers.forms.answers import Answer, Choice, SharedContact, Words
from handlers.forms.form import Accepted, NotUnderstood, Read, Step, never
from handlers.sign_up.draft import PersonDraft
from handlers.visit import Visit
from messages import emergency_contact as words
from messages.card import Card
from messages.sign_up import FORM
from services.phones import read_phone, read_shared_phone
from services.rules.texts import read_name


async def _ask_name(draft: PersonDraft, _visit: Visit) -> Card:
    known = "" if draft.form == FORM else draft.emergency_name
    return words.ask_name(draft.form, known=known)


async def _read_name(answer: Answer, draft: PersonDraft, _visit: Visit) -> Read[PersonDraft]:
    match answer:
        case Choice(words.NOBODY):
            return Accepted(_nobody(draft))
        case SharedContact(phone, own, shared) if name := read_name(shared, LONGEST_NAME):
            return _accepted(name, read_shared_phone(phone), draft, own=own)
        case Words(text) if name := read_name(text, LONGEST_NAME):
            return Accepted(draft.model_copy(update={"emergency_typed": name}), to=words.PHONE)
        case _:
            return NotUnderstood(words.not_a_contact(LONGEST_NAME))


async def _ask_phone(draft: PersonDraft, _visit: Visit) -> Card:
    return words.ask_phone(draft.emergency_typed)


async def _read_phone(answer: Answer, draft: PersonDraft, _visit: Visit) -> Read[PersonDraft]:
    match answer:
        case SharedContact(phone, own):
            return _accepted(draft.emergency_typed, read_shared_phone(phone), draft, own=own)
        case Words(text):
            return _accepted(draft.emergency_typed, read_phone(text), draft)
        case _:
            return NotUnderstood(words.not_a_phone())


def _accepted(name: str, phone: str | None, draft: PersonDraft, *, own: bool = False) -> Read[PersonDraft]:
    if own or (phone and phone == draft.phone):
        return NotUnderstood(words.own_number())
    if phone is None:
        return NotUnderstood(words.not_a_phone())
    who = {"emergency_name": name, "emergency_phone": phone, "emergency_typed": ""}
    return Accepted(draft.model_copy(update=who))


def _nobody(draft: PersonDraft) -> PersonDraft:
    return draft.model_copy(update={"emergency_name": "", "emergency_phone": "", "emergency_typed": ""})


def _without(draft: PersonDraft) -> PersonDraft | None:
    """In a profile, whoever is there is taken away by a button of its own."""
    return _nobody(draft) if draft.form == FORM else None


emergency_steps = (
    Step(words.NAME, _ask_name, _read_name, skip=_without),
    Step(words.PHONE, _ask_phone, _read_phone, never, skip=_without),
)
