"""What is said when a call-out needs more people than it has asked."""

from __future__ import annotations

from messages import corps_calls, proposals, provincial_phases
from messages.card import Card
from messages.wording import Wording, by_night
from models.call_outs import CallOutState
from services import escalation, loading


async def proposed(call_out_id: int, at: Wording) -> Card | None:
    figures = await loading.board(at.db, at.person_id, call_out_id)
    if figures is None or figures.call_out.state is CallOutState.CLOSED or not figures.call_out.open:
        return None
    upcoming = await escalation.upcoming(at.db, figures.call_out, at.now, at.policy)
    return proposals.proposal(upcoming, figures, at.now)


async def by_itself(call_out_id: int, at: Wording) -> Card | None:
    figures = await loading.board(at.db, at.person_id, call_out_id)
    return proposals.by_itself(figures) if figures else None


async def corps_called(call_id: int, at: Wording) -> Card | None:
    seen = await loading.lent(at.db, at.person_id, call_id)
    if seen is None:
        return None
    card = corps_calls.called(seen, at.now)
    return card if seen.call.call_out.help_request.urgent else by_night(card, at)


async def corps_withheld(call_id: int, at: Wording) -> Card | None:
    call = await loading.corps_call(at.db, at.person_id, call_id)
    return corps_calls.to_leader(call) if call and call.withheld_at else None


async def phase_declared(phase_id: int, at: Wording) -> Card | None:
    phase = await loading.phase(at.db, phase_id)
    return provincial_phases.declared(phase, at.now) if phase and phase.ended_at is None else None


async def phase_ended(phase_id: int, at: Wording) -> Card | None:
    phase = await loading.phase(at.db, phase_id)
    return provincial_phases.ended(phase, at.now) if phase else None
