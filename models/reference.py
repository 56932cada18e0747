"""Belgian municipalities, their postcodes, places and neighbours (facts; see reference/README.md)."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Municipality(Base):
    """A municipality as of 1 January 2025; `nis` is its REFNIS code, `province` is empty for Brussels."""

    __tablename__ = "municipality"

    nis: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name_nl: Mapped[str] = mapped_column(String(80))
    name_fr: Mapped[str] = mapped_column(String(80))
    name_de: Mapped[str] = mapped_column(String(80), default="")
    province: Mapped[str] = mapped_column(String(40), index=True)
    region: Mapped[str] = mapped_column(String(40))
    latitude: Mapped[float]
    longitude: Mapped[float]


class Postcode(Base):
    """A postcode can lie in more than one municipality."""

    __tablename__ = "postcode"

    code: Mapped[str] = mapped_column(String(4), primary_key=True)
    municipality_nis: Mapped[int] = mapped_column(ForeignKey("municipality.nis"), primary_key=True)


class Place(Base):
    """A village, borough or town within a municipality."""

    __tablename__ = "place"
    __table_args__ = (UniqueConstraint("municipality_nis", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_nis: Mapped[int] = mapped_column(ForeignKey("municipality.nis"))
    name: Mapped[str] = mapped_column(String(80))
    latitude: Mapped[float]
    longitude: Mapped[float]


class Neighbour(Base):
    """Two municipalities that share a border. An administrator's removal outlives a new load of the reference data."""

    __tablename__ = "neighbour"
    __table_args__ = (CheckConstraint("nis_a < nis_b", name="ordered"), Index("ix_neighbour_nis_b", "nis_b"))

    nis_a: Mapped[int] = mapped_column(ForeignKey("municipality.nis"), primary_key=True)
    nis_b: Mapped[int] = mapped_column(ForeignKey("municipality.nis"), primary_key=True)
    removed: Mapped[bool] = mapped_column(default=False)
