"""The outbox from delivery's side: claiming what is due, and recording what became of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, func, null, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import Invitation
from models.outbox import Method, OutboxRow, OutboxState, PostedCard, Priority
from models.people import Person
from models.upsert import insert_for
from services.notices import LastingCard, Notice
from services.rules.delivery import Gone, Outcome, Refused, RetryAt, Sent, Unknown, send_again

LEASE = timedelta(seconds=15)  # of real time, within which a sender says again that it still sends a row
CHAT = func.coalesce(OutboxRow.chat_id, Person.telegram_id)


@dataclass(frozen=True)
class Claimed:
    """A message that this process is going to send. `message_id` is where its lasting card stands, if it does."""

    id: int
    chat_id: int
    person_id: int | None
    language: str | None
    reachable: bool
    method: Method
    notice: Notice
    subject_id: int | None
    payload: dict[str, Any] | None
    card: str | None
    message_id: int | None
    silent: bool
    attempts: int
    created_at: datetime


def put_card(
    db: AsyncSession,
    chat_id: int,
    card: dict[str, Any],
    now: datetime,
    *,
    name: str | None = None,
    instead_of: int | None = None,
    silent: bool = False,
) -> None:
    """Puts a rendered card for this chat into the outbox; `instead_of` is the message whose place it takes."""
    db.add(
        OutboxRow(
            chat_id=chat_id,
            notice=Notice.FILE if card.get("attachment") else Notice.CARD,
            payload={"card": card, "message_id": instead_of},
            method=Method.REPLACE if instead_of else Method.SEND,
            card=name,
            priority=Priority.ANSWER,
            silent=silent,
            created_at=now,
            due_at=now,
        )
    )


def put_away_buttons(
    db: AsyncSession, chat_id: int, message_id: int, now: datetime, priority: Priority = Priority.ANSWER
) -> None:
    """Takes the buttons off a card that was answered."""
    db.add(
        OutboxRow(
            chat_id=chat_id,
            notice=Notice.CARD,
            payload={"card": None, "message_id": message_id},
            method=Method.EDIT,
            priority=priority,
            created_at=now,
            due_at=now,
        )
    )


def _due(now: datetime, but_not: Collection[int]) -> ColumnElement[bool]:
    return and_(OutboxRow.state == OutboxState.PENDING, OutboxRow.due_at <= now, CHAT.not_in(but_not))


def _next(now: datetime, most: int, but_not: Collection[int]) -> Select[Any]:
    columns: tuple[Any, ...] = (OutboxRow, CHAT, Person.language, Person.reachable, PostedCard.message_id)
    return (
        select(*columns)
        .outerjoin(Person, Person.id == OutboxRow.person_id)
        .outerjoin(PostedCard, and_(PostedCard.chat_id == CHAT, PostedCard.card == OutboxRow.card))
        .where(_due(now, but_not))
        .order_by(OutboxRow.priority, OutboxRow.id)
        .limit(most)
        .with_for_update(skip_locked=True, of=OutboxRow)
    )


async def claim(
    db: AsyncSession, now: datetime, real_now: datetime, most: int, but_not: Collection[int]
) -> list[Claimed]:
    """At most `most` due messages, the most urgent first, one a chat so that each chat keeps its order."""
    claimed: dict[int, Claimed] = {}
    for row, chat_id, language, reachable, message_id in await db.execute(_next(now, most * 4, but_not)):
        if chat_id in claimed or len(claimed) == most:
            continue
        claimed[chat_id] = Claimed(
            row.id, chat_id, row.person_id, language, reachable is not False, row.method, Notice(row.notice),
            row.subject_id, row.payload, row.card, message_id, row.silent, row.attempts, row.created_at,
        )  # fmt: skip
    taken = [claim.id for claim in claimed.values()]
    await db.execute(
        update(OutboxRow)
        .where(OutboxRow.id.in_(taken))
        .values(state=OutboxState.SENDING, sending_until=real_now + LEASE, coalesce=None)
        .execution_options(synchronize_session=False)
    )
    return list(claimed.values())


async def anything_due(db: AsyncSession, now: datetime, but_not: Collection[int]) -> bool:
    """Whether a message is due now, those to chats in `but_not` left out."""
    due = select(OutboxRow.id).outerjoin(Person, Person.id == OutboxRow.person_id).where(_due(now, but_not))
    return bool(await db.scalar(select(due.exists())))


async def next_due(db: AsyncSession, now: datetime) -> datetime | None:
    """When the next message falls due that isn't yet."""
    later = select(func.min(OutboxRow.due_at)).where(OutboxRow.state == OutboxState.PENDING, OutboxRow.due_at > now)
    return await db.scalar(later)


