"""What a person's roles let them do, and where."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Protocol

FLANDERS: Final = "Vlaanderen"  # the region's name in the reference data


class Town(Protocol):
    """A municipality: its REFNIS code, its province and its region. Of a larger area the smaller parts are None."""

    @property
    def nis(self) -> int | None: ...

    @property
    def province(self) -> str | None: ...

    @property
    def region(self) -> str: ...


@dataclass(frozen=True)
class Grant:
    """A role for one municipality, one province or the whole of Flanders."""

    role: str
    scope: str
    nis: int | None = None
    province: str | None = None

    def covers(self, town: Town) -> bool:
        """Whether the whole of that area falls under this grant; Flanders ends at its own border."""
        if self.scope == "municipality":
            return self.nis == town.nis
        if self.scope == "province":
            return self.province == town.province
        return town.region == FLANDERS


@dataclass(frozen=True)
class Authority:
    """All that a person has been granted and that has not been revoked."""

    grants: tuple[Grant, ...] = ()

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(grant.role for grant in self.grants)

    def may_as_any(self, roles: Collection[str], town: Town) -> bool:
        """Whether they act as one of these roles for that municipality."""
        return any(self.may(role, town) for role in roles)

    def may(self, role: str, town: Town) -> bool:
        """Whether they act as `role` for that municipality. A coordinator's authority follows the request."""
        return any(grant.role == role and grant.covers(town) for grant in self.grants)
