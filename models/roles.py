"""Who may do what, for which part of Flanders, and the single-use links by which roles are handed out."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import KEEP_IDS, Base, states
from models.people import Person
from models.reference import Municipality

SCOPE_IS_WHOLE = (
    "(scope = 'municipality') = (municipality_nis IS NOT NULL) AND (scope = 'province') = (province IS NOT NULL)"
)
# A corps has one municipality, so there is no administrator of the corps of a province.
CORPS_IS_LOCAL = "role <> 'corps_administrator' OR scope = 'municipality'"


class Role(StrEnum):
    REQUESTER = "requester"
    CORPS_ADMINISTRATOR = "corps_administrator"
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
        CheckConstraint(CORPS_IS_LOCAL, name="corps_is_local"),
        Index("ix_role_grant_person_id", "person_id"),
        KEEP_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    role: Mapped[Role] = mapped_column(states(Role))
    scope: Mapped[Scope] = mapped_column(states(Scope))
    municipality_nis: Mapped[int | None] = mapped_column(ForeignKey("municipality.nis"))
    province: Mapped[str | None] = mapped_column(String(40))
    granted_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    revoked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))

    municipality: Mapped[Municipality | None] = relationship(lazy="joined")


class RoleInvite(Base):
    """A link that grants a role once; only the token's SHA-256 is kept.

    The token itself is in the button by which it is accepted, so in the outbox for as long as that card is on its way.
    `created_by_id` is whoever vouches for it, and goes with them; None: made on the command line.
    """

    __tablename__ = "role_invite"
    __table_args__ = (
        CheckConstraint(SCOPE_IS_WHOLE, name="scope_is_whole"),
        CheckConstraint(CORPS_IS_LOCAL, name="corps_is_local"),
        Index("ix_role_invite_created_by_id", "created_by_id"),
        KEEP_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    role: Mapped[Role] = mapped_column(states(Role))
    scope: Mapped[Scope] = mapped_column(states(Scope))
    municipality_nis: Mapped[int | None] = mapped_column(ForeignKey("municipality.nis"))
    province: Mapped[str | None] = mapped_column(String(40))
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    used_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))

    municipality: Mapped[Municipality | None] = relationship(lazy="joined")
    created_by: Mapped[Person | None] = relationship(lazy="joined", foreign_keys=[created_by_id])
