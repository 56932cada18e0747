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
    call_out_messages,
    call_outs,
    certificate_checks,
    certificates,
    closing,
    corps,
    group_endings,
    groups,
    guardians,
    holds,
    inbox,
    pauses,
    privacy,
    requests,
    revoking,
    staying,
    test_alarms,
    timeline,
    volunteers_act,
)
from messages.card import Card
from models.call_outs import CallOutState, Invitation, InvitationState
from models.emergencies import RequestState
from services import announcements as announced
from services import inbox as written
from services import loading, retention
from services.authority import grants_of
from services.boards import number_among
from services.notices import Notice
from services.policy import Policy
from services.rules.retention import erased_on


@dataclass(frozen=True)
class Wording:
    """What there is to word with: a session to hand on to services, the business time, and whom it is for."""

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
        invited = await loading.invitation(at.db, invitation_id)
        return await card(invited, at) if invited else None

    return worder


def _is_open(invited: Invitation) -> bool:
    return invited.call_out.state is CallOutState.OPEN


async def _invitation(invited: Invitation, at: Wording) -> Card | None:
    waits = _is_open(invited) and invited.state is InvitationState.SILENT
    return call_outs.invitation(invited, at.now, await loading.group_side(at.db, invited)) if waits else None


async def _standing(invited: Invitation, at: Wording) -> Card | None:
    number, side = await number_among(at.db, invited), await loading.group_side(at.db, invited)
    return call_outs.standing(invited, number, at.now, at.policy, side)


async def _group_comes(invited: Invitation, at: Wording) -> Card | None:
    side = await loading.group_side(at.db, invited)
    waits = _is_open(invited) and invited.state is InvitationState.SILENT and side and side.waiting
    return call_outs.invitation(invited, at.now, side) if waits else None


def _to_who_comes(card: Callable[[Invitation, int, datetime, Policy], Card]) -> Worder:
    async def worder(invited: Invitation, at: Wording) -> Card | None:
        if not _is_open(invited) or invited.state is not InvitationState.COMING:
            return None
        return card(invited, await number_among(at.db, invited), at.now, at.policy)

    return _of_invitation(worder)


async def _meeting_pin(invited: Invitation, _at: Wording) -> Card | None:
    return call_outs.meeting_pin(invited) if invited.state is InvitationState.COMING else None


async def _enough(invited: Invitation, _at: Wording) -> Card | None:
    waits = _is_open(invited) and invited.call_out.met and invited.state is InvitationState.SILENT
    return call_outs.enough(invited) if waits and not invited.told_enough else None


async def _closed(invited: Invitation, _at: Wording) -> Card | None:
    return call_outs.closed(invited)


async def _assigned(invited: Invitation, at: Wording) -> Card | None:
    return assignments.assigned(invited, at.now) if _is_open(invited) else None


async def _board(call_out_id: int, at: Wording) -> Card | None:
    figures = await loading.board(at.db, at.person_id, call_out_id)
    return boards.board(figures, at.now) if figures else None


async def _place_free(call_out_id: int, at: Wording) -> Card | None:
    figures = await loading.board(at.db, at.person_id, call_out_id)
    if figures is None or figures.call_out.state is CallOutState.CLOSED or not figures.call_out.free:
        return None
    return boards.place_free(figures)


async def _alert(request_id: int, at: Wording) -> Card | None:
    request = await loading.request_to_lead(at.db, at.person_id, request_id)
    return requests.alert(request, at.person_id, at.now) if request else None


async def _launch_reminder(request_id: int, at: Wording) -> Card | None:
    request = await loading.request_to_lead(at.db, at.person_id, request_id)
    mine = request and request.state is RequestState.TAKEN and request.taken_by_id == at.person_id
    return requests.launch_reminder(request, at.now) if request and mine else None


async def _taken(request_id: int, at: Wording) -> Card | None:
    request = await loading.own_request(at.db, at.person_id, request_id)
    return requests.taken(request, at.now) if request else None