async def record(db: AsyncSession, results: Sequence[tuple[Claimed, Outcome]]) -> None:
    """Writes back what became of each message; one that arrived is gone from the outbox."""
    for claim, outcome in results:
        match outcome:
            case Sent(message_id):
                if await _drop(db, claim):  # else whoever got it was erased meanwhile
                    await _remember_card(db, claim, message_id)
            case RetryAt():
                await _again(db, claim, claim.attempts)
            case Unknown(repeatable=True):
                await _again(db, claim, claim.attempts)
            case Unknown() if send_again(claim.notice, claim.method, claim.attempts):
                await _again(db, claim, claim.attempts + 1)
            case Unknown():
                await _drop(db, claim)
            case Gone():
                await db.execute(update(Person).where(Person.telegram_id == claim.chat_id).values(reachable=False))
                await _drop(db, claim)
            case Refused(description):
                await _keep_failed(db, claim, description)
    await _note_told(db, results)


async def keep(db: AsyncSession, row_ids: Collection[int], real_now: datetime) -> None:
    """Says that these rows are still being sent."""
    theirs = update(OutboxRow).where(OutboxRow.id.in_(row_ids), OutboxRow.state == OutboxState.SENDING)
    await db.execute(theirs.values(sending_until=real_now + LEASE).execution_options(synchronize_session=False))


async def take_up_again(db: AsyncSession, real_now: datetime, but_not: Collection[int] = ()) -> None:
    """Rows whose sender hasn't said for too long that it sends them have an unknown outcome, and are decided on so.

    Those in `but_not` are our own. What another process sends is left to it.
    """
    left = await db.scalars(
        select(OutboxRow)
        .where(OutboxRow.state == OutboxState.SENDING, OutboxRow.sending_until < real_now, OutboxRow.id.not_in(but_not))
        .with_for_update(skip_locked=True, of=OutboxRow)
    )
    for row in left.all():
        again = send_again(Notice(row.notice), row.method, row.attempts)
        row.attempts, row.sending_until = row.attempts + 1, None
        row.state = OutboxState.PENDING
        if not again:
            await db.delete(row)


async def sweep_failed(db: AsyncSession, before: datetime) -> None:
    """Drops messages that Telegram refused and that fell due earlier than that."""
    old = delete(OutboxRow).where(OutboxRow.state == OutboxState.FAILED, OutboxRow.due_at < before)
    await db.execute(old.execution_options(synchronize_session=False))


async def _note_told(db: AsyncSession, results: Sequence[tuple[Claimed, Outcome]]) -> None:
    """Who has read by now that there are enough people."""
    told = [
        claim.subject_id
        for claim, outcome in results
        if claim.notice is Notice.ENOUGH and isinstance(outcome, Sent) and outcome.message_id
    ]
    if told:
        theirs = update(Invitation).where(Invitation.id.in_(told)).values(told_enough=True)
        await db.execute(theirs.execution_options(synchronize_session=False))


async def _keep_failed(db: AsyncSession, claim: Claimed, description: str) -> None:
    """For whoever looks after the bot: which kind, and why; nothing of its text, nor of a secret that a button held."""
    failed = {"state": OutboxState.FAILED, "sending_until": None, "failure": description[:200], "payload": null()}
    await db.execute(update(OutboxRow).where(OutboxRow.id == claim.id).values(**failed))


async def _again(db: AsyncSession, claim: Claimed, attempts: int) -> None:
    pending = {"state": OutboxState.PENDING, "sending_until": None, "attempts": attempts}
    await db.execute(update(OutboxRow).where(OutboxRow.id == claim.id).values(**pending))


async def _drop(db: AsyncSession, claim: Claimed) -> bool:
    """Takes it out; False if it was gone already."""
    gone = delete(OutboxRow).where(OutboxRow.id == claim.id).returning(OutboxRow.id)
    return await db.scalar(gone.execution_options(synchronize_session=False)) is not None


def _put_away(db: AsyncSession, claim: Claimed) -> None:
    """The older message of a lasting card: an invitation's would go on saying what isn't true any more."""
    old = claim.message_id or 0
    if claim.person_id is None or LastingCard.INVITATION.subject_of(claim.card or "") is None:
        put_away_buttons(db, claim.chat_id, old, claim.created_at, Priority.REMINDER)
        return
    db.add(
        OutboxRow(
            person_id=claim.person_id,
            notice=Notice.SUPERSEDED,
            payload={"message_id": old},
            method=Method.EDIT,
            priority=Priority.REMINDER,
            created_at=claim.created_at,
            due_at=claim.created_at,
        )
    )


async def _remember_card(db: AsyncSession, claim: Claimed, message_id: int | None) -> None:
    if claim.card is None:
        return
    here = and_(PostedCard.chat_id == claim.chat_id, PostedCard.card == claim.card)
    if claim.method is Method.DELETE:
        await db.execute(delete(PostedCard).where(here))
    elif message_id is not None:
        if claim.message_id not in (None, message_id):  # only the newest of a lasting card can be answered
            _put_away(db, claim)
        posted = insert_for(db, PostedCard).values(chat_id=claim.chat_id, card=claim.card, message_id=message_id)
        keys = ["chat_id", "card"]
        await db.execute(posted.on_conflict_do_update(index_elements=keys, set_={"message_id": message_id}))
