"""Who may do what, for which part of Flanders, and the single-use links by which roles are handed out."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, states
from models.reference import Municipality

SCOPE_IS_WHOLE = (
    "(scope = 'municipality') = (municipality_nis IS NOT NULL) AND (scope = 'province') = (province IS NOT NULL)"
)


class Role(StrEnum):
    REQUESTER = "requester"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


class Scope(StrEnum):
    MUNICIPALITY = "municipality"
    PROVINCE = "province"
    FLANDERS = "flanders"


class RoleGrant(Base):
    """A role that a person holds until it is revoked."""

    __tablename__ = "role_grant"
    __table_args__ = (
        CheckConstraint(SCOPE_IS_WHOLE, name="scope_is_whole"),
        Index("ix_role_grant_person_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    role: Mapped[Role] = mapped_column(states(Role))
    scope: Mapped[Scope] = mapped_column(states(Scope))
    municipality_nis: Mapped[int | None] = mapped_column(ForeignKey("municipality.nis"))
    province: Mapped[str | None] = mapped_column(String(40))
    granted_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    municipality: Mapped[Municipality | None] = relationship(lazy="joined")


class RoleInvite(Base):
    """A link that grants a role once; only the token's SHA-256 is kept.

    The token itself is in the button by which it is accepted, so in the outbox for as long as that card is on its way.
    """

    __tablename__ = "role_invite"
    __table_args__ = (CheckConstraint(SCOPE_IS_WHOLE, name="scope_is_whole"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    role: Mapped[Role] = mapped_column(states(Role))
    scope: Mapped[Scope] = mapped_column(states(Scope))
    municipality_nis: Mapped[int | None] = mapped_column(ForeignKey("municipality.nis"))
    province: Mapped[str | None] = mapped_column(String(40))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    used_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))

    municipality: Mapped[Municipality | None] = relationship(lazy="joined")
