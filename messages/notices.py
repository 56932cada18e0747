"""Words for what services said: each kind of notice becomes a card in its receiver's language, at delivery."""

from __future__ import annotations

from messages import call_outs as cards
from messages.card import Card
from messages.noticed import answers, boards, call_outs, certificates, corps, desk, escalation, people, requests, rota
from messages.wording import Worder, Wording
from services.notices import Notice


async def word(notice: Notice, subject_id: int, at: Wording) -> Card | None:
    """The card, or None where it need no longer be said."""
    return await _WORDERS[notice](subject_id, at)


_WORDERS: dict[Notice, Worder] = {
    Notice.INVITATION: call_outs.of_invitation(call_outs.invitation),
    Notice.BRIEFING: call_outs.of_invitation(call_outs.standing),
    Notice.CALLED_UP: call_outs.to_who_comes(cards.called_up),
    Notice.PLACE_OFFER: call_outs.of_invitation(call_outs.place_offer),
    Notice.OFFER_LAPSED: call_outs.of_invitation(call_outs.offer_lapsed),
    Notice.PLACE_CHANGED: call_outs.to_who_comes(cards.moved),
    Notice.MEETING_PIN: call_outs.of_invitation(call_outs.meeting_pin),
    Notice.ENOUGH: call_outs.of_invitation(call_outs.enough),
    Notice.CALL_OUT_CLOSED: call_outs.of_invitation(call_outs.closed),
    Notice.ASSIGNED: call_outs.of_invitation(call_outs.assigned),
    Notice.TIME_CHANGED: call_outs.of_invitation(answers.time_changed),
    Notice.PLACE_LAPSED: call_outs.of_invitation(answers.place_lapsed),
    Notice.ASK_AGAIN: call_outs.of_invitation(answers.once_more),
    Notice.REMINDER: call_outs.of_invitation(answers.reminder),
    Notice.START_REMINDER: call_outs.of_invitation(answers.start_reminder),
    Notice.LATE_ANSWERS: answers.late,
    Notice.TAKEN_LATE: call_outs.of_invitation(answers.taken_late),
    Notice.BOARD: boards.board,
    Notice.PLACE_FREE: boards.place_free,
    Notice.ESCALATION_PROPOSED: escalation.proposed,
    Notice.ESCALATED_BY_ITSELF: escalation.by_itself,
    Notice.CORPS_CALLED: escalation.corps_called,
    Notice.CORPS_WITHHELD: escalation.corps_withheld,
    Notice.PHASE_DECLARED: escalation.phase_declared,
    Notice.PHASE_ENDED: escalation.phase_ended,
    Notice.REQUEST_ALERT: requests.alert,
    Notice.REQUEST_TAKEN: requests.taken,
    Notice.REQUEST_STATUS: requests.status,
    Notice.NOBODY_YET: requests.nobody_yet,
    Notice.LAUNCH_REMINDER: requests.launch_reminder,
    Notice.REQUEST_UNLED: rota.unled,
    Notice.SHIFT_ALARM: rota.shift_alarm,
    Notice.SHIFT_UNANSWERED: rota.shift_unanswered,
    Notice.ROTA_GAPS: rota.gaps,
    Notice.ROTA_CHANGED: rota.changed,
    Notice.SWAP_ASKED: rota.swap_asked,
    Notice.SWAP_ANSWERED: rota.swap_answered,
    Notice.TIMELINE: desk.timeline,
    Notice.CALL_OUT_MESSAGE: desk.call_out_message,
    Notice.EMERGENCY_ENDED: requests.emergency_ended,
    Notice.CORPS_FOUNDED: corps.founded,
    Notice.ROLE_REVOKED: corps.role_revoked,
    Notice.ANNOUNCEMENT: corps.announcement,
    Notice.INBOX_MESSAGE: corps.inbox_message,
    Notice.GROUP_COMES: call_outs.of_invitation(call_outs.group_comes),
    Notice.HOLD: call_outs.hold,
    Notice.GROUP: corps.group,
    Notice.GROUP_LED: corps.group_led,
    Notice.GROUP_DISSOLVED: corps.group_dissolved,
    Notice.GROUP_REMOVED: corps.group_removed,
    Notice.CERTIFICATE: certificates.to_check,
    Notice.CERTIFICATE_FILE: certificates.file,
    Notice.CERTIFICATE_FILE_GONE: certificates.file_gone,
    Notice.CERTIFICATE_REMINDER: certificates.reminder,
    Notice.CERTIFICATE_DONE: certificates.done,
    Notice.CERTIFICATE_ANSWER: certificates.answer,
    Notice.CERTIFICATE_OWN_GONE: certificates.own_gone,
    Notice.SUPERSEDED: call_outs.superseded,
    Notice.PAUSE_ENDED: people.pause_ended,
    Notice.TEST_ALARM: people.try_out,
    Notice.PRIVACY_NOTICE: people.privacy_notice,
    Notice.STILL_IN: people.still_in,
    Notice.ROLE_SILENT: people.role_silent,
    Notice.VOLUNTEERS_ACT: people.rights,
    Notice.GUARDIAN_ANSWERED: people.guardian_answered,
    Notice.CONSENT_MISSING: people.consent_missing,
    Notice.ADULT_NOW: people.adult_now,
}
