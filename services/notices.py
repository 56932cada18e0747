"""What services say to people: a kind and the id of what it is about, put into the outbox and worded at delivery."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import String, and_, insert, literal, null, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql import ColumnElement

from models.call_outs import Invitation
from models.outbox import Method, OutboxRow, OutboxState, PostedCard, Priority
from models.people import Person
from models.upsert import insert_for
from services.quiet import Timed


class Notice(StrEnum):
    """Kinds of messages; the comment names what `subject_id` is."""

    CARD = "card"  # none: the row carries a rendered card
    FILE = "file"  # none: the same, with a file
    INVITATION = "invitation"  # invitation
    BRIEFING = "briefing"  # invitation: its card as it stands, whatever was answered
    CALLED_UP = "called_up"  # invitation: moved up from the reserve list
    PLACE_OFFER = "place_offer"  # invitation: a place is held for somebody of the reserve list
    OFFER_LAPSED = "offer_lapsed"  # invitation: they didn't say in time whether they still come
    PLACE_CHANGED = "place_changed"  # invitation: where to go is another place than they read before
    TIME_CHANGED = "time_changed"  # invitation: asked again, for the time moved
    PLACE_LAPSED = "place_lapsed"  # invitation: they didn't say in time that they still come
    ASK_AGAIN = "ask_again"  # invitation: there were enough people, and now there aren't
    REMINDER = "reminder"  # invitation: they haven't answered
    START_REMINDER = "start_reminder"  # invitation: it begins soon
    LATE_ANSWERS = "late_answers"  # call-out: who said yes after it had closed
    TAKEN_LATE = "taken_late"  # invitation: they come after all, though the call-out has closed
    MEETING_PIN = "meeting_pin"  # invitation
    ENOUGH = "enough"  # invitation
    CALL_OUT_CLOSED = "call_out_closed"  # invitation
    ASSIGNED = "assigned"  # invitation
    PLACE_FREE = "place_free"  # call-out
    ESCALATION_PROPOSED = "escalation_proposed"  # call-out, to who leads it
    ESCALATED_BY_ITSELF = "escalated_by_itself"  # call-out, to who leads it
    CORPS_CALLED = "corps_called"  # corps call, to the people of the municipality
    CORPS_WITHHELD = "corps_withheld"  # corps call, to who leads the call-out
    PHASE_DECLARED = "phase_declared"  # provincial phase
    PHASE_ENDED = "phase_ended"  # provincial phase
    BOARD = "board"  # call-out
    REQUEST_ALERT = "request_alert"  # help request
    REQUEST_TAKEN = "request_taken"  # help request, to the requester
    REQUEST_STATUS = "request_status"  # help request, to the requester
    NOBODY_YET = "nobody_yet"  # help request, to the requester
    REQUEST_UNLED = "request_unled"  # help request, to administrators
    LAUNCH_REMINDER = "launch_reminder"  # help request, to whoever took it over
    EMERGENCY_ENDED = "emergency_ended"  # emergency
    CORPS_FOUNDED = "corps_founded"  # corps
    ROLE_REVOKED = "role_revoked"  # role grant, to who held it
    ANNOUNCEMENT = "announcement"  # announcement
    TIMELINE = "timeline"  # help request: its timeline as a file, to whoever coordinates it
    CALL_OUT_MESSAGE = "call_out_message"  # announcement, to some people of a call-out
    INBOX_MESSAGE = "inbox_message"  # inbox message
    GROUP_COMES = "group_comes"  # invitation, to whoever has it already: places are held for their group
    HOLD = "hold"  # place hold, to the group's leader
    GROUP = "group"  # group, to its leader
    GROUP_LED = "group_led"  # group, to whoever leads it from now on
    GROUP_DISSOLVED = "group_dissolved"  # group
    GROUP_REMOVED = "group_removed"  # group, to the member whom its leader took out
    CERTIFICATE = "certificate"  # certificate, to whoever may check it
    CERTIFICATE_FILE = "certificate_file"  # certificate: the file itself, above that
    CERTIFICATE_FILE_GONE = "certificate_file_gone"  # certificate: takes the file back
    CERTIFICATE_REMINDER = "certificate_reminder"  # certificate
    CERTIFICATE_DONE = "certificate_done"  # certificate: the card changes for all who were asked
    CERTIFICATE_ANSWER = "certificate_answer"  # certificate, to whoever sent it
    CERTIFICATE_OWN_GONE = "certificate_own_gone"  # certificate: takes the sender's own message away
    SUPERSEDED = "superseded"  # none: the row carries which message no longer counts
    PAUSE_ENDED = "pause_ended"  # none
    TEST_ALARM = "test_alarm"  # none
    PRIVACY_NOTICE = "privacy_notice"  # none: the one of today
    STILL_IN = "still_in"  # none
    ROLE_SILENT = "role_silent"  # role grant, to who may take it back
    VOLUNTEERS_ACT = "volunteers_act"  # none
    GUARDIAN_ANSWERED = "guardian_answered"  # guardian consent, to the minor
    CONSENT_MISSING = "consent_missing"  # none, to the minor
    ADULT_NOW = "adult_now"  # none
    SHIFT_ALARM = "shift_alarm"  # duty: a test alarm, to whoever came on call
    SHIFT_UNANSWERED = "shift_unanswered"  # duty, to the next in line and the administrators
    ROTA_GAPS = "rota_gaps"  # rota, to those who plan it
    ROTA_CHANGED = "rota_changed"  # duty that another one took over, to whoever had it
    SWAP_ASKED = "swap_asked"  # swap, to whoever is asked
    SWAP_ANSWERED = "swap_answered"  # swap, to who asked
    MENU = "menu"  # none: the receiver's own commands


class LastingCard(StrEnum):
    """Cards that later messages about the same thing replace."""

    INVITATION = "invitation"
    PIN = "pin"
    PROPOSAL = "proposal"
    CORPS_CALL = "corps_call"
    BOARD = "board"
    ALERT = "alert"
    STATUS = "status"
    WAITING = "waiting"
    TASK = "task"
    UNLED = "unled"
    SHIFT_ALARM = "shift_alarm"
    SHIFT_UNANSWERED = "shift_unanswered"
    ROTA_GAPS = "rota_gaps"
    SWAP = "swap"
    ANNOUNCEMENT = "announcement"
    INBOX = "inbox"
    GROUP = "group"
    HOLD = "hold"
    CERTIFICATE = "certificate"
    CERTIFICATE_FILE = "certificate_file"
    LATE = "late"
    CERTIFICATE_OWN = "certificate_own"  # what the volunteer sent

    def about(self, subject_id: int) -> str:
        """The name under which delivery remembers where this card stands."""
        return f"{self.value}:{subject_id}"

    def subject_of(self, name: str) -> int | None:
        """The id of what a card of this kind is about; None for the name of another kind."""
        kind, _, subject = name.partition(":")
        return int(subject) if kind == self.value else None


@dataclass(frozen=True)
class Manner:
    """How a kind of message is said: before or after others, on which card, and whether the phone rings."""

    priority: Priority
    card: LastingCard | None = None
    silent: bool = False


MANNERS = {
    Notice.CARD: Manner(Priority.ANSWER),
    Notice.FILE: Manner(Priority.ANSWER),
    Notice.INVITATION: Manner(Priority.CALL_OUT, LastingCard.INVITATION),
    Notice.BRIEFING: Manner(Priority.ANSWER, LastingCard.INVITATION),
    Notice.CALLED_UP: Manner(Priority.ANSWER, LastingCard.INVITATION),
    Notice.PLACE_OFFER: Manner(Priority.ANSWER, LastingCard.INVITATION),
    Notice.OFFER_LAPSED: Manner(Priority.ANSWER, LastingCard.INVITATION),
    Notice.PLACE_CHANGED: Manner(Priority.ANSWER, LastingCard.INVITATION),
    Notice.TIME_CHANGED: Manner(Priority.ANSWER, LastingCard.INVITATION),
    Notice.PLACE_LAPSED: Manner(Priority.ANSWER, LastingCard.INVITATION),
    Notice.ASK_AGAIN: Manner(Priority.CALL_OUT, LastingCard.INVITATION),
    Notice.REMINDER: Manner(Priority.REMINDER, LastingCard.INVITATION),
    Notice.START_REMINDER: Manner(Priority.REMINDER, LastingCard.INVITATION),
    Notice.LATE_ANSWERS: Manner(Priority.ANSWER, LastingCard.LATE),
    Notice.TAKEN_LATE: Manner(Priority.ANSWER, LastingCard.INVITATION),
    Notice.MEETING_PIN: Manner(Priority.ANSWER, LastingCard.PIN, silent=True),
    Notice.ENOUGH: Manner(Priority.STAND_DOWN, LastingCard.INVITATION, silent=True),
    Notice.CALL_OUT_CLOSED: Manner(Priority.STAND_DOWN, LastingCard.INVITATION),
    Notice.ASSIGNED: Manner(Priority.ANSWER, LastingCard.TASK),
    Notice.PLACE_FREE: Manner(Priority.ANSWER),
    Notice.ESCALATION_PROPOSED: Manner(Priority.PAGE, LastingCard.PROPOSAL),
    Notice.ESCALATED_BY_ITSELF: Manner(Priority.ANSWER, LastingCard.PROPOSAL),
    Notice.CORPS_CALLED: Manner(Priority.ANSWER, LastingCard.CORPS_CALL),
    Notice.CORPS_WITHHELD: Manner(Priority.ANSWER),
    Notice.PHASE_DECLARED: Manner(Priority.ANSWER),
    Notice.PHASE_ENDED: Manner(Priority.ANSWER),
    Notice.BOARD: Manner(Priority.ANSWER, LastingCard.BOARD),
    Notice.REQUEST_ALERT: Manner(Priority.PAGE, LastingCard.ALERT),
    Notice.REQUEST_TAKEN: Manner(Priority.ANSWER, LastingCard.STATUS),
    Notice.REQUEST_STATUS: Manner(Priority.ANSWER, LastingCard.STATUS),
    Notice.NOBODY_YET: Manner(Priority.ANSWER, LastingCard.WAITING),
    Notice.REQUEST_UNLED: Manner(Priority.PAGE, LastingCard.UNLED),
    Notice.LAUNCH_REMINDER: Manner(Priority.PAGE, LastingCard.ALERT),
    Notice.EMERGENCY_ENDED: Manner(Priority.STAND_DOWN),
    Notice.CORPS_FOUNDED: Manner(Priority.REMINDER),
    Notice.ROLE_REVOKED: Manner(Priority.ANSWER),
    Notice.ANNOUNCEMENT: Manner(Priority.REMINDER, LastingCard.ANNOUNCEMENT),
    Notice.TIMELINE: Manner(Priority.ANSWER),
    Notice.CALL_OUT_MESSAGE: Manner(Priority.ANSWER, LastingCard.ANNOUNCEMENT),
    Notice.INBOX_MESSAGE: Manner(Priority.REMINDER, LastingCard.INBOX),
    Notice.GROUP_COMES: Manner(Priority.CALL_OUT, LastingCard.INVITATION),
    Notice.HOLD: Manner(Priority.ANSWER, LastingCard.HOLD),
    Notice.GROUP: Manner(Priority.ANSWER, LastingCard.GROUP),
    Notice.GROUP_LED: Manner(Priority.REMINDER),
    Notice.GROUP_DISSOLVED: Manner(Priority.REMINDER),
    Notice.GROUP_REMOVED: Manner(Priority.REMINDER),
    Notice.CERTIFICATE: Manner(Priority.REMINDER, LastingCard.CERTIFICATE),
    Notice.CERTIFICATE_FILE: Manner(Priority.REMINDER, LastingCard.CERTIFICATE_FILE, silent=True),
    Notice.CERTIFICATE_FILE_GONE: Manner(Priority.REMINDER, LastingCard.CERTIFICATE_FILE),
    Notice.CERTIFICATE_REMINDER: Manner(Priority.REMINDER, LastingCard.CERTIFICATE),
    Notice.CERTIFICATE_DONE: Manner(Priority.REMINDER, LastingCard.CERTIFICATE),
    Notice.CERTIFICATE_ANSWER: Manner(Priority.REMINDER),
    Notice.CERTIFICATE_OWN_GONE: Manner(Priority.REMINDER, LastingCard.CERTIFICATE_OWN),
    Notice.SUPERSEDED: Manner(Priority.REMINDER),
    Notice.PAUSE_ENDED: Manner(Priority.REMINDER, silent=True),
    Notice.TEST_ALARM: Manner(Priority.ANSWER),
    Notice.PRIVACY_NOTICE: Manner(Priority.REMINDER, silent=True),
    Notice.STILL_IN: Manner(Priority.REMINDER),
    Notice.ROLE_SILENT: Manner(Priority.REMINDER),
    Notice.VOLUNTEERS_ACT: Manner(Priority.ANSWER, silent=True),
    Notice.GUARDIAN_ANSWERED: Manner(Priority.ANSWER),
    Notice.CONSENT_MISSING: Manner(Priority.REMINDER),
    Notice.ADULT_NOW: Manner(Priority.REMINDER, silent=True),
    Notice.SHIFT_ALARM: Manner(Priority.PAGE, LastingCard.SHIFT_ALARM),
    Notice.SHIFT_UNANSWERED: Manner(Priority.PAGE, LastingCard.SHIFT_UNANSWERED),
    Notice.ROTA_GAPS: Manner(Priority.ANSWER, LastingCard.ROTA_GAPS),
    Notice.ROTA_CHANGED: Manner(Priority.PAGE),
    Notice.SWAP_ASKED: Manner(Priority.ANSWER, LastingCard.SWAP),
    Notice.SWAP_ANSWERED: Manner(Priority.ANSWER),
    Notice.MENU: Manner(Priority.ANSWER),
}


# In one statement: it also waits for a like row that another process is just putting in, or taking out to send.
LIKE_ONE_WAITS: dict[str, Any] = {"index_elements": ["coalesce"], "index_where": text("state = 'pending'")}


async def say(
    db: AsyncSession,
    person_id: int | None,
    notice: Notice,
    subject_id: int | None,
    now: datetime,
    *,
    method: Method = Method.SEND,
    due_at: datetime | None = None,
    once: bool = False,
) -> None:
    """Puts one message into the outbox; to whom was erased (None), none. With `once`, a like one stands for both."""
    if person_id is None:
        return
    manner = MANNERS[notice]
    row = insert_for(db, OutboxRow).values(
        person_id=person_id,
        notice=notice,
        subject_id=subject_id,
        method=method,
        card=manner.card.about(subject_id) if manner.card and subject_id else None,
        coalesce=f"{person_id}:{notice}:{subject_id}" if once else None,
        priority=manner.priority,
        silent=manner.silent,
        created_at=now,
        due_at=due_at or now,
    )
    await db.execute(row.on_conflict_do_nothing(**LIKE_ONE_WAITS) if once else row)


async def say_to_invited(
    db: AsyncSession,
    notice: Notice,
    which: ColumnElement[bool],
    now: datetime,
    *,
    method: Method = Method.SEND,
    timed: Timed | None = None,
    once: bool = False,
) -> None:
    """One message about their own invitation to each invited person for whom `which` holds: a single statement.

    `timed`: with regard to each one's quiet hours; else at once, in the manner of the notice.
    """
    values = {
        "person_id": Invitation.person_id,
        "subject_id": Invitation.id,
        "coalesce": _like_one(notice) if once else null(),
        "card": literal(f"{LastingCard.INVITATION}:") + Invitation.id.cast(String),
        **_for_all(notice, now, method, timed),
    }
    rows = select(*(value.label(name) for name, value in values.items())).join(
        Person, and_(Person.id == Invitation.person_id, Person.reachable)
    )
    added = insert_for(db, OutboxRow).from_select(list(values), rows.where(which).order_by(Invitation.id))
    await db.execute(added.on_conflict_do_nothing(**LIKE_ONE_WAITS) if once else added)


def _like_one(notice: Notice) -> ColumnElement[str]:
    """As `say` names it."""
    name: ColumnElement[str] = Invitation.person_id.cast(String) + f":{notice}:" + Invitation.id.cast(String)
    return name


async def say_to_people(
    db: AsyncSession,
    notice: Notice,
    subject_id: int,
    which: ColumnElement[bool],
    now: datetime,
    timed: Timed | None = None,
) -> int:
    """The same message to each person who can be reached and for whom `which` holds; returns how many they are.

    `timed`: as for `say_to_invited`.
    """
    card = MANNERS[notice].card
    values = {
        "person_id": Person.id,
        "subject_id": literal(subject_id),
        "card": literal(card.about(subject_id)) if card else null(),
        **_for_all(notice, now, Method.SEND, timed),
    }
    rows = select(*(value.label(name) for name, value in values.items())).where(Person.reachable, which)
    said = await db.execute(insert(OutboxRow).from_select(list(values), rows.order_by(Person.id)))
    return int(said.rowcount)  # type: ignore[attr-defined]


async def say_where_posted(
    db: AsyncSession, notice: Notice, subject_id: int, now: datetime, *, due_at: datetime
) -> None:
    """Has the lasting card of that notice edited wherever it stands: a single statement, however many have it."""
    manner = MANNERS[notice]
    if manner.card is None:
        raise ValueError(f"{notice} has no lasting card")
    card = manner.card.about(subject_id)
    timed = Timed(literal(due_at, OutboxRow.due_at.type), literal(manner.silent))
    values = {
        "person_id": Person.id,
        "subject_id": literal(subject_id),
        "coalesce": Person.id.cast(String) + f":{notice}:{subject_id}",
        "card": literal(card),
        **_for_all(notice, now, Method.EDIT, timed),
    }
    rows = select(*(value.label(name) for name, value in values.items()))
    posted = rows.join(PostedCard, PostedCard.chat_id == Person.telegram_id).where(PostedCard.card == card)
    added = insert_for(db, OutboxRow).from_select(list(values), posted.order_by(Person.id))
    await db.execute(added.on_conflict_do_nothing(**LIKE_ONE_WAITS))


def _for_all(
    notice: Notice, now: datetime, method: Method, timed: Timed | None = None
) -> dict[str, ColumnElement[Any]]:
    """The columns that don't depend on whose invitation or which person it is, but for their quiet hours."""
    manner = MANNERS[notice]
    return {
        "notice": literal(notice.value),
        "method": literal(method, OutboxRow.method.type),
        "priority": literal(int(manner.priority)),
        "silent": timed.silent if timed else literal(manner.silent),
        "created_at": literal(now, OutboxRow.created_at.type),
        "due_at": timed.due_at if timed else literal(now, OutboxRow.due_at.type),
        "state": literal(OutboxState.PENDING, OutboxRow.state.type),
        "attempts": literal(0),
        "payload": null(),
    }