async def _status(request_id: int, at: Wording) -> Card | None:
    request = await loading.own_request(at.db, at.person_id, request_id)
    if request is None:
        return None
    return requests.status(request, await loading.board_of_request(at.db, request_id), at.now, at.policy)


async def _nobody_yet(request_id: int, at: Wording) -> Card | None:
    request = await loading.own_request(at.db, at.person_id, request_id)
    waits = request and request.state is RequestState.WAITING
    return requests.nobody_yet(request, at.now, at.policy) if request and waits else None


async def _emergency_ended(emergency_id: int, at: Wording) -> Card | None:
    ended = await loading.emergency(at.db, emergency_id)
    return closing.emergency_ended(ended, at.now) if ended else None


async def _corps_founded(corps_id: int, at: Wording) -> Card | None:
    founded = await loading.corps(at.db, corps_id)
    return corps.founded(founded, at.now) if founded else None


async def _role_revoked(grant_id: int, at: Wording) -> Card | None:
    grant = await loading.grant(at.db, grant_id)
    if grant is None:
        return None
    by = await loading.person(at.db, grant.revoked_by_id) if grant.revoked_by_id else None
    return revoking.role_taken_back(grant, by, at.now)


async def _announcement(announcement_id: int, at: Wording) -> Card | None:
    found = await announced.by_id(at.db, announcement_id)
    return _by_night(announcements.announcement(found), at) if found else None


async def _timeline(request_id: int, at: Wording) -> Card | None:
    request = await loading.request_to_lead(at.db, at.person_id, request_id)
    return timeline.file(request) if request else None


async def _call_out_message(announcement_id: int, at: Wording) -> Card | None:
    found = await announced.by_id(at.db, announcement_id)
    if found is None or found.call_out is None or found.audience is None:
        return None
    is_over = found.call_out.state is CallOutState.CLOSED
    return None if is_over else call_out_messages.message(found, found.call_out, found.audience)


async def _inbox_message(message_id: int, at: Wording) -> Card | None:
    found = await written.by_id(at.db, message_id)
    return _by_night(inbox.message(found), at) if found else None


def _by_night(card: Card, at: Wording) -> Card:
    """What can wait until morning rings nobody."""
    return replace(card, silent=at.policy.night.includes(at.now, at.policy.zone))


async def _hold(hold_id: int, at: Wording) -> Card | None:
    found = await loading.hold_of(at.db, at.person_id, hold_id)
    return holds.hold(found, at.now) if found else None


async def _group(group_id: int, at: Wording) -> Card | None:
    seen = await loading.group_led(at.db, at.person_id, group_id)
    return groups.group(seen, at.start_link(seen.payload)) if seen else None


async def _group_led(group_id: int, at: Wording) -> Card | None:
    seen = await loading.group_led(at.db, at.person_id, group_id)
    return group_endings.now_led(seen.group) if seen else None


async def _group_dissolved(group_id: int, at: Wording) -> Card | None:
    found = await loading.group(at.db, group_id)
    return group_endings.was_dissolved(found) if found else None


async def _certificate(certificate_id: int, at: Wording) -> Card | None:
    found = await loading.certificate_to_check(at.db, at.person_id, certificate_id)
    return _by_night(certificate_checks.ask(found), at) if found else None


async def _certificate_file(certificate_id: int, at: Wording) -> Card | None:
    found = await loading.certificate_to_check(at.db, at.person_id, certificate_id)
    return certificate_checks.file(found) if found else None


async def _certificate_file_gone(_subject: int, _at: Wording) -> Card | None:
    return certificate_checks.file_gone()


async def _certificate_reminder(certificate_id: int, at: Wording) -> Card | None:
    found = await loading.certificate_to_check(at.db, at.person_id, certificate_id)
    return _by_night(certificate_checks.reminder(found, at.now), at) if found else None


async def _certificate_done(certificate_id: int, at: Wording) -> Card | None:
    found = await loading.certificate_decided(at.db, at.person_id, certificate_id)
    return certificate_checks.decided(found) if found else certificate_checks.no_longer_there()


