"""Letting a criterion of a request go before it is called out, so that more people match; kept with the request.

Never a pause, a phone that can't be reached, a guardian's consent or another deployment.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from models.emergencies import HelpRequest
from models.people import Person
from services import help_requests, request_edits
from services.audit import record
from services.authority import NotAllowed
from services.help_requests import NoLongerEditable
from services.policy import Policy
from services.request_edits import Changes, Edited, Locked
from services.rules.age import MINIMUM_AGE
from services.rules.skills import SkillCode, to_bits


class Also(StrEnum):
    """Whom a call-out is to reach as well; the values stand in buttons."""

    YOUNG = "young"  # minors of 16 and 17, for whom a guardian agrees
    UNAVAILABLE = "unavailable"
    RECENTLY_ASKED = "recently"
    FAR = "far"


FLAGS = {
    Also.UNAVAILABLE: "also_unavailable",
    Also.RECENTLY_ASKED: "also_recently_asked",
    Also.FAR: "also_far",
}


async def let(
    db: AsyncSession, person: Person, request_id: int, also: Also, now: datetime, policy: Policy, *, asked: bool
) -> Edited | Locked | NoLongerEditable | NotAllowed:
    """They are asked too, or with `asked=False` not any more; only whoever leads the request decides that.

    The age goes down only: whoever wants it back adjusts the request.
    """
    changes: Changes = {"minimum_age": MINIMUM_AGE} if also is Also.YOUNG else {FLAGS[also]: asked}  # type: ignore[misc]
    return await _change(db, person, request_id, changes, now, policy, also if asked else f"not {also}")


async def prefer(
    db: AsyncSession, person: Person, request_id: int, skill: SkillCode, now: datetime, policy: Policy
) -> Edited | Locked | NoLongerEditable | NotAllowed:
    """A skill that was required is preferred from now on; whoever has it is still asked first."""
    request = await help_requests.led(db, person, request_id)
    if request is None:
        return NotAllowed()
    return await _change(db, person, request_id, _preferring(request, skill), now, policy, skill)


def _preferring(request: HelpRequest, skill: SkillCode) -> Changes:
    bit = to_bits([skill]) & request.skill_bits
    return {
        "skill_bits": request.skill_bits & ~bit,
        "preferred_skill_bits": request.preferred_skill_bits | bit,
    }


async def _change(
    db: AsyncSession, person: Person, request_id: int, changes: Changes, now: datetime, policy: Policy, what: str
) -> Edited | Locked | NoLongerEditable | NotAllowed:
    if await help_requests.led(db, person, request_id) is None:
        return NotAllowed()
    result = await request_edits.edit(db, person, request_id, changes, now, policy)
    if isinstance(result, Edited):
        record(db, person.id, "criterion_relaxed", "help_request", request_id, now, what=str(what))
    assert not isinstance(result, request_edits.EndsBeforeStart), "the hours stay"
    return result
