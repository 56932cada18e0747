"""All tables in one import, for whoever needs the whole schema."""

from __future__ import annotations

from models import (
    announcements,
    audit,
    call_outs,
    certificates,
    consents,
    conversations,
    corps,
    corps_calls,
    emergencies,
    erasures,
    group_chats,
    groups,
    informing,
    installation,
    intake,
    outbox,
    people,
    privacy,
    provincial_phases,
    reference,
    remarks,
    roles,
    rota,
)
from models.base import Base

__all__ = [
    "announcements", "audit", "call_outs", "certificates", "consents", "conversations", "corps", "corps_calls",
    "emergencies", "erasures", "group_chats", "groups", "informing", "installation", "intake", "metadata", "outbox",
    "people", "privacy", "provincial_phases", "reference", "remarks", "roles", "rota",
]  # fmt: skip

metadata = Base.metadata
