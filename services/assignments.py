"""Putting people who come on a task or team."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, CallOutState, Invitation, InvitationState, Task
from models.people import Person
from services import boards, call_outs
from services.audit import record
from services.authority import NotAllowed
from services.call_outs import IsClosed
from services.notices import Notice, say


@dataclass(frozen=True)
class Assignable:
    """The tasks that there are, and everybody who comes, in order of answering."""

    call_out: CallOut
    tasks: list[Task]
    coming: list[Invitation]


@dataclass(frozen=True)
class Assigned:
    task: Task
    told: int  # people whose task changed


async def assignable(db: AsyncSession, person: Person, call_out_id: int) -> Assignable | IsClosed | NotAllowed:
    """Whom this coordinator can put on what."""
    call_out = await _open_and_led(db, person, call_out_id)
    if not isinstance(call_out, CallOut):
        return call_out
    coming = await boards.invited(db, call_out_id, InvitationState.COMING)
    return Assignable(call_out, await tasks_of(db, call_out_id), coming)


async def tasks_of(db: AsyncSession, call_out_id: int) -> list[Task]:
    """The call-out's tasks in the order in which they were made."""
    return list(await db.scalars(select(Task).where(Task.call_out_id == call_out_id).order_by(Task.id)))


async def task_for(
    db: AsyncSession, person: Person, call_out_id: int, task_id: int | None, name: str
) -> Task | IsClosed | NotAllowed:
    """The task with that id, or else the one of that name; it is made if the call-out has none."""
    call_out = await _open_and_led(db, person, call_out_id)
    if not isinstance(call_out, CallOut):
        return call_out
    for task in await tasks_of(db, call_out_id):
        if task.id == task_id or task.name.casefold() == name.casefold():
            return task
    task = Task(call_out_id=call_out_id, name=name)
    db.add(task)
    await db.flush()
    return task


async def assign(
    db: AsyncSession, person: Person, task_id: int, invitation_ids: Collection[int], now: datetime
) -> Assigned | IsClosed | NotAllowed:
    """Exactly these of the people who come are on the task afterwards; whoever's task changed is told."""
    task = await db.get(Task, task_id)
    if task is None:
        return NotAllowed()
    call_out = await _open_and_led(db, person, task.call_out_id)
    if not isinstance(call_out, CallOut):
        return call_out
    told = 0
    for invitation in await boards.invited(db, call_out.id, InvitationState.COMING):
        told += await _put_on(db, invitation, task, invitation.id in invitation_ids, now)
    record(db, person.id, "assigned", "task", task_id, now, told=told)
    return Assigned(task, told)


async def _open_and_led(db: AsyncSession, person: Person, call_out_id: int) -> CallOut | IsClosed | NotAllowed:
    call_out = await call_outs.led(db, person, call_out_id)
    if call_out is None:
        return NotAllowed()
    return IsClosed(call_out) if call_out.state is CallOutState.CLOSED else call_out


async def _put_on(db: AsyncSession, invitation: Invitation, task: Task, wanted: bool, now: datetime) -> bool:
    if wanted == (invitation.task_id == task.id):
        return False
    invitation.task = task if wanted else None
    await db.flush()
    await say(db, invitation.person_id, Notice.ASSIGNED, invitation.id, now, once=True)
    return True
