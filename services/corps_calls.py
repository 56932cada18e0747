"""A neighbour calls a corps: it is written down, and its municipality's people are told at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, Invitation
from models.corps import Corps
from models.corps_calls import CorpsCall
from models.people import Person
from models.roles import Role, RoleGrant
from models.upsert import insert_for
from services.notices import Notice, say

TOLD = (Role.REQUESTER, Role.CORPS_ADMINISTRATOR)  # the municipality's people


async def tell(db: AsyncSession, call_out: CallOut, newer_than: int, kept: Mapping[int, int], now: datetime) -> None:
    """Writes down whom of which other corps was just asked (invitations with a higher id), and tells their people."""
    for corps_id, nis, asked in await _asked(db, call_out, newer_than):
        values = {"called_at": now, "asked": asked, "kept": kept.get(nis, 0)}
        row = insert_for(db, CorpsCall).values(call_out_id=call_out.id, corps_id=corps_id, **values)
        changed = {"asked": CorpsCall.asked + asked, "called_at": now}
        upsert = row.on_conflict_do_update(index_elements=["call_out_id", "corps_id"], set_=changed)
        call_id = await db.scalar(upsert.returning(CorpsCall.id))
        for person_id in await _people_of(db, nis):
            await say(db, person_id, Notice.CORPS_CALLED, call_id, now)


async def _asked(db: AsyncSession, call_out: CallOut, newer_than: int) -> list[tuple[int, int, int]]:
    rows = await db.execute(
        select(Corps.id, Corps.municipality_nis, func.count())
        .select_from(Invitation)
        .join(Person, Person.id == Invitation.person_id)
        .join(Corps, Corps.id == Person.corps_id)
        .where(
            Invitation.call_out_id == call_out.id,
            Invitation.id > newer_than,
            Corps.municipality_nis != call_out.help_request.municipality_nis,
        )
        .group_by(Corps.id, Corps.municipality_nis)
        .order_by(Corps.id)
    )
    return [(corps_id, nis, asked) for corps_id, nis, asked in rows]


async def _people_of(db: AsyncSession, nis: int) -> list[int]:
    grants = select(RoleGrant.person_id).where(
        RoleGrant.municipality_nis == nis, RoleGrant.role.in_(TOLD), RoleGrant.revoked_at.is_(None)
    )
    there = select(Person.id).where(Person.id.in_(grants), Person.reachable)
    return list(await db.scalars(there.order_by(Person.id)))
