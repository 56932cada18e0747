"""The audit log."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models.audit import AuditEntry


def record(
    db: AsyncSession,
    actor_id: int | None,
    action: str,
    subject: str,
    subject_id: int,
    now: datetime,
    **detail: int | str | bool,
) -> None:
    """Notes who did what on what; `detail` takes ids and figures only, never a name or a text."""
    db.add(AuditEntry(at=now, actor_id=actor_id, action=action, subject=subject, subject_id=subject_id, detail=detail))
