"""What happened to a help request, step by step: from the audit log, and the replies summed up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.audit import AuditEntry
from models.call_outs import CallOut, Invitation, Task
from models.emergencies import HelpRequest
from models.people import Person
from models.reference import Municipality
from models.roles import Role
from services import help_requests
from services.audit import record
from services.authority import NotAllowed, authority_of, municipalities_of
from services.notices import Notice, say
from services.rules.arrivals import begin_of

REPLIES: Final = "replies"  # the kind of a step that sums up what came in; all others are actions of the audit log
REPLIES_PER: Final = timedelta(minutes=10)
LOOKS: Final = ("names_shown", "roster_made", "timeline_sent")  # whoever looked changed nothing
MOST_REQUESTS: Final = 21  # one more than a list of them shows


@dataclass(frozen=True)
class Event:
    """Something that happened at `at`; `by` is None for what happened by itself, and of whoever was erased.

    `detail`: ids and figures; for `REPLIES` how many answered what.
    """

    at: datetime
    kind: str
    by: Person | None = None
    detail: Mapping[str, object] = field(default_factory=dict)
    task: str = ""


@dataclass(frozen=True)
class Timeline:
    request: HelpRequest
    events: list[Event]  # in order


async def requests_of(db: AsyncSession, person: Person) -> list[HelpRequest]:
    """The requests from where this person coordinates, the newest first; of the older ones at most one."""
    theirs = municipalities_of(await authority_of(db, person.id), Role.COORDINATOR)
    found = select(HelpRequest).join(Municipality, Municipality.nis == HelpRequest.municipality_nis).where(theirs)
    return list((await db.scalars(found.order_by(HelpRequest.id.desc()).limit(MOST_REQUESTS))).unique())


async def timeline(db: AsyncSession, person: Person, request_id: int) -> Timeline | NotAllowed:
    """Every step of the request, for whoever coordinates where it comes from."""
    request = await help_requests.led(db, person, request_id)
    if request is None:
        return NotAllowed()
    call_outs = list(await db.scalars(select(CallOut.id).where(CallOut.help_request_id == request_id)))
    events = [*await _acts(db, request, call_outs), *await _replies(db, call_outs)]
    return Timeline(request, sorted(events, key=lambda event: event.at))


async def export(db: AsyncSession, person: Person, request_id: int, now: datetime) -> bool:
    """Sends it to this person as a file; False if it isn't for them."""
    if await help_requests.led(db, person, request_id) is None:
        return False
    record(db, person.id, "timeline_sent", "help_request", request_id, now)
    await say(db, person.id, Notice.TIMELINE, request_id, now)
    return True


async def _acts(db: AsyncSession, request: HelpRequest, call_outs: list[int]) -> list[Event]:
    tasks = {task.id: task.name for task in await db.scalars(select(Task).where(Task.call_out_id.in_(call_outs)))}
    about = or_(
        and_(AuditEntry.subject == "help_request", AuditEntry.subject_id == request.id),
        and_(AuditEntry.subject == "call_out", AuditEntry.subject_id.in_(call_outs)),
        and_(AuditEntry.subject == "task", AuditEntry.subject_id.in_(tasks)),
        and_(AuditEntry.subject == "emergency", AuditEntry.subject_id == request.emergency_id),
    )
    rows = await db.execute(
        select(AuditEntry, Person)
        .outerjoin(Person, Person.id == AuditEntry.actor_id)
        .where(about, AuditEntry.action.not_in(LOOKS))
        .order_by(AuditEntry.id)
    )
    return [_event(entry, by, tasks) for entry, by in rows.unique()]


def _event(entry: AuditEntry, by: Person | None, tasks: Mapping[int, str]) -> Event:
    task = tasks.get(entry.subject_id, "") if entry.subject == "task" else ""
    return Event(entry.at, entry.action, by, entry.detail, task)


async def _replies(db: AsyncSession, call_outs: list[int]) -> list[Event]:
    """The answers as they stand now, summed up by when they were given; each sum at the moment of its last answer."""
    answered = select(Invitation.answered_at, Invitation.state).where(Invitation.call_out_id.in_(call_outs))
    last: dict[datetime, datetime] = {}
    sums: dict[datetime, dict[str, int]] = {}
    for at, state in await db.execute(answered.order_by(Invitation.answered_at)):
        if at is None:
            continue
        stretch = begin_of(at, REPLIES_PER)
        last[stretch] = at
        numbers = sums.setdefault(stretch, {})
        numbers[state] = numbers.get(state, 0) + 1
    return [Event(last[stretch], REPLIES, detail=numbers) for stretch, numbers in sums.items()]
