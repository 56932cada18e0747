"""Words for what services said: each kind of notice becomes a card in its receiver's language, at delivery."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from messages import (
    announcements,
    assignments,
    boards,
    call_outs,
    closing,
    corps,
    inbox,
    pauses,
    requests,
    revoking,
    test_alarms,
)
from messages.card import Card
from models.call_outs import CallOut, CallOutState, Invitation, InvitationState
from models.corps import Corps
from models.emergencies import Emergency, HelpRequest
from models.people import Person
from models.roles import RoleGrant
from services import announcements as announced
from services import boards as figures
from services import inbox as written
from services import replies, reserve
from services.call_outs import led
from services.notices import Notice
from services.policy import Policy


@dataclass(frozen=True)
class Wording:
    """What there is to word with: a session to read from, the business time, and whom it is for."""

    db: AsyncSession
    now: datetime
    policy: Policy
    bot_username: str
    person_id: int

    def start_link(self, payload: str) -> str:
        """The address that opens this bot with `payload`."""
        return f"https://t.me/{self.bot_username}?start={payload}"


Worder = Callable[[int, Wording], Awaitable[Card | None]]


async def word(notice: Notice, subject_id: int, at: Wording) -> Card | None:
    """The card, or None where it need no longer be said."""
    return await _WORDERS[notice](subject_id, at)


def _of_invitation(
    card: Callable[[Invitation, Wording], Awaitable[Card | None]],
) -> Worder:
    async def worder(invitation_id: int, at: Wording) -> Card | None:
        invited = await at.db.get(Invitation, invitation_id)
        return await card(invited, at) if invited else None

    return worder


def _is_open(invited: Invitation) -> bool:
    return invited.call_out.state is CallOutState.OPEN


async def _invitation(invited: Invitation, at: Wording) -> Card | None:
    waits = _is_open(invited) and invited.state is InvitationState.SILENT
    return call_outs.invitation(invited, at.now) if waits else None


async def _standing(invited: Invitation, at: Wording) -> Card | None:
    number, position = (
        await replies.place_number(at.db, invited),
        await reserve.reserve_position(at.db, invited),
    )
    return call_outs.standing(invited, number, position, at.now, at.policy)


async def _called_up(invited: Invitation, at: Wording) -> Card | None:
    if not _is_open(invited) or invited.state is not InvitationState.COMING:
        return None
    return call_outs.called_up(invited, await replies.place_number(at.db, invited), at.now, at.policy)


async def _meeting_pin(invited: Invitation, _at: Wording) -> Card | None:
    return call_outs.meeting_pin(invited) if invited.state is InvitationState.COMING else None


async def _enough(invited: Invitation, _at: Wording) -> Card | None:
    full = invited.call_out.filled >= invited.call_out.needed
    waits = _is_open(invited) and full and invited.state is InvitationState.SILENT
    return call_outs.enough(invited) if waits else None


async def _closed(invited: Invitation, _at: Wording) -> Card | None:
    return call_outs.closed(invited)


async def _assigned(invited: Invitation, at: Wording) -> Card | None:
    return assignments.assigned(invited, at.now) if _is_open(invited) else None


async def _board(call_out_id: int, at: Wording) -> Card | None:
    person = await at.db.get_one(Person, at.person_id)
    call_out = await led(at.db, person, call_out_id)
    return boards.board(await figures.board(at.db, call_out), at.now) if call_out else None


async def _place_free(call_out_id: int, at: Wording) -> Card | None:
    call_out = await at.db.get_one(CallOut, call_out_id)
    free = call_out.state is CallOutState.OPEN and call_out.filled < call_out.needed
    return boards.place_free(await figures.board(at.db, call_out)) if free else None


async def _alert(request_id: int, at: Wording) -> Card | None:
    return requests.alert(await at.db.get_one(HelpRequest, request_id), at.person_id, at.now, at.policy)


async def _taken(request_id: int, at: Wording) -> Card | None:
    return requests.taken(await at.db.get_one(HelpRequest, request_id), at.now)


async def _status(request_id: int, at: Wording) -> Card | None:
    request = await at.db.get_one(HelpRequest, request_id)
    call_out = await figures.latest_call_out(at.db, request_id)
    board = await figures.board(at.db, call_out) if call_out else None
    return requests.status(request, board, at.now, at.policy)


async def _nobody_yet(request_id: int, at: Wording) -> Card | None:
    request = await at.db.get_one(HelpRequest, request_id)
    return requests.nobody_yet(request, at.now, at.policy) if request.next_page_at else None


async def _emergency_ended(emergency_id: int, at: Wording) -> Card | None:
    return closing.emergency_ended(await at.db.get_one(Emergency, emergency_id), at.now)


async def _corps_founded(corps_id: int, at: Wording) -> Card | None:
    return corps.founded(await at.db.get_one(Corps, corps_id), at.now)


async def _role_revoked(grant_id: int, at: Wording) -> Card | None:
    grant = await at.db.get_one(RoleGrant, grant_id)
    by = await at.db.get(Person, grant.revoked_by_id) if grant.revoked_by_id else None
    return revoking.role_taken_back(grant, by, at.now)


async def _announcement(announcement_id: int, at: Wording) -> Card | None:
    found = await announced.by_id(at.db, announcement_id)
    return _by_night(announcements.announcement(found), at) if found else None


async def _inbox_message(message_id: int, at: Wording) -> Card | None:
    found = await written.by_id(at.db, message_id)
    return _by_night(inbox.message(found), at) if found else None


def _by_night(card: Card, at: Wording) -> Card:
    """What can wait until morning rings nobody."""
    return replace(card, silent=at.policy.night.includes(at.now, at.policy.zone))


async def _pause_ended(_subject: int, at: Wording) -> Card | None:
    person = await at.db.get_one(Person, at.person_id)
    return None if person.paused_at else pauses.over()


async def _test_alarm(_subject: int, at: Wording) -> Card | None:
    return test_alarms.alarm(await at.db.get_one(Person, at.person_id), at.now)


_WORDERS: dict[Notice, Worder] = {
    Notice.INVITATION: _of_invitation(_invitation),
    Notice.BRIEFING: _of_invitation(_standing),
    Notice.CALLED_UP: _of_invitation(_called_up),
    Notice.MEETING_PIN: _of_invitation(_meeting_pin),
    Notice.ENOUGH: _of_invitation(_enough),
    Notice.CALL_OUT_CLOSED: _of_invitation(_closed),
    Notice.ASSIGNED: _of_invitation(_assigned),
    Notice.BOARD: _board,
    Notice.PLACE_FREE: _place_free,
    Notice.REQUEST_ALERT: _alert,
    Notice.REQUEST_TAKEN: _taken,
    Notice.REQUEST_STATUS: _status,
    Notice.NOBODY_YET: _nobody_yet,
    Notice.EMERGENCY_ENDED: _emergency_ended,
    Notice.CORPS_FOUNDED: _corps_founded,
    Notice.ROLE_REVOKED: _role_revoked,
    Notice.ANNOUNCEMENT: _announcement,
    Notice.INBOX_MESSAGE: _inbox_message,
    Notice.PAUSE_ENDED: _pause_ended,
    Notice.TEST_ALARM: _test_alarm,
}
