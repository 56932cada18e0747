"""Loads the Belgian reference data into the database and reads it back as a place index and a graph."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.base import Base
from models.reference import Municipality, Neighbour, Place, Postcode
from models.upsert import insert_for
from services import places
from services.audit import record
from services.rules.authority import FLANDERS

FOLDER = Path(__file__).parent.parent / "reference"


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


async def load_reference(db: AsyncSession) -> None:
    """Brings municipalities, postcodes, places and borders up to date; what an administrator changed stays."""
    towns = list(_rows("municipalities"))
    await _upsert(db, Municipality, [_municipality(row) for row in towns], keys=("nis",))
    await _upsert(db, Postcode, list(_postcodes(towns)), keys=("code", "municipality_nis"))
    await _upsert(db, Place, [_place(row) for row in _rows("places")], keys=("municipality_nis", "name"))
    borders = [
        {"nis_a": int(row["nis_a"]), "nis_b": int(row["nis_b"]), "removed": False} for row in _rows("neighbours")
    ]
    await _upsert(db, Neighbour, borders, keys=("nis_a", "nis_b"), keep=("removed",))


def _municipality(row: dict[str, str]) -> dict[str, Any]:
    names = {name: row[name] for name in ("name_nl", "name_fr", "name_de", "province", "region")}
    return {"nis": int(row["nis"]), **names, "latitude": float(row["lat"]), "longitude": float(row["lon"])}


def _postcodes(towns: Iterable[dict[str, str]]) -> Iterator[dict[str, Any]]:
    for town in towns:
        for code in town["postcodes"].split(";"):
            yield {"code": code, "municipality_nis": int(town["nis"])}


def _place(row: dict[str, str]) -> dict[str, Any]:
    return {
        "municipality_nis": int(row["nis"]),
        "name": row["place"],
        "latitude": float(row["lat"]),
        "longitude": float(row["lon"]),
    }


async def _upsert(
    db: AsyncSession,
    table: type[Base],
    rows: list[dict[str, Any]],
    *,
    keys: tuple[str, ...],
    keep: tuple[str, ...] = (),
) -> None:
    insert = insert_for(db, table)
    changed = {name: insert.excluded[name] for name in rows[0] if name not in (*keys, *keep)}
    if changed:
        statement = insert.on_conflict_do_update(index_elements=keys, set_=changed)
    else:
        statement = insert.on_conflict_do_nothing(index_elements=keys)
    connection = await db.connection()
    await connection.execute(statement, rows)


async def place_index(db: AsyncSession) -> places.PlaceIndex:
    """All Belgian municipalities and places, ready to be searched by name, postcode or position."""
    codes: dict[int, list[str]] = {}
    for nis, code in await db.execute(select(Postcode.municipality_nis, Postcode.code)):
        codes.setdefault(nis, []).append(code)
    town = Municipality
    of_towns = select(
        town.nis, town.name_nl, town.name_fr, town.name_de, town.province, town.region, town.latitude, town.longitude
    )
    of_villages = select(Place.municipality_nis, Place.name, Place.latitude, Place.longitude)
    return _indexed(
        tuple(places.Municipality(*row[:6], tuple(codes[row.nis]), *row[6:]) for row in await db.execute(of_towns)),
        tuple(places.Place(*row) for row in await db.execute(of_villages)),
    )


@lru_cache(maxsize=1)  # the same data give the same index, which is only read
def _indexed(towns: tuple[places.Municipality, ...], villages: tuple[places.Place, ...]) -> places.PlaceIndex:
    return places.PlaceIndex(towns, villages)


async def neighbour_graph(db: AsyncSession) -> dict[int, set[int]]:
    """Who borders on whom, over the whole of Belgium: rings are filtered afterwards, or Voeren is cut off."""
    graph: dict[int, set[int]] = {}
    pairs = await db.execute(select(Neighbour.nis_a, Neighbour.nis_b).where(Neighbour.removed.is_(False)))
    for a, b in pairs:
        graph.setdefault(a, set()).add(b)
        graph.setdefault(b, set()).add(a)
    return graph


async def set_neighbours(db: AsyncSession, one: int, other: int, now: datetime, *, adjacent: bool) -> bool:
    """Adds or removes a neighbour pair; the next load of the reference data leaves it so. False if it was so before."""
    nis_a, nis_b = sorted((one, other))
    if (nis_b in (await neighbour_graph(db)).get(nis_a, ())) == adjacent:
        return False
    await _upsert(
        db,
        Neighbour,
        [{"nis_a": nis_a, "nis_b": nis_b, "removed": False}],
        keys=("nis_a", "nis_b"),
        keep=("removed",),
    )
    pair = update(Neighbour).where(Neighbour.nis_a == nis_a, Neighbour.nis_b == nis_b)
    await db.execute(pair.values(removed=not adjacent))
    action = "neighbours_added" if adjacent else "neighbours_removed"
    record(db, None, action, "municipality", nis_a, now, neighbour=nis_b)
    return True


async def neighbours_of(db: AsyncSession, nis: int) -> list[Municipality]:
    """The municipalities that count as this one's neighbours, by name."""
    nearby = (await neighbour_graph(db)).get(nis, set())
    return list(
        await db.scalars(select(Municipality).where(Municipality.nis.in_(nearby)).order_by(Municipality.name_nl))
    )


async def municipality(db: AsyncSession, nis: int) -> Municipality:
    """The municipality with that REFNIS code, which must exist."""
    return await db.get_one(Municipality, nis)


async def provinces(db: AsyncSession) -> list[str]:
    """The Flemish provinces' Dutch names."""
    names = select(Municipality.province).where(Municipality.region == FLANDERS).distinct()
    return sorted(await db.scalars(names))
