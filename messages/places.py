"""Places by role: "1 × driving licence C"."""

from __future__ import annotations

from collections.abc import Sequence

from messages.formats import listing
from messages.html import Html, fill
from messages.language import _
from messages.skills import skill_name
from models.call_outs import CallOutRole, Invitation
from models.emergencies import HelpRequest
from services import request_roles
from services.rules.skills import from_bits


def role_name(bits: int) -> str:
    """The skills of a role, as plain text."""
    return listing([skill_name(code) for code in from_bits(bits)])


def wanted(request: HelpRequest) -> Html:
    """The roles among the people who are asked for; nothing where there are none."""
    roles = [f"{one.number} × {role_name(one.bits)}" for one in request_roles.of_request(request)]
    return fill(_("🎯 Among them: <b>{roles}</b>"), roles=" · ".join(roles)) if roles else Html("")


def whom_fit(by_role: Sequence[tuple[request_roles.Wanted, int]]) -> Html:
    """How many people could take the places of each role."""
    roles = [f"{role_name(one.bits)} {free}" for one, free in by_role]
    return fill(_("🎯 Free for the roles: {roles}"), roles=" · ".join(roles)) if roles else Html("")


def filled(roles: Sequence[CallOutRole]) -> Html:
    """How far each role is filled."""
    counted = [f"{role_name(role.skill_bits)} {role.filled}/{role.needed}" for role in roles]
    return fill("🎯 {roles}", roles=" · ".join(counted)) if counted else Html("")


def yours(invited: Invitation) -> Html:
    """The role that the person comes in; nothing for the other places."""
    if invited.role is None:
        return Html("")
    return fill(_("🎯 You come as: <b>{role}</b>"), role=role_name(invited.role.skill_bits))
