"""The lines of a profile: the question behind each, and what its answer changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from handlers.forms.form import END
from handlers.sign_up.draft import PersonDraft
from messages import emergency_contact, quiet_hours, residence
from messages import sign_up as questions
from messages.contact import NAME, PHONE
from messages.profile import FORM
from models.people import Person
from services.profiles import Changes
from services.quiet import quiet_hours_of
from services.rules.skills import ABILITIES, Category, mask_of


@dataclass(frozen=True)
class Line:
    """A line of the card: the question behind it, and what of the person its answer changes.

    Of that line only: the rest of the draft may be out of date when it is answered.
    """

    question: str
    changes: Callable[[PersonDraft, Person], Changes] = lambda _draft, _person: {}
    pages: tuple[Category, ...] = ()


def _quiet(draft: PersonDraft, _person: Person) -> Changes:
    hours = draft.quiet
    return {"quiet_from": hours.start if hours else None, "quiet_until": hours.end if hours else None}


def _skills(draft: PersonDraft, person: Person) -> Changes:
    asked = mask_of(draft.categories)
    return {"skill_bits": person.skill_bits & ~asked | draft.skill_bits & asked}


def _emergency(draft: PersonDraft, _person: Person) -> Changes:
    return {"emergency_name": draft.emergency_name, "emergency_phone": draft.emergency_phone}


LINES: Final = {
    "name": Line(NAME, lambda draft, _person: {"name": draft.name}),
    "birth": Line(questions.BIRTH_DATE, lambda draft, _: {"birth_date": draft.birth_date} if draft.birth_date else {}),
    "phone": Line(PHONE, lambda draft, _person: {"phone": draft.phone}),
    "emergency": Line(emergency_contact.NAME, _emergency),
    "town": Line(residence.TOWN),
    "corps": Line(residence.CORPS),
    "skills": Line(questions.SKILLS, _skills, ABILITIES),
    "languages": Line(questions.SKILLS, _skills, (Category.LANGUAGES,)),
    "equipment": Line(questions.SKILLS, _skills, (Category.EQUIPMENT,)),
    "when": Line(questions.AVAILABILITY, lambda draft, _person: {"availability": draft.availability}),
    "always": Line(questions.ALWAYS, lambda draft, _person: {"call_always": draft.call_always}),
    "quiet": Line(quiet_hours.STEP, _quiet),
}
MOVES: Final = frozenset({"town", "corps"})  # they change the membership, not only the person
OF_ANYBODY: Final = frozenset({"name", "phone"})  # the rest is asked of volunteers only


def draft_of(person: Person, line: str) -> PersonDraft:
    """What is known now, as the sign-up would have gathered it; complete once that one line is answered."""
    return PersonDraft(
        form=FORM,
        line=line,
        return_to=END,
        name=person.name,
        phone=person.phone,
        birth_date=person.birth_date,
        town=person.municipality_nis,
        corps=person.corps_id,
        near_corps=person.corps_id,
        categories=LINES[line].pages,
        skill_bits=person.skill_bits,
        availability=person.availability,
        call_always=person.call_always,
        quiet=quiet_hours_of(person),
        emergency_name=person.emergency_name,
        emergency_phone=person.emergency_phone,
    )
