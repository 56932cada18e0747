"""The people whom a corps keeps at home for its own municipality when a neighbour calls."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut
from models.corps import Corps
from models.corps_calls import CorpsCall
from models.emergencies import HelpRequest
from models.people import Person
from models.roles import Role
from services.audit import record
from services.authority import NotAllowed, authority_of
from services.policy import Policy
from services.rules.escalation import kept_home

SET_BY = (Role.CORPS_ADMINISTRATOR, Role.ADMINISTRATOR)
LARGEST = 100  # people, or percent
EVERYBODY = 1_000_000  # more than any corps has


async def kept(db: AsyncSession, request: HelpRequest, free: Mapping[int, int], policy: Policy) -> dict[int, int]:
    """How many of the `free` people stay at home, both by REFNIS code. Nobody of the municipality that asks does.

    What a corps kept when this request called it, it keeps for as long as that lasts: those people are the free ones
    that are left. One that its municipality withholds keeps everybody.
    """
    called = await _kept_already(db, request)
    rows = await db.execute(
        select(Corps.municipality_nis, Corps.keep_home, Corps.keep_home_percent).where(
            Corps.municipality_nis.in_(free), Corps.municipality_nis != request.municipality_nis
        )
    )
    default = policy.escalation.keep_home_percent
    return {
        nis: called.get(nis, kept_home(free[nis], number=number, percent=default if percent is None else percent))
        for nis, number, percent in rows
    }


async def _kept_already(db: AsyncSession, request: HelpRequest) -> dict[int, int]:
    rows = await db.execute(
        select(Corps.municipality_nis, CorpsCall.kept, CorpsCall.withheld_at)
        .join(Corps, Corps.id == CorpsCall.corps_id)
        .join(CallOut, CallOut.id == CorpsCall.call_out_id)
        .where(CallOut.help_request_id == request.id)
    )
    return {nis: EVERYBODY if withheld_at else number for nis, number, withheld_at in rows}


async def of(db: AsyncSession, person: Person, nis: int) -> Corps | NotAllowed:
    """The municipality's corps, for whoever may say how many of it stay at home."""
    corps = (await db.scalars(select(Corps).where(Corps.municipality_nis == nis))).unique().one_or_none()
    may = corps and (await authority_of(db, person.id)).may_as_any(SET_BY, corps.municipality)
    return corps if corps and may else NotAllowed()


async def keep(
    db: AsyncSession, person: Person, nis: int, now: datetime, *, number: int | None = None, percent: int | None = None
) -> Corps | NotAllowed:
    """Has the corps keep that number or that share of its free people at home from now on; neither: as usual."""
    corps = await of(db, person, nis)
    if isinstance(corps, NotAllowed) or max(number or 0, percent or 0) > LARGEST:
        return NotAllowed()
    corps.keep_home, corps.keep_home_percent = number, percent
    record(db, person.id, "standing_reserve_set", "corps", corps.id, now, number=number or 0, percent=percent or 0)
    await db.flush()
    return corps
