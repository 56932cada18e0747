"""First-aid certificates as volunteers send them: one waits at a time; what was confirmed stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.certificates import Certificate, CertificateState
from models.outbox import PostedCard
from models.people import Person
from services import certificate_cards as cards
from services.audit import record
from services.notices import LastingCard, Notice, say
from services.policy import Policy
from services.rules.certificates import best_of_each_kind


@dataclass(frozen=True)
class SentFile:
    """A file in somebody's own message; `album` names the photos among which Telegram delivered it."""

    file_id: str
    is_picture: bool
    message_id: int
    album: str | None = None


@dataclass(frozen=True)
class Waiting:
    """It is before `asked` people; 0 where nobody is there yet who could check it."""

    certificate: Certificate
    asked: int


@dataclass(frozen=True)
class NotAVolunteer:
    """Only volunteers have their certificates checked."""


@dataclass(frozen=True)
class Withdrawn:
    """Its file is forgotten, and on its way out of every chat."""


@dataclass(frozen=True)
class NothingWaits:
    """It was decided on or withdrawn before, or there never was one."""


@dataclass(frozen=True)
class Own:
    """All of a person's certificates: the one that waits, the last that was declined, and what is kept."""

    waiting: Certificate | None
    declined: Certificate | None
    kept: Sequence[Certificate]


async def send(
    db: AsyncSession, person: Person, file: SentFile, now: datetime, policy: Policy
) -> Waiting | NotAVolunteer:
    """Puts the file before those who may check it; it takes the place of one that still waits."""
    if person.signed_up_at is None:
        return NotAVolunteer()
    await withdraw(db, person, now)
    declined = (Certificate.person_id == person.id, Certificate.state == CertificateState.DECLINED)
    await db.execute(delete(Certificate).where(*declined))
    certificate = Certificate(
        person=person, file_id=file.file_id, is_picture=file.is_picture, album=file.album, sent_at=now,
        remind_at=now + policy.certificate_reminder,
    )  # fmt: skip
    db.add(certificate)
    await db.flush()
    own = LastingCard.CERTIFICATE_OWN.about(certificate.id)
    db.add(PostedCard(chat_id=person.telegram_id, card=own, message_id=file.message_id))
    asked = await cards.ask(db, certificate, now)
    record(db, person.id, "certificate_sent", "certificate", certificate.id, now, asked=asked)
    return Waiting(certificate, asked)


async def withdraw(db: AsyncSession, person: Person, now: datetime) -> Withdrawn | NothingWaits:
    """Takes back the one that waits, with its file. Erasing a person begins with it."""
    certificate = await waiting_of(db, person.id)
    if certificate is None:
        return NothingWaits()
    await cards.close(db, certificate, now)
    record(db, person.id, "certificate_withdrawn", "certificate", certificate.id, now)
    await db.delete(certificate)
    await db.flush()
    return Withdrawn()


async def hand_on(db: AsyncSession, person: Person, now: datetime) -> None:
    """They are in another corps now: what waits goes to the people of that one."""
    certificate = await waiting_of(db, person.id)
    if certificate:
        await cards.close_for_others(db, certificate, now)
        await cards.ask(db, certificate, now)


async def waiting_of(db: AsyncSession, person_id: int) -> Certificate | None:
    """The person's certificate that nobody has decided on yet."""
    waits = _of(person_id, CertificateState.PENDING).with_for_update(of=Certificate)
    return (await db.scalars(waits)).unique().one_or_none()


async def own(db: AsyncSession, person: Person) -> Own:
    """All that a person sent, and what became of it."""
    declined = (await db.scalars(_of(person.id, CertificateState.DECLINED))).unique().first()
    return Own(await waiting_of(db, person.id), declined, await kept(db, person.id))


async def kept(db: AsyncSession, person_id: int) -> list[Certificate]:
    """Of each kind the confirmed one that counts longest, expired ones included: see rules.certificates.counts."""
    confirmed = await db.scalars(_of(person_id, CertificateState.CONFIRMED))
    return best_of_each_kind(confirmed.unique())


def _of(person_id: int, state: CertificateState) -> Select[Certificate]:
    theirs = select(Certificate).where(Certificate.person_id == person_id, Certificate.state == state)
    return theirs.order_by(Certificate.id.desc()).execution_options(populate_existing=True)


async def next_reminder(db: AsyncSession) -> datetime | None:
    """When the next certificate has waited so long that it is asked about once more."""
    found: datetime | None = await db.scalar(select(func.min(Certificate.remind_at)))
    return found


async def remind_due(db: AsyncSession, now: datetime, policy: Policy) -> None:
    """Asks once more about what has waited too long; where nobody could be asked, again after the same time."""
    due = select(Certificate).where(Certificate.remind_at <= now).with_for_update(skip_locked=True, of=Certificate)
    for certificate in (await db.scalars(due)).unique().all():
        people = await cards.verifiers(db, certificate)
        for person in people:
            await say(db, person.id, Notice.CERTIFICATE_REMINDER, certificate.id, now)
        certificate.remind_at = None if people else now + policy.certificate_reminder
    await db.flush()


async def sweep(db: AsyncSession, before: datetime) -> None:
    """Forgets what was declined earlier than that, and why."""
    old = delete(Certificate).where(Certificate.state == CertificateState.DECLINED, Certificate.decided_at < before)
    await db.execute(old.execution_options(synchronize_session=False))
