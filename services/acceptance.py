"""How many of those asked accept, as far as a corps' own call-outs tell."""

from __future__ import annotations

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, CallOutState, Invitation, InvitationState
from models.emergencies import HelpRequest
from services.policy import Policy
from services.rules.waves import acceptance


async def of_corps(db: AsyncSession, request: HelpRequest, policy: Policy) -> float:
    """The share of the people asked who are expected to accept this request, a place or the reserve list.

    Counted over the latest closed call-outs of its municipality that were as urgent; the policy's rule of thumb until
    there are any.
    """
    latest = (
        select(CallOut.id)
        .join(HelpRequest, HelpRequest.id == CallOut.help_request_id)
        .where(
            HelpRequest.municipality_nis == request.municipality_nis,
            HelpRequest.urgent == request.urgent,
            CallOut.state == CallOutState.CLOSED,
        )
        .order_by(CallOut.id.desc())
        .limit(policy.waves.history)
    )
    accepted = case((Invitation.state.in_((InvitationState.COMING, InvitationState.RESERVE)), 1), else_=0)
    counted = select(func.count(), func.coalesce(func.sum(accepted), 0)).where(Invitation.call_out_id.in_(latest))
    asked, came = (await db.execute(counted)).one()
    return acceptance(policy.acceptance, policy.waves.prior_weight, asked, int(came))
