"""Erasing somebody: their rows, drafts and messages go; what stays is nobody's (see services.inventory)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.announcements import Announcement, InboxMessage
from models.audit import AuditEntry
from models.call_outs import CallOut, CallOutState, Invitation, InvitationState
from models.erasures import Erasure
from models.outbox import Method, OutboxRow, PostedCard, Priority
from models.people import Person
from services import briefings, certificates, group_endings, replies, rota, teams
from services.audit import record
from services.commitments import PASSING, Commitment, commitments_of
from services.inventory import HOLDINGS
from services.need import recall_unsent
from services.notices import LastingCard, Notice
from services.policy import Policy

NOBODY = 0  # the id under which the audit log speaks of whoever was erased


class Cause(StrEnum):
    """Why somebody was erased; the audit log keeps that."""

    WISH = "wish"
    SILENCE = "silence"  # they didn't say that they are still in
    REPLAY = "replay"  # they had been erased before this database was restored from a backup


@dataclass(frozen=True)
class Erased:
    """They are gone. `chat_id` and `language` are for one last word; nothing keeps them."""

    chat_id: int
    language: str
    cause: Cause


@dataclass(frozen=True)
class MayGo:
    """Nothing holds them. `wished`: they are to be erased anyway."""


@dataclass(frozen=True)
class Held:
    """Not now. `may_wait`: it passes by itself, so that they can be erased after it; `wished`: they will be."""

    commitments: Sequence[Commitment]
    wished: bool

    @property
    def may_wait(self) -> bool:
        return all(each.tie in PASSING for each in self.commitments)


async def prospect(db: AsyncSession, person: Person, now: datetime, policy: Policy) -> MayGo | Held:
    """Whether they can be erased at once, or what holds them."""
    found = await commitments_of(db, person, now, policy)
    return Held(found, person.erase_wished_at is not None) if found else MayGo()


async def erase_self(db: AsyncSession, person: Person, now: datetime, policy: Policy) -> Erased | Held:
    """Erases whoever asks for it, unless something holds them."""
    await _hold(db, person)
    seen = await prospect(db, person, now, policy)
    return seen if isinstance(seen, Held) else await erase(db, person, now, policy, Cause.WISH)


async def wish(db: AsyncSession, person: Person, now: datetime, policy: Policy) -> MayGo | Held:
    """They are erased as soon as nothing holds them; until then they get no new call-outs, and stand on no list.

    What must be handed over first makes no wish.
    """
    await _hold(db, person)
    seen = await prospect(db, person, now, policy)
    if isinstance(seen, MayGo) or not seen.may_wait:
        return seen
    person.erase_wished_at = person.erase_wished_at or now
    await db.flush()
    await _decline(db, person, now, policy, (InvitationState.SILENT, InvitationState.RESERVE))
    await briefings.bring_up_to_date(db, person.id, now, Method.EDIT)
    return Held(seen.commitments, wished=True)


async def withdraw_wish(db: AsyncSession, person: Person) -> bool:
    """They stay; False if they had no such wish."""
    had_it, person.erase_wished_at = person.erase_wished_at is not None, None
    await db.flush()
    return had_it


async def ready(db: AsyncSession, now: datetime, policy: Policy) -> list[int]:
    """Those who wished to be erased and whom nothing holds any more."""
    wishing = await db.scalars(select(Person).where(Person.erase_wished_at.is_not(None)).order_by(Person.id))
    return [each.id for each in wishing.unique().all() if not await commitments_of(db, each, now, policy)]


async def carry_out(db: AsyncSession, person_id: int, now: datetime, policy: Policy) -> Erased | None:
    """Erases somebody who wished it; None if they took that back, are held again, or somebody else is at it."""
    free = select(Person).where(Person.id == person_id, Person.erase_wished_at.is_not(None))
    locked = free.with_for_update(key_share=True, skip_locked=True, of=Person)
    person = (await db.scalars(locked)).unique().one_or_none()
    if person is None or await commitments_of(db, person, now, policy):
        return None
    return await erase(db, person, now, policy, Cause.WISH)


async def _hold(db: AsyncSession, person: Person) -> None:
    """Their row, and the roles of which one must stay: of two who go at once, the second finds itself the last."""
    await teams.hold_administrators(db)
    await db.execute(select(Person.id).where(Person.id == person.id).with_for_update(key_share=True))


async def erase(db: AsyncSession, person: Person, now: datetime, policy: Policy, cause: Cause) -> Erased:
    """Erases this person whatever holds them: who may be, the caller decides.

    Their places go to the reserve list. Afterwards `person` is a name for nothing. The journal outside the backup gets
    them from the row that is committed here, so that neither can be without the other.
    """
    gone = Erased(person.telegram_id, person.language, cause)
    await _decline(db, person, now, policy, (InvitationState.SILENT, InvitationState.RESERVE, InvitationState.COMING))
    await rota.look_again(db, person.id, now)
    await group_endings.part(db, person, now)
    await certificates.withdraw(db, person, now)
    await _forget_their_texts(db, person)
    await db.flush()
    for holding in HOLDINGS:
        if holding.by_chat and holding.table is not Person:
            await _run(db, delete(holding.table).where(holding.column == person.telegram_id))
    about = update(AuditEntry).where(AuditEntry.subject == "person", AuditEntry.subject_id == person.id)
    await _run(db, about.values(subject_id=NOBODY))
    await _run(db, delete(Person).where(Person.id == person.id))  # the foreign keys do the rest
    db.add(Erasure(person_id=person.id, erased_at=now))
    record(db, None, "person_erased", "person", NOBODY, now, cause=cause.value)
    db.add(_default_menu(gone.chat_id, now))
    db.expunge(person)
    await db.flush()
    return gone


async def _run(db: AsyncSession, statement: object) -> None:
    await db.execute(statement.execution_options(synchronize_session=False))  # type: ignore[attr-defined]


async def _decline(
    db: AsyncSession, person: Person, now: datetime, policy: Policy, states: Sequence[InvitationState]
) -> None:
    """Answers for them wherever an answer still counts; whoever wasn't asked yet isn't.

    The call-outs are held together and in their order: whoever closes several must not meet us half way.
    """
    await recall_unsent(db, Invitation.person_id == person.id)
    theirs = (
        select(Invitation.id, CallOut.id)
        .join(CallOut, CallOut.id == Invitation.call_out_id)
        .where(Invitation.person_id == person.id, Invitation.state.in_(states), CallOut.state == CallOutState.OPEN)
        .order_by(CallOut.id)
    )
    await db.execute(theirs.with_for_update(of=CallOut))
    for invitation_id, _call_out_id in (await db.execute(theirs)).all():
        await replies.decline(db, person.id, invitation_id, now, policy)


async def _forget_their_texts(db: AsyncSession, person: Person) -> None:
    """Announcements and what was written about them go by the foreign keys; where they stand in chats goes here."""
    made = (await db.scalars(select(Announcement.id).where(Announcement.author_id == person.id))).all()
    mine = (InboxMessage.from_id == person.id) | (InboxMessage.to_id == person.id)
    written = select(InboxMessage.id).where(mine | InboxMessage.announcement_id.in_(made))
    cards = [LastingCard.ANNOUNCEMENT.about(each) for each in made]
    cards += [LastingCard.INBOX.about(each) for each in await db.scalars(written)]
    for start in range(0, len(cards), 500):
        some = cards[start : start + 500]
        await _run(db, delete(PostedCard).where(PostedCard.card.in_(some)))
        await _run(db, delete(OutboxRow).where(OutboxRow.card.in_(some)))


def _default_menu(chat_id: int, now: datetime) -> OutboxRow:
    """Their own commands go from Telegram as well."""
    return OutboxRow(
        chat_id=chat_id, notice=Notice.MENU, method=Method.MENU, priority=Priority.ANSWER, created_at=now, due_at=now
    )
