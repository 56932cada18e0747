"""Who may give and take back which role, and where.

The policy paper (2.2.4) has the municipality decide itself who asks for help, so its corps administrator appoints
requesters and coordinators don't. The Red Cross appoints its coordinators (2.1): a coordinator does so within the own
area. An administrator hands out every role within the area.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from services.rules.authority import FLANDERS, Authority, Town

GRANTED_BY: Final[Mapping[str, frozenset[str]]] = {
    "administrator": frozenset({"requester", "corps_administrator", "coordinator", "administrator"}),
    "corps_administrator": frozenset({"requester", "corps_administrator"}),
    "coordinator": frozenset({"coordinator"}),
    "requester": frozenset(),
}
# A corps has one municipality.
LOCAL_ONLY: Final = frozenset({"corps_administrator"})


@dataclass(frozen=True)
class Territory:
    """Where a role holds: a municipality with all three, a province without `nis`, a region without both."""

    nis: int | None = None
    province: str | None = None
    region: str = FLANDERS


def may_hold(role: str, where: Town) -> bool:
    """Whether that role exists for an area of that size."""
    return role not in LOCAL_ONLY or where.nis is not None


def may_grant(authority: Authority, role: str, where: Town) -> bool:
    """Whether they may give that role for the whole of that area, and so take it back too."""
    covering = (grant for grant in authority.grants if grant.covers(where))
    return may_hold(role, where) and any(role in GRANTED_BY[grant.role] for grant in covering)


def grantable(authority: Authority, where: Town) -> frozenset[str]:
    """The roles that they may give there."""
    return frozenset(role for role in GRANTED_BY if may_grant(authority, role, where))
