"""Who fits a help request and who of them is free: one query, the twin of `rules.eligibility`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, case, exists, false, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql import ColumnElement

from models.call_outs import CallOut, Invitation
from models.corps import Corps
from models.emergencies import HelpRequest
from models.people import Person
from services.consents import may_be_called_on
from services.overlaps import coming_during
from services.policy import Policy
from services.rules.age import latest_birth_date
from services.rules.availability import slot_at
from services.rules.placing import ANYBODY


@dataclass(frozen=True)
class Count:
    """People of one municipality's corps: those who fit, and of these the ones who are free."""

    fits: int
    free: int

    def __add__(self, other: Count) -> Count:
        return Count(self.fits + other.fits, self.free + other.free)


@dataclass(frozen=True)
class Matching:
    """Counts by REFNIS code; a municipality with a corps but nobody who fits isn't in it."""

    by_municipality: Mapping[int, Count]

    @property
    def total(self) -> Count:
        return sum(self.by_municipality.values(), Count(0, 0))


def with_any(masks: Sequence[int]) -> ColumnElement[bool]:
    """Whether a person has all the skills of one of these; nobody has if there are none."""
    if ANYBODY in masks:
        return true()
    return or_(false(), *(Person.skill_bits.bitwise_and(mask) == mask for mask in masks))


def slot_bit(request: HelpRequest, policy: Policy) -> int:
    """The availability slot in which the help starts, as a bit."""
    return slot_at(request.starts_at, policy.zone)


def fits(request: HelpRequest, municipalities: Collection[int], policy: Policy) -> ColumnElement[bool]:
    """Signed up in one of these corps, reachable, old enough on the day, with every skill asked, and, of minors, with
    a guardian's consent.
    """
    day = request.starts_at.astimezone(policy.zone).date()
    return and_(
        Corps.municipality_nis.in_(municipalities),
        Person.signed_up_at.is_not(None),
        Person.reachable,
        Person.birth_date <= latest_birth_date(request.minimum_age, day),
        may_be_called_on(day, policy),
        Person.skill_bits.bitwise_and(request.skill_bits) == request.skill_bits,
    )


def is_free(request: HelpRequest, policy: Policy) -> ColumnElement[bool]:
    """Unbound, and available when it starts (or to be called always, if it is urgent)."""
    available = Person.availability.bitwise_and(slot_bit(request, policy)) != 0
    in_time = or_(available, Person.call_always) if request.urgent else available
    return and_(in_time, is_unbound(request))


def is_unbound(request: HelpRequest) -> ColumnElement[bool]:
    """As `is_free`, but for the times of the week: for whoever is asked by somebody whom they know.

    Neither on a pause nor about to be erased, not coming elsewhere at that time, not asked for this request yet.
    """
    comes_elsewhere = coming_during(request, Invitation.id).where(Invitation.person_id == Person.id).exists()
    willing = and_(Person.paused_at.is_(None), Person.erase_wished_at.is_(None))
    return and_(willing, ~comes_elsewhere, ~_asked_already(request))


def _asked_already(request: HelpRequest) -> ColumnElement[bool]:
    return exists(
        select(Invitation.id)
        .join(CallOut, CallOut.id == Invitation.call_out_id)
        .where(Invitation.person_id == Person.id, CallOut.help_request_id == request.id)
    )


def eligible(
    request: HelpRequest,
    municipalities: Collection[int],
    policy: Policy,
    *columns: ColumnElement[Any],
    keep_home: Mapping[int, int] | None = None,
) -> Select[Any]:
    """The statement that selects `columns` of everybody to be called out.

    `keep_home`: how many of a municipality's people are left out of that, by REFNIS code.
    """
    wanted = and_(fits(request, municipalities, policy), is_free(request, policy))
    statement: Select[Any] = select(*columns).select_from(Person).join(Corps, Corps.id == Person.corps_id).where(wanted)
    kept = {nis: number for nis, number in (keep_home or {}).items() if number}
    if not kept:
        return statement
    last = func.row_number().over(partition_by=Corps.municipality_nis, order_by=Person.id.desc())
    ranked = statement.add_columns(last.label("last"), Corps.municipality_nis.label("nis")).subquery()
    goes = ranked.c.last > case(kept, value=ranked.c.nis, else_=0)
    return select(*(ranked.c[column.name] for column in columns)).where(goes)


async def count(
    db: AsyncSession,
    request: HelpRequest,
    municipalities: Collection[int],
    policy: Policy,
    masks: Sequence[int] = (ANYBODY,),
) -> Matching:
    """How many fit and how many are free, per municipality, of those with the skills of one of the `masks`."""
    free = func.sum(case((is_free(request, policy), 1), else_=0))
    rows = await db.execute(
        select(Corps.municipality_nis, func.count(), free)
        .select_from(Person)
        .join(Corps, Corps.id == Person.corps_id)
        .where(fits(request, municipalities, policy), with_any(masks))
        .group_by(Corps.municipality_nis)
    )
    return Matching({nis: Count(all_of_them, int(free_ones)) for nis, all_of_them, free_ones in rows})
