"""The quiet hours of everybody who is told something at once, as columns: the twin of `rules.quiet_hours`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, false, literal, or_
from sqlalchemy.sql import ColumnElement

from models.emergencies import HelpRequest
from models.outbox import OutboxRow
from models.people import Person
from services.policy import Policy
from services.rules.quiet_hours import QuietHours, minute_of_day, next_ends, waits


@dataclass(frozen=True)
class Timed:
    """For each receiver of a set-based message: when it may go out, and whether the phone stays silent."""

    due_at: ColumnElement[Any]
    silent: ColumnElement[Any]


def quiet_hours_of(person: Person) -> QuietHours | None:
    """The person's quiet hours, if they have any."""
    if person.quiet_from is None or person.quiet_until is None:
        return None
    return QuietHours(person.quiet_from, person.quiet_until)


def is_quiet(now: datetime, policy: Policy) -> ColumnElement[bool]:
    """Whether a person is within their quiet hours; false for whoever has none."""
    minute = minute_of_day(now, policy.zone)
    begun, not_over = Person.quiet_from <= minute, Person.quiet_until > minute
    passes_midnight = Person.quiet_from > Person.quiet_until
    return and_(
        Person.quiet_from.is_not(None), case((passes_midnight, or_(begun, not_over)), else_=and_(begun, not_over))
    )


def when_asked(request: HelpRequest, now: datetime, policy: Policy) -> Timed:
    """How each of those who are asked gets the call-out (`rules.quiet_hours.timing`)."""
    resting = and_(is_quiet(now, policy), ~Person.call_always) if request.urgent else is_quiet(now, policy)
    at_once = literal(now, OutboxRow.due_at.type)
    later = {
        minute: literal(end, OutboxRow.due_at.type)
        for minute, end in next_ends(now, policy.zone).items()
        if waits(end, request.starts_at, policy.notice_after_quiet_hours, urgent=request.urgent)
    }
    if not later:
        return Timed(at_once, resting)
    waiting = and_(resting, Person.quiet_until.in_(later))
    due_at = case((waiting, case(later, value=Person.quiet_until)), else_=at_once)
    return Timed(due_at, and_(resting, ~waiting))


def when_told(now: datetime, policy: Policy, *, rings: ColumnElement[bool] | None = None) -> Timed:
    """What isn't asked but told: at once, and silently in quiet hours, except to those whom `rings` names."""
    awake = false() if rings is None else rings
    return Timed(literal(now, OutboxRow.due_at.type), and_(is_quiet(now, policy), ~awake))
