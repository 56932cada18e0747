"""What somebody is, in a word or two: the label on a phone of the playground."""

from __future__ import annotations

from typing import Final

from messages.formats import municipality_name, province_name
from messages.language import _, mark
from models.people import Person
from models.roles import Role, RoleGrant

ROLES: Final = {
    Role.REQUESTER: mark("requester"),
    Role.CORPS_ADMINISTRATOR: mark("corps administrator"),
    Role.COORDINATOR: mark("coordinator"),
    Role.ADMINISTRATOR: mark("administrator"),
}


def label(person: Person, grant: RoleGrant | None) -> str:
    """Such as "coordinator", "requester Mechelen" or "volunteer Gent"; empty for who is none of these yet."""
    if grant:
        return f"{_(ROLES[grant.role])} {_area(grant)}".strip()
    if person.corps:
        return f"{_('volunteer')} {municipality_name(person.corps.municipality)}"
    return _("volunteer") if person.signed_up_at else ""


def _area(grant: RoleGrant) -> str:
    if grant.municipality:
        return municipality_name(grant.municipality)
    return province_name(grant.province) if grant.province else ""
