"""Asking people: their invitations and the messages, in two statements."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, insert, literal, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql import ColumnElement

from models.call_outs import CallOut, Invitation, InvitationState
from models.people import Person
from services import corps_calls, matching, reminders, turns
from services.notices import Notice, say_to_invited
from services.policy import Policy
from services.quiet import when_asked
from services.reach import kept_home


async def ask(
    db: AsyncSession,
    call_out: CallOut,
    municipalities: Collection[int],
    now: datetime,
    policy: Policy,
    *,
    masks: Sequence[int],
    most: int | None = None,
) -> int:
    """Asks whoever of these corps fits, is free, has the skills of one of the `masks` and hasn't been asked, at most so
    many; returns how many. Needs the call-out's row.
    """
    columns = {
        "call_out_id": literal(call_out.id),
        "person_id": Person.id,
        "state": literal(InvitationState.SILENT, Invitation.state.type),
        "ring": literal(call_out.ring),
        "wave": literal(call_out.wave + 1),
        "asked_at": literal(now, Invitation.asked_at.type),
        "told_enough": literal(False),
        "withheld": literal(False),
    }
    kept = await kept_home(db, call_out.help_request, municipalities, now, policy)
    labelled: list[ColumnElement[Any]] = [value.label(name) for name, value in columns.items()]
    chosen = matching.eligible(call_out.help_request, municipalities, policy, *labelled, now=now, keep_home=kept)
    before = (await db.execute(select(Invitation.id).order_by(Invitation.id.desc()).limit(1))).scalar() or 0
    inserted = await db.execute(
        insert(Invitation).from_select(list(columns), chosen.where(matching.with_any(masks)).limit(most))
    )
    asked = int(inserted.rowcount)  # type: ignore[attr-defined]
    new = and_(Invitation.call_out_id == call_out.id, Invitation.id > before)
    await turns.note_asked(db, new, now)
    await say_to_invited(db, Notice.INVITATION, new, now, timed=when_asked(call_out.help_request, now, policy))
    reminders.plan(call_out, now, policy)
    await corps_calls.tell(db, call_out, before, kept, now)
    return asked
