"""Name and phone: two steps that the sign-up, the profile and the staff's contact form share."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from handlers.forms.answers import Answer, Choice, SharedContact, Words
from handlers.forms.form import Accepted, Draft, NotUnderstood, Read, Step
from handlers.visit import Visit
from messages import contact as words
from messages.card import Card
from messages.html import fill
from services.phones import read_phone, read_shared_phone, readable
from services.rules.texts import one_line, read_name

LONGEST_NAME = 80


class ContactDraft(Draft):
    """How somebody is called, and where; the phone is in E.164. `form` is the form that it belongs to."""

    form: str = "contact"
    name: str = ""
    phone: str = ""
    emergency_phone: str = ""  # of a volunteer's emergency contact: never the same


C = TypeVar("C", bound=ContactDraft)


def known_name(visit: Visit) -> str:
    """The name that is proposed: the one that is kept, or Telegram's; empty if that isn't a name."""
    kept = visit.person.name if visit.person else ""
    return kept or read_name(one_line(visit.telegram_name)[:LONGEST_NAME], LONGEST_NAME) or ""


async def _ask_name(draft: C, visit: Visit) -> Card:
    return words.ask_name(draft.form, known_name(visit))


async def _read_name(answer: Answer, draft: C, visit: Visit) -> Read[C]:
    match answer:
        case Choice(words.KNOWN_NAME):
            name = known_name(visit) or None
        case Words(text):
            name = read_name(text, LONGEST_NAME)
        case _:
            name = None
    if name is None:
        return NotUnderstood(words.not_a_name(LONGEST_NAME))
    return Accepted(draft.model_copy(update={"name": name}))


def name_step() -> Step[C]:
    """Asks for the name, proposing the one that is known."""
    return Step(words.NAME, _ask_name, _read_name)


async def _ask_phone(_draft: C, _visit: Visit) -> Card:
    return words.ask_phone()


async def _read_phone(answer: Answer, draft: C, _visit: Visit) -> Read[C]:
    match answer:
        case SharedContact(own=False):
            return NotUnderstood(words.not_your_contact())
        case SharedContact(phone=shared):
            phone = read_shared_phone(shared)
        case Words(text):
            phone = read_phone(text)
        case _:
            phone = None
    if phone is None:
        return NotUnderstood(words.not_a_phone())
    if phone == draft.emergency_phone:
        return NotUnderstood(words.number_of_emergency_contact())
    echo = fill("📱 {phone}", phone=readable(phone))
    return Accepted(draft.model_copy(update={"phone": phone}), echo=echo)


def _without_phone(draft: C) -> C:
    return draft.model_copy(update={"phone": ""})


def phone_step() -> Step[C]:
    """Asks for the phone: the sender's own contact, or a number that is typed."""
    return Step(words.PHONE, _ask_phone, _read_phone)


def optional_phone_step() -> Step[C]:
    """As `phone_step`, for whoever may do without."""
    return replace(phone_step(), skip=_without_phone)
