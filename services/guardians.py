"""A minor's parent or guardian is asked by a link that works once, and agrees, refuses, or withdraws it later.

Nothing of the guardian's chat is kept: the button to withdraw carries a secret of its own.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import Invitation, InvitationState
from models.consents import ConsentState, GuardianConsent, Relation
from models.outbox import Method
from models.people import Person
from services import consents, replies
from services.audit import record
from services.need import recall_unsent
from services.notices import Notice, say
from services.overlaps import commitments
from services.policy import Policy

PREFIX = "guardian_"  # of the start link's payload


@dataclass(frozen=True)
class Link:
    """`payload` is given out here once, and only its hash is stored."""

    payload: str
    expires_at: datetime


@dataclass(frozen=True)
class NotNeeded:
    """They are no minor, the policy doesn't ask, or consent was given."""


@dataclass(frozen=True)
class NotValid:
    """Unknown, used already, expired, or no longer needed; which of these is nobody's business."""


@dataclass(frozen=True)
class NotYou:
    """The chat is the minor's own, or that of another minor."""


@dataclass(frozen=True)
class Signature:
    """Who agrees."""

    name: str
    relation: Relation


@dataclass(frozen=True)
class Given:
    """`token` is the secret with which the guardian can withdraw it; empty if it was given on paper."""

    consent: GuardianConsent
    token: str = ""


@dataclass(frozen=True)
class Refused:
    consent: GuardianConsent


@dataclass(frozen=True)
class Withdrawn:
    consent: GuardianConsent


@dataclass(frozen=True)
class Visitor:
    """Whose chat opens the link; `person` if the bot knows them."""

    telegram_id: int
    person: Person | None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def make_link(db: AsyncSession, minor: Person, now: datetime, policy: Policy) -> Link | NotNeeded:
    """A new link for this minor to pass on; the one before works no longer."""
    if not (await consents.standing(db, minor, now, policy)).missing:
        return NotNeeded()
    asked = await open_question(db, minor.id) or await ask(db, minor.id, now, _reminder(now, policy))
    token = secrets.token_urlsafe(24)
    expires_at = now + policy.guardian_link_validity
    asked.token_hash, asked.expires_at = _hash(token), expires_at
    await db.flush()
    return Link(PREFIX + token, expires_at)


async def open_question(db: AsyncSession, person_id: int) -> GuardianConsent | None:
    """The question about this minor that nobody has answered yet."""
    asked = select(GuardianConsent).where(
        GuardianConsent.person_id == person_id, GuardianConsent.state == ConsentState.ASKED
    )
    return (await db.scalars(asked)).unique().one_or_none()


async def ask(db: AsyncSession, person_id: int, now: datetime, remind_at: datetime) -> GuardianConsent:
    """Opens the question; only after the first one is the minor reminded."""
    before = await db.scalar(select(func.count()).where(GuardianConsent.person_id == person_id))
    asked = GuardianConsent(
        person_id=person_id, state=ConsentState.ASKED, asked_at=now, remind_at=None if before else remind_at
    )
    db.add(asked)
    await db.flush()
    await db.refresh(asked)
    return asked


def _reminder(now: datetime, policy: Policy) -> datetime:
    """In the morning, some days from now."""
    day = (now + policy.guardian_reminder_after).astimezone(policy.zone).date()
    return datetime.combine(day, policy.morning, policy.zone).astimezone(UTC)


async def find(
    db: AsyncSession, token: str, visitor: Visitor, now: datetime, policy: Policy
) -> GuardianConsent | NotValid | NotYou:
    """The question behind a link, while it is open to this visitor."""
    asked = select(GuardianConsent).where(
        GuardianConsent.token_hash == _hash(token),
        GuardianConsent.state == ConsentState.ASKED,
        GuardianConsent.expires_at > now,
    )
    found = (await db.scalars(asked)).unique().one_or_none()
    if found is None or not consents.is_needed(found.person, now, policy):
        return NotValid()
    minor_too = visitor.person is not None and consents.is_needed(visitor.person, now, policy)
    return NotYou() if minor_too or found.person.telegram_id == visitor.telegram_id else found


async def give(
    db: AsyncSession, token: str, visitor: Visitor, signature: Signature, now: datetime, policy: Policy
) -> Given | NotValid | NotYou:
    """From now on the minor is called out."""
    asked = await find(db, token, visitor, now, policy)
    if not isinstance(asked, GuardianConsent):
        return asked
    secret = secrets.token_urlsafe(24)
    values = {"guardian_name": signature.name, "relation": signature.relation, "token_hash": _hash(secret)}
    if not await _settle(db, asked, ConsentState.GIVEN, now, **values):
        return NotValid()
    record(db, None, "consent_given", "guardian_consent", asked.id, now)
    return Given(asked, secret)


