"""What the sign-up has gathered so far."""

from __future__ import annotations

from datetime import date, datetime

from handlers.contact import ContactDraft
from handlers.visit import Visit


class SignUpDraft(ContactDraft):
    """Before the birth date it holds only what was chosen and shown: nothing about the person."""

    language: str
    privacy_version: str
    privacy_shown_at: datetime
    link_corps: int | None = None  # whose link brought them here

    birth_date: date | None = None
    town: int | None = None  # REFNIS code
    candidates: tuple[tuple[int, str], ...] = ()  # towns that could be meant, as code and name
    corps: int | None = None  # None: no corps there yet, its founding is awaited
    skill_bits: int = 0
    availability: int = 0
    own_week: bool = False
    call_always: bool = False


def today(visit: Visit) -> date:
    """The day on which ages are counted."""
    return visit.now.astimezone(visit.policy.zone).date()
