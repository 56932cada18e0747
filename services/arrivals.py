"""When somebody who comes will be there: given with the yes or later, and changed as often as needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOutState, Invitation
from services import replies
from services.policy import Policy
from services.replies import AcceptResult, Closed, Late, NotInvited


@dataclass(frozen=True)
class AfterTheEnd:
    """By then it is over (or it is past); nothing was noted."""

    invitation: Invitation


def earliest(invitation: Invitation, now: datetime) -> datetime:
    """When they could be expected first: at the start, or now if that is past."""
    return max(now, invitation.call_out.help_request.starts_at)


def is_before_the_end(invitation: Invitation, moment: datetime) -> bool:
    """Whether there would still be something to do."""
    return moment < invitation.call_out.help_request.ends_at


def offers(invitation: Invitation, now: datetime, policy: Policy) -> dict[timedelta, datetime]:
    """The times to choose from, by how much later each is; to the next five minutes, and before the end."""
    begin = earliest(invitation, now)
    moments = {by: _rounded(begin + by) for by in policy.later_by}
    return {by: moment for by, moment in moments.items() if is_before_the_end(invitation, moment)}


def _rounded(moment: datetime) -> datetime:
    whole = moment.replace(second=0, microsecond=0)
    return whole + timedelta(minutes=-whole.minute % 5)


async def open_to(db: AsyncSession, person_id: int, invitation_id: int) -> Invitation | Closed | NotInvited:
    """The person's own invitation, while it can be answered."""
    invitation = await replies.own(db, person_id, invitation_id)
    if invitation is None:
        return NotInvited()
    return Closed(invitation) if invitation.call_out.state is CallOutState.CLOSED else invitation


async def accept_at(
    db: AsyncSession, person_id: int, invitation_id: int, moment: datetime | None, now: datetime, policy: Policy
) -> AcceptResult | AfterTheEnd:
    """A yes with that time of arrival (None: as early as can be); of somebody who comes already, the new time. It is
    kept also while they are asked whether to switch.
    """
    invitation = await open_to(db, person_id, invitation_id)
    if isinstance(invitation, NotInvited):
        return invitation
    about = invitation if isinstance(invitation, Invitation) else invitation.invitation
    arrives_at = moment or earliest(about, now)
    if isinstance(invitation, Invitation) and not (now <= arrives_at and is_before_the_end(invitation, arrives_at)):
        return AfterTheEnd(invitation)
    result = await replies.accept(db, person_id, invitation_id, now, policy)
    if not isinstance(result, NotInvited | Closed | Late):
        result.invitation.arrives_at, result.invitation.arrival_given_at = arrives_at, now
        await db.flush()
    return result
