"""A text to all members of a corps, from the people who run or coordinate it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import ColumnElement, and_, case, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.announcements import Announcement, InboxMessage
from models.corps import Corps
from models.outbox import PostedCard
from models.people import Person
from models.roles import Role
from services import corps as corps_service
from services.audit import record
from services.authority import NotAllowed, authority_of
from services.notices import LastingCard, Notice, say_to_people
from services.policy import Policy
from services.teams import MANAGERS

SPEAKERS = MANAGERS


@dataclass(frozen=True)
class Prospect:
    """Whom an announcement would reach now. `by_night`: it would ring nobody."""

    corps: Corps
    receivers: int
    unreachable: int
    by_night: bool


@dataclass(frozen=True)
class Announced:
    announcement: Announcement
    corps: Corps


@dataclass(frozen=True)
class SentBefore:
    """This draft went out already: a second tap."""

    announcement: Announcement


@dataclass(frozen=True)
class EnoughToday:
    """The corps has had all that the policy allows for one day."""

    corps: Corps
    most: int


@dataclass(frozen=True)
class NoCorps:
    """The municipality has none, so there is nobody to tell."""


@dataclass(frozen=True)
class NobodyToTell:
    """No member can be reached, whoever writes left out."""

    corps: Corps


async def prospect(
    db: AsyncSession, person: Person, nis: int, now: datetime, policy: Policy
) -> Prospect | NoCorps | NobodyToTell | EnoughToday | NotAllowed:
    """Whether this person may announce something to that municipality's corps now, and whom it would reach."""
    corps = await corps_service.of_municipality(db, nis)
    if corps is None:
        return NoCorps()
    if not await speaks_for(db, person, corps):
        return NotAllowed()
    if await _sent_today(db, corps, now, policy) >= policy.announcements_a_day:
        return EnoughToday(corps, policy.announcements_a_day)
    reached = func.sum(case((Person.reachable, 1), else_=0))
    total, reachable = (await db.execute(select(func.count(), reached).where(_members_but(person, corps)))).one()
    found = Prospect(corps, int(reachable or 0), total - int(reachable or 0), policy.night.includes(now, policy.zone))
    return found if found.receivers else NobodyToTell(corps)


async def announce(
    db: AsyncSession, person: Person, nis: int, text: str, key: str, now: datetime, policy: Policy
) -> Announced | SentBefore | NoCorps | NobodyToTell | EnoughToday | NotAllowed:
    """Sends the text to all members who can be reached, whoever writes it left out; the draft `key` is sent once."""
    # Held until the commit, so that of two at once the second sees the first.
    await db.execute(select(Corps.id).where(Corps.municipality_nis == nis).with_for_update(key_share=True))
    if before := await with_key(db, person, key):
        return SentBefore(before)
    allowed = await prospect(db, person, nis, now, policy)
    if not isinstance(allowed, Prospect):
        return allowed
    announcement = Announcement(corps=allowed.corps, author=person, key=key, text=text, sent_at=now, receivers=0)
    db.add(announcement)
    await db.flush()
    members = _members_but(person, allowed.corps)
    announcement.receivers = await say_to_people(db, Notice.ANNOUNCEMENT, announcement.id, members, now)
    receivers, corps = announcement.receivers, allowed.corps
    record(db, person.id, "announced", "announcement", announcement.id, now, corps=corps.id, receivers=receivers)
    return Announced(announcement, corps)


async def speaks_for(db: AsyncSession, person: Person, corps: Corps) -> bool:
    """Whether this person may announce something to the corps, by a role that covers its municipality."""
    return (await authority_of(db, person.id)).may_as_any(SPEAKERS, corps.municipality)


async def still_speaks(db: AsyncSession, said: Announcement) -> bool:
    """Whether its author still has a role by which they could say it."""
    authority = await authority_of(db, said.author_id)
    if said.call_out:
        return authority.may(Role.COORDINATOR, said.call_out.help_request.municipality)
    return said.corps is not None and authority.may_as_any(SPEAKERS, said.corps.municipality)


async def by_id(db: AsyncSession, announcement_id: int) -> Announcement | None:
    """The announcement, unless it was erased."""
    return await db.get(Announcement, announcement_id)


def _members_but(author: Person, corps: Corps) -> ColumnElement[bool]:
    return and_(Person.corps_id == corps.id, Person.id != author.id)


async def with_key(db: AsyncSession, person: Person, key: str) -> Announcement | None:
    """What this person sent from that draft, to whomever."""
    mine = select(Announcement).where(Announcement.key == key, Announcement.author_id == person.id)
    return (await db.scalars(mine)).unique().one_or_none()


async def _sent_today(db: AsyncSession, corps: Corps, now: datetime, policy: Policy) -> int:
    local = now.astimezone(policy.zone)
    midnight = datetime.combine(local.date(), time(), policy.zone)
    today = select(func.count()).where(Announcement.corps_id == corps.id, Announcement.sent_at >= midnight)
    return await db.scalar(today) or 0


async def sweep(db: AsyncSession, before: datetime) -> None:
    """Erases announcements that were sent earlier than that, with all that was written about them."""
    old = (await db.scalars(select(Announcement.id).where(Announcement.sent_at < before))).all()
    if not old:
        return
    about = (await db.scalars(select(InboxMessage.id).where(InboxMessage.announcement_id.in_(old)))).all()
    cards = [LastingCard.ANNOUNCEMENT.about(each) for each in old] + [LastingCard.INBOX.about(each) for each in about]
    for start in range(0, len(cards), 500):
        await db.execute(delete(PostedCard).where(PostedCard.card.in_(cards[start : start + 500])))
    await db.execute(delete(Announcement).where(Announcement.id.in_(old)))