async def _certificate_answer(certificate_id: int, at: Wording) -> Card | None:
    found = await loading.certificate(at.db, at.person_id, certificate_id)
    return _by_night(certificates.answer(found), at) if found and found.decided_at else None


async def _certificate_own_gone(_subject: int, _at: Wording) -> Card | None:
    return None


async def _pause_ended(_subject: int, at: Wording) -> Card | None:
    person = await loading.person(at.db, at.person_id)
    return pauses.over() if person and not person.paused_at else None


async def _test_alarm(_subject: int, at: Wording) -> Card | None:
    person = await loading.person(at.db, at.person_id)
    return test_alarms.alarm(person, at.now) if person else None


async def _privacy_notice(_subject: int, at: Wording) -> Card | None:
    return privacy.renewed(at.policy)


async def _still_in(_subject: int, at: Wording) -> Card | None:
    person = await loading.person(at.db, at.person_id)
    if person is None or person.stay_asked_at is None:
        return None
    last_day = erased_on(at.policy.retention, person.stay_asked, person.stay_asked_at)
    return staying.still_in(person, last_day, has_role=bool(await grants_of(at.db, person.id)))


async def _role_silent(grant_id: int, at: Wording) -> Card | None:
    overdue = await retention.silent_role(at.db, at.person_id, grant_id)
    return staying.role_silent(overdue) if overdue else None


async def _volunteers_act(_subject: int, at: Wording) -> Card | None:
    return volunteers_act.card(at.policy)


async def _guardian_answered(consent_id: int, at: Wording) -> Card | None:
    consent = await loading.consent(at.db, consent_id)
    return guardians.answered(consent) if consent else None


async def _consent_missing(_subject: int, at: Wording) -> Card | None:
    standing = await loading.consent_of(at.db, at.person_id, at.now, at.policy)
    return guardians.still_missing(standing) if standing and standing.missing else None


async def _adult_now(_subject: int, _at: Wording) -> Card | None:
    return guardians.adult()


_WORDERS: dict[Notice, Worder] = {
    Notice.INVITATION: _of_invitation(_invitation),
    Notice.BRIEFING: _of_invitation(_standing),
    Notice.CALLED_UP: _to_who_comes(call_outs.called_up),
    Notice.PLACE_CHANGED: _to_who_comes(call_outs.moved),
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
    Notice.LAUNCH_REMINDER: _launch_reminder,
    Notice.EMERGENCY_ENDED: _emergency_ended,
    Notice.CORPS_FOUNDED: _corps_founded,
    Notice.ROLE_REVOKED: _role_revoked,
    Notice.ANNOUNCEMENT: _announcement,
    Notice.TIMELINE: _timeline,
    Notice.CALL_OUT_MESSAGE: _call_out_message,
    Notice.INBOX_MESSAGE: _inbox_message,
    Notice.GROUP_COMES: _of_invitation(_group_comes),
    Notice.HOLD: _hold,
    Notice.GROUP: _group,
    Notice.GROUP_LED: _group_led,
    Notice.GROUP_DISSOLVED: _group_dissolved,
    Notice.CERTIFICATE: _certificate,
    Notice.CERTIFICATE_FILE: _certificate_file,
    Notice.CERTIFICATE_FILE_GONE: _certificate_file_gone,
    Notice.CERTIFICATE_REMINDER: _certificate_reminder,
    Notice.CERTIFICATE_DONE: _certificate_done,
    Notice.CERTIFICATE_ANSWER: _certificate_answer,
    Notice.CERTIFICATE_OWN_GONE: _certificate_own_gone,
    Notice.PAUSE_ENDED: _pause_ended,
    Notice.TEST_ALARM: _test_alarm,
    Notice.PRIVACY_NOTICE: _privacy_notice,
    Notice.STILL_IN: _still_in,
    Notice.ROLE_SILENT: _role_silent,
    Notice.VOLUNTEERS_ACT: _volunteers_act,
    Notice.GUARDIAN_ANSWERED: _guardian_answered,
    Notice.CONSENT_MISSING: _consent_missing,
    Notice.ADULT_NOW: _adult_now,
}
