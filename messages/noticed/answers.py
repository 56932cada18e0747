"""What is said about people's answers: when a time has changed, to the silent once more, before the start, and late."""

from __future__ import annotations

from messages import asked_again, call_outs
from messages import late_answers as late_words
from messages.card import Card
from messages.noticed.call_outs import invitation, is_open, standing
from messages.wording import Wording
from models.call_outs import Invitation, InvitationState
from services import loading
from services.boards import number_among


async def time_changed(invited: Invitation, at: Wording) -> Card | None:
    return asked_again.time_changed(invited, at.now) if is_open(invited) else None


async def place_lapsed(invited: Invitation, at: Wording) -> Card | None:
    return asked_again.place_lapsed(invited, at.now) if _still_silent(invited) else None


async def once_more(invited: Invitation, at: Wording) -> Card | None:
    return asked_again.once_more(invited, at.now) if _still_silent(invited) and invited.call_out.open > 0 else None


async def reminder(invited: Invitation, at: Wording) -> Card | None:
    card = await invitation(invited, at)
    return asked_again.reminder(card) if card and invited.call_out.open > 0 else None


async def start_reminder(invited: Invitation, at: Wording) -> Card | None:
    if not is_open(invited) or invited.state is not InvitationState.COMING:
        return None
    card = await standing(invited, at)
    return asked_again.start_reminder(card, invited, at.now) if card else None


def _still_silent(invited: Invitation) -> bool:
    return is_open(invited) and invited.state is InvitationState.SILENT


async def late(call_out_id: int, at: Wording) -> Card | None:
    found = await loading.late_answers(at.db, at.person_id, call_out_id)
    return late_words.late_answers(found, at.now) if found else None


async def taken_late(invited: Invitation, at: Wording) -> Card | None:
    if invited.state is not InvitationState.COMING:
        return None
    return call_outs.taken_late(invited, await number_among(at.db, invited), at.now, at.policy)
