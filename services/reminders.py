"""Reminders of a call-out: once to those who haven't answered, and before the start to those who come."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, CallOutState, Invitation, InvitationState
from models.people import Person
from services.notices import Notice, say_to_invited
from services.policy import Policy
from services.quiet import Timed, is_quiet, when_asked, when_told
from services.rules.reminding import reminds_of_start_at, reminds_silent_at


def plan(call_out: CallOut, now: datetime, policy: Policy) -> None:
    """Sets when the people who are asked now are reminded, unless that is planned for others before them."""
    if call_out.remind_at is None:
        call_out.remind_at = _silent_at(call_out, now, policy)
    replan(call_out, now, policy)


def replan(call_out: CallOut, now: datetime, policy: Policy) -> None:
    """Sets the next reminder before the start anew: it moved, or the one before has gone out."""
    starts_at = call_out.help_request.starts_at
    call_out.start_reminder_at = reminds_of_start_at(now, starts_at, policy=policy.reminders, zone=policy.zone)


def _silent_at(call_out: CallOut, asked_at: datetime, policy: Policy) -> datetime | None:
    request = call_out.help_request
    return reminds_silent_at(
        asked_at, request.starts_at,
        urgent=request.urgent, policy=policy.reminders, night=policy.night, zone=policy.zone,
    )  # fmt: skip


async def next_due(db: AsyncSession) -> datetime | None:
    """When the first call-out has somebody to remind."""
    is_open = CallOut.state == CallOutState.OPEN
    due = [
        await db.scalar(select(func.min(column)).where(column.is_not(None), is_open))
        for column in (CallOut.remind_at, CallOut.start_reminder_at)
    ]
    return min((moment for moment in due if moment), default=None)


async def remind_due(db: AsyncSession, now: datetime, policy: Policy) -> None:
    """Says what is due; what has been said once isn't said again, whatever else happens to the call-out."""
    for call_out in await _held(db, CallOut.start_reminder_at <= now):
        await _remind_of_start(db, call_out, now, policy)
    for call_out in await _held(db, CallOut.remind_at <= now):
        await _remind_silent(db, call_out, now, policy)


async def _held(db: AsyncSession, due: ColumnElement[bool]) -> list[CallOut]:
    """One that is being answered just now is left to the next tick."""
    found = select(CallOut).where(CallOut.state == CallOutState.OPEN, due).order_by(CallOut.id)
    locked = found.with_for_update(skip_locked=True, of=CallOut).execution_options(populate_existing=True)
    return list((await db.scalars(locked)).unique())


async def _remind_of_start(db: AsyncSession, call_out: CallOut, now: datetime, policy: Policy) -> None:
    replan(call_out, now, policy)
    comes = and_(
        Invitation.call_out_id == call_out.id,
        Invitation.state == InvitationState.COMING,
        Invitation.answered_at <= now - policy.reminders.since_answer,
    )
    if now < call_out.help_request.starts_at:
        await say_to_invited(db, Notice.START_REMINDER, comes, now, timed=when_told(now, policy))


async def _remind_silent(db: AsyncSession, call_out: CallOut, now: datetime, policy: Policy) -> None:
    """Not while it is full, nor in anybody's quiet hours: then after them, or not at all.

    Not whoever was told that there are enough people, nor whom their municipality keeps at home.
    """
    timed = when_asked(call_out.help_request, now, policy)
    asked_long_ago = Invitation.asked_at <= _asked_before(call_out, now, policy)
    due = and_(_unreminded(call_out), asked_long_ago)
    if call_out.open > 0 and now < call_out.help_request.starts_at:
        waits_for = and_(due, Invitation.told_enough.is_(False), Invitation.withheld.is_(False))
        await say_to_invited(db, Notice.REMINDER, and_(waits_for, _rings(timed, now, policy)), now, timed=timed)
    done = update(Invitation).where(due).values(reminded_at=now)
    await db.execute(done.execution_options(synchronize_session=False))
    left = await db.scalar(select(func.min(Invitation.asked_at)).where(_unreminded(call_out)))
    call_out.remind_at = _silent_at(call_out, left, policy) if left else None


def _asked_before(call_out: CallOut, now: datetime, policy: Policy) -> datetime:
    reminders = policy.reminders
    wait = reminders.urgent_after if call_out.help_request.urgent else reminders.least_wait
    return now - (wait or reminders.least_wait)


def _rings(timed: Timed, now: datetime, policy: Policy) -> ColumnElement[bool]:
    """Who may hear it at once, or is told after their quiet hours; a reminder in the night is none."""
    return Person.id.in_(select(Person.id).where(Person.paused_at.is_(None), ~(is_quiet(now, policy) & timed.silent)))


def _unreminded(call_out: CallOut) -> ColumnElement[bool]:
    return and_(
        Invitation.call_out_id == call_out.id,
        Invitation.state == InvitationState.SILENT,
        Invitation.reminded_at.is_(None),
    )
