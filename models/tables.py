"""All tables in one import, for whoever needs the whole schema."""

from __future__ import annotations

from models import (
    announcements,
    audit,
    call_outs,
    consents,
    conversations,
    corps,
    emergencies,
    informing,
    installation,
    intake,
    outbox,
    people,
    reference,
    roles,
)
from models.base import Base

__all__ = [
    "announcements", "audit", "call_outs", "consents", "conversations", "corps", "emergencies",
    "informing", "installation", "intake", "metadata", "outbox", "people", "reference", "roles",
]  # fmt: skip

metadata = Base.metadata
