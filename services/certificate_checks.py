"""Checking what volunteers sent: the open ones, and a decision that the first who makes it makes for all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.certificates import Certificate, CertificateKind, CertificateState, DeclineReason
from models.corps import Corps
from models.people import Person
from models.reference import Municipality
from services import certificate_cards as cards
from services.audit import record
from services.authority import NotAllowed, authority_of, municipalities_of
from services.certificate_cards import VERIFIERS
from services.notices import Notice, say
from services.pages import SIZE, Page, last_page
from services.rules.authority import Authority


@dataclass(frozen=True)
class ToCheck:
    certificate: Certificate


@dataclass(frozen=True)
class Decided:
    certificate: Certificate


@dataclass(frozen=True)
class DecidedBefore:
    """Somebody was quicker, or it is a second tap; the certificate says who, and what."""

    certificate: Certificate


@dataclass(frozen=True)
class NoLongerThere:
    """Withdrawn, replaced by another, or erased with its owner."""


Refusal = DecidedBefore | NoLongerThere | NotAllowed


async def open_ones(db: AsyncSession, by: Person, page: int) -> Page[Certificate]:
    """A page of what this person may decide on, the longest waiting first."""
    mine = _open_to(by, await authority_of(db, by.id))
    total = await db.scalar(select(func.count()).select_from(mine.subquery())) or 0
    shown = min(page, last_page(total))
    wanted = select(Certificate).where(Certificate.id.in_(mine)).order_by(Certificate.id)
    found = (await db.scalars(wanted.offset(shown * SIZE).limit(SIZE))).unique()
    return Page(list(found), shown, total)


def _open_to(by: Person, authority: Authority) -> Select[int]:
    """As `certificate_cards.may_check` decides for one."""
    home = func.coalesce(Corps.municipality_nis, Person.municipality_nis)
    return (
        select(Certificate.id)
        .join(Person, Person.id == Certificate.person_id)
        .outerjoin(Corps, Corps.id == Person.corps_id)
        .join(Municipality, Municipality.nis == home)
        .where(Certificate.state == CertificateState.PENDING, Certificate.person_id != by.id)
        .where(or_(*(municipalities_of(authority, role) for role in VERIFIERS)))
    )


async def to_check(db: AsyncSession, by: Person, certificate_id: int) -> ToCheck | Refusal:
    """The certificate, while it waits, for somebody who may decide on it."""
    found = await db.get(Certificate, certificate_id, populate_existing=True)
    if found is None:
        return NoLongerThere()
    if not await cards.may_check(db, by, found):
        return NotAllowed()
    return ToCheck(found) if found.state is CertificateState.PENDING else DecidedBefore(found)


async def show(db: AsyncSession, by: Person, certificate_id: int, now: datetime) -> ToCheck | Refusal:
    """Sends the file and its card again, in place of those that stand; that it was shown is noted."""
    found = await to_check(db, by, certificate_id)
    if isinstance(found, ToCheck):
        await cards.take_back_file(db, by.id, certificate_id, now)
        await cards.show_to(db, by, found.certificate, now)
        record(db, by.id, "certificate_shown", "certificate", certificate_id, now)
    return found


async def confirm(
    db: AsyncSession, by: Person, certificate_id: int, kind: CertificateKind, expires_on: date | None, now: datetime
) -> Decided | Refusal:
    """It proves this training, until the end of that day or for good."""
    what = {"state": CertificateState.CONFIRMED, "kind": kind, "expires_on": expires_on}
    return await _decide(db, by, certificate_id, what, now)


async def decline(
    db: AsyncSession, by: Person, certificate_id: int, reason: DeclineReason, remark: str, now: datetime
) -> Decided | Refusal:
    """It proves nothing; `remark` says why where the reason is another one."""
    what = {"state": CertificateState.DECLINED, "reason": reason, "remark": remark}
    return await _decide(db, by, certificate_id, what, now)


async def _decide(
    db: AsyncSession, by: Person, certificate_id: int, what: dict[str, Any], now: datetime
) -> Decided | Refusal:
    found = await to_check(db, by, certificate_id)
    if not isinstance(found, ToCheck):
        return found
    forgotten = {"file_id": None, "is_picture": None, "album": None, "remind_at": None}
    waits = (Certificate.id == certificate_id, Certificate.state == CertificateState.PENDING)
    first = update(Certificate).where(*waits).values(decided_at=now, decided_by_id=by.id, **forgotten, **what)
    done = await db.scalar(first.returning(Certificate.id).execution_options(synchronize_session=False))
    after = await db.get(Certificate, certificate_id, populate_existing=True)
    if after is None:
        return NoLongerThere()
    if done is None:
        return DecidedBefore(after)
    await cards.close(db, after, now)
    await say(db, after.person_id, Notice.CERTIFICATE_ANSWER, after.id, now)
    record(db, by.id, f"certificate_{after.state}", "certificate", after.id, now, person=after.person_id)
    return Decided(after)
