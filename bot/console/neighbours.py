"""Which municipalities count as neighbours when help is escalated."""

from __future__ import annotations

from datetime import datetime

import click
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console.work import chosen_settings, fail, in_transaction, municipality_named
from models.reference import Municipality
from services import corps, reference
from services.places import PlaceIndex


@click.group()
def neighbours() -> None:
    """Which municipalities count as neighbours when help is escalated."""


def _set_neighbours(one: str, other: str, *, adjacent: bool) -> None:
    async def do(db: AsyncSession, places: PlaceIndex, now: datetime) -> bool:
        a, b = municipality_named(places, one), municipality_named(places, other)
        if a == b:
            fail("A municipality isn't its own neighbour.")
        return await reference.set_neighbours(db, a, b, now, adjacent=adjacent)

    changed = in_transaction(chosen_settings(), do)
    state = "neighbours" if adjacent else "no neighbours"
    click.echo(f"{one} and {other} are {state} now." if changed else f"{one} and {other} were {state} already.")


@neighbours.command()
@click.argument("one")
@click.argument("other")
def add(one: str, other: str) -> None:
    """Make two municipalities neighbours."""
    _set_neighbours(one, other, adjacent=True)


@neighbours.command()
@click.argument("one")
@click.argument("other")
def remove(one: str, other: str) -> None:
    """Make two municipalities no neighbours any more, such as two with a river between them and no bridge."""
    _set_neighbours(one, other, adjacent=False)


@neighbours.command("list")
@click.argument("municipality")
def list_neighbours(municipality: str) -> None:
    """List the neighbours of MUNICIPALITY, and which of them have a corps."""

    async def found(db: AsyncSession, places: PlaceIndex, _now: datetime) -> tuple[list[Municipality], set[int]]:
        here = municipality_named(places, municipality)
        return await reference.neighbours_of(db, here), await corps.having_corps(db)

    nearby, having_corps = in_transaction(chosen_settings(), found)
    for each in nearby:
        click.echo(f"{each.name_nl} ({'has a corps' if each.nis in having_corps else 'no corps'})")
