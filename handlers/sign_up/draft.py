"""What the sign-up has gathered so far; the profile changes the same answers one by one."""

from __future__ import annotations

from datetime import date, datetime

from handlers.contact import ContactDraft
from handlers.skills import SkillsDraft
from handlers.visit import Visit
from messages.sign_up import FORM
from services.certificates import SentFile
from services.rules.quiet_hours import QuietHours
from services.rules.skills import ABILITIES, Category


class PersonDraft(ContactDraft, SkillsDraft):
    """Before the birth date a sign-up's holds only what was chosen and shown: nothing about the person."""

    form: str = FORM
    language: str = ""
    privacy_version: str = ""
    privacy_shown_at: datetime | None = None
    group: str = ""  # the payload of a group's link: they join it at the end
    rights_version: str = ""
    rights_shown_at: datetime | None = None
    line: str = ""  # what of a profile is changed
    near_corps: int | None = None  # offered even if it isn't near: that of the link, or the one that they are in

    birth_date: date | None = None
    town: int | None = None  # REFNIS code
    candidates: tuple[tuple[int, str], ...] = ()  # towns that could be meant, as code and name
    corps: int | None = None  # None: no corps there yet, its founding is awaited
    categories: tuple[Category, ...] = ABILITIES  # languages and equipment can wait for the profile
    availability: int = 0
    own_week: bool = False
    call_always: bool = False
    quiet: QuietHours | None = None
    emergency_name: str = ""
    emergency_typed: str = ""  # a name whose number is still asked
    certificate: SentFile | None = None


def today(visit: Visit) -> date:
    """The day on which ages are counted."""
    return visit.now.astimezone(visit.policy.zone).date()