async def refuse(
    db: AsyncSession, token: str, visitor: Visitor, now: datetime, policy: Policy
) -> Refused | NotValid | NotYou:
    """The minor stays a volunteer and isn't called out; they can ask again. Who refused isn't kept."""
    asked = await find(db, token, visitor, now, policy)
    if not isinstance(asked, GuardianConsent):
        return asked
    if not await _settle(db, asked, ConsentState.REFUSED, now, token_hash=None):
        return NotValid()
    record(db, None, "consent_refused", "guardian_consent", asked.id, now)
    return Refused(asked)


async def _settle(
    db: AsyncSession, asked: GuardianConsent, state: ConsentState, now: datetime, **values: object
) -> bool:
    """Answers the question, once; False if somebody else just did. The minor is told."""
    answered = await db.execute(
        update(GuardianConsent)
        .where(GuardianConsent.id == asked.id, GuardianConsent.state == ConsentState.ASKED)
        .values(state=state, answered_at=now, expires_at=None, remind_at=None, **values)
        .returning(GuardianConsent.id)
        .execution_options(synchronize_session=False)
    )
    if answered.scalar() is None:
        return False
    await db.refresh(asked)
    await say(db, asked.person_id, Notice.GUARDIAN_ANSWERED, asked.id, now)
    return True


async def given_by(db: AsyncSession, token: str) -> GuardianConsent | NotValid:
    """The consent that stands behind a guardian's button to withdraw it."""
    given = select(GuardianConsent).where(
        GuardianConsent.token_hash == _hash(token), GuardianConsent.state == ConsentState.GIVEN
    )
    return (await db.scalars(given)).unique().one_or_none() or NotValid()


async def withdraw(db: AsyncSession, token: str, now: datetime, policy: Policy) -> Withdrawn | NotValid:
    """By the guardian's own button."""
    given = await given_by(db, token)
    if isinstance(given, NotValid) or not await take_back(db, given, now, policy):
        return NotValid()
    record(db, None, "consent_withdrawn", "guardian_consent", given.id, now)
    return Withdrawn(given)


async def take_back(db: AsyncSession, given: GuardianConsent, now: datetime, policy: Policy) -> bool:
    """From now on the minor is called out no more, and gives up places at work that hasn't begun; they are told."""
    await db.execute(select(Person.id).where(Person.id == given.person_id).with_for_update(key_share=True))
    taken = await db.execute(
        update(GuardianConsent)
        .where(GuardianConsent.id == given.id, GuardianConsent.state == ConsentState.GIVEN)
        .values(state=ConsentState.WITHDRAWN, withdrawn_at=now, token_hash=None)
        .returning(GuardianConsent.id)
        .execution_options(synchronize_session=False)
    )
    if taken.scalar() is None:
        return False
    await db.refresh(given)
    if consents.is_needed(given.person, now, policy):
        await _step_back(db, given.person_id, now, policy)
        await say(db, given.person_id, Notice.GUARDIAN_ANSWERED, given.id, now)
    return True


async def _step_back(db: AsyncSession, person_id: int, now: datetime, policy: Policy) -> None:
    await recall_unsent(db, Invitation.person_id == person_id)
    waiting = await commitments(db, person_id, InvitationState.RESERVE)
    coming = [one for one in await commitments(db, person_id) if one.call_out.help_request.starts_at > now]
    for invited in sorted((*waiting, *coming), key=lambda one: one.call_out_id):
        await replies.decline(db, person_id, invited.id, now, policy)
        await say(db, person_id, Notice.BRIEFING, invited.id, now, method=Method.EDIT, once=True)


async def next_reminder(db: AsyncSession) -> datetime | None:
    """When the next minor is reminded."""
    found: datetime | None = await db.scalar(func.min(GuardianConsent.remind_at).select())
    return found


async def remind_due(db: AsyncSession, now: datetime) -> None:
    """Tells each minor once that consent is still missing."""
    due = await db.execute(
        update(GuardianConsent)
        .where(GuardianConsent.remind_at <= now)
        .values(remind_at=None)
        .returning(GuardianConsent.person_id)
        .execution_options(synchronize_session=False)
    )
    for person_id in due.scalars().all():
        await say(db, person_id, Notice.CONSENT_MISSING, None, now)


async def ask_whoever_was_not(db: AsyncSession, now: datetime, policy: Policy) -> None:
    """Minors for whom nobody was ever asked, since the policy didn't: they hear of it in the morning."""
    if not policy.guardian_consent:
        return
    known = select(GuardianConsent.id).where(GuardianConsent.person_id == Person.id)
    unasked = select(Person.id).where(Person.adult_at > now, Person.signed_up_at.is_not(None), ~known.exists())
    local = now.astimezone(policy.zone)
    day = local.date() + timedelta(days=local.time() >= policy.morning)
    morning = datetime.combine(day, policy.morning, policy.zone).astimezone(UTC)
    for person_id in (await db.scalars(unasked)).all():
        await ask(db, person_id, now, morning)
