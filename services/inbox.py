"""What is written about an announcement, from one person to another: an answer, and the answer to that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from models.announcements import Announcement, InboxMessage
from models.outbox import PostedCard
from models.people import Person
from services import announcements
from services.authority import NotAllowed
from services.notices import LastingCard, Notice, say
from services.pages import SIZE, Page, last_page


@dataclass(frozen=True)
class Subject:
    """What somebody answers: the announcement, or with `message` what was written to them about it."""

    announcement: Announcement
    message: InboxMessage | None = None

    @property
    def writer(self) -> Person:
        """Who gets the answer."""
        return self.message.sender if self.message else self.announcement.author


@dataclass(frozen=True)
class Delivered:
    to: Person


@dataclass(frozen=True)
class SpeaksNoLonger:
    """Whoever wrote it has no role any more by which they could, so answers go nowhere."""

    author: Person


@dataclass(frozen=True)
class Received:
    message: InboxMessage
    answered: bool


async def announcement_to_answer(
    db: AsyncSession, person: Person, announcement_id: int
) -> Subject | SpeaksNoLonger | NotAllowed:
    """The announcement, if this person got it and isn't its author."""
    found = await announcements.by_id(db, announcement_id)
    if found is None or found.author_id == person.id or not await _got(db, person, found):
        return NotAllowed()
    return await _while_the_author_speaks(db, person, Subject(found))


async def message_to_answer(db: AsyncSession, person: Person, message_id: int) -> Subject | SpeaksNoLonger | NotAllowed:
    """What was written to this person."""
    found = await db.get(InboxMessage, message_id)
    if found is None or found.to_id != person.id:
        return NotAllowed()
    return await _while_the_author_speaks(db, person, Subject(found.announcement, found))


async def card_to_answer(
    db: AsyncSession, person: Person, telegram_message_id: int
) -> Subject | SpeaksNoLonger | NotAllowed | None:
    """What stands in that message of the person's chat; None where it is neither kind of text."""
    here = (PostedCard.chat_id == person.telegram_id, PostedCard.message_id == telegram_message_id)
    for name in await db.scalars(select(PostedCard.card).where(*here)):
        if announcement_id := LastingCard.ANNOUNCEMENT.subject_of(name):
            return await announcement_to_answer(db, person, announcement_id)
        if message_id := LastingCard.INBOX.subject_of(name):
            return await message_to_answer(db, person, message_id)
    return None


async def answer(db: AsyncSession, person: Person, subject: Subject, text: str, now: datetime) -> Delivered:
    """Hands the text to whoever wrote what it answers."""
    message = InboxMessage(
        announcement_id=subject.announcement.id,
        from_id=person.id,
        to_id=subject.writer.id,
        answers_id=subject.message.id if subject.message else None,
        text=text,
        sent_at=now,
    )
    db.add(message)
    await db.flush()
    await say(db, subject.writer.id, Notice.INBOX_MESSAGE, message.id, now)
    return Delivered(subject.writer)


async def received(db: AsyncSession, person: Person, page: int) -> Page[Received]:
    """A page of what was written to this person, the newest first."""
    total = await db.scalar(select(func.count()).where(InboxMessage.to_id == person.id)) or 0
    shown = min(page, last_page(total))
    rows = await db.execute(_to(person).order_by(InboxMessage.id.desc()).offset(shown * SIZE).limit(SIZE))
    return Page([Received(message, answered) for message, answered in rows.unique()], shown, total)


async def one_received(db: AsyncSession, person: Person, message_id: int) -> Received | NotAllowed:
    """One text that was written to this person."""
    row = (await db.execute(_to(person).where(InboxMessage.id == message_id))).unique().first()
    return Received(*row) if row else NotAllowed()


async def by_id(db: AsyncSession, message_id: int) -> InboxMessage | None:
    """The message, unless it was erased."""
    return await db.get(InboxMessage, message_id)


def _to(person: Person) -> Select[InboxMessage, bool]:
    answer_to = aliased(InboxMessage)
    answered = exists().where(answer_to.answers_id == InboxMessage.id, answer_to.from_id == person.id)
    return select(InboxMessage, answered).where(InboxMessage.to_id == person.id)


async def _got(db: AsyncSession, person: Person, announcement: Announcement) -> bool:
    """A member of the corps, or somebody who has the message: who has left the corps since, or who was called out."""
    if announcement.corps_id is not None and person.corps_id == announcement.corps_id:
        return True
    return await db.get(PostedCard, (person.telegram_id, LastingCard.ANNOUNCEMENT.about(announcement.id))) is not None


async def _while_the_author_speaks(
    db: AsyncSession, person: Person, subject: Subject
) -> Subject | SpeaksNoLonger | NotAllowed:
    author = subject.announcement.author
    if await announcements.still_speaks(db, subject.announcement):
        return subject
    return NotAllowed() if author.id == person.id else SpeaksNoLonger(author)
