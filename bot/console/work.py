"""What all commands share: the settings, one transaction, names of places, and one clear line for each problem."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import NoReturn, TypeVar

import click
from sqlalchemy.ext.asyncio import AsyncSession

from bot import settings
from bot.clock import SystemClock
from bot.identity import CannotStart, identity
from bot.migrating import UnusableDatabase, database_trouble, open_database
from bot.settings import Settings, SettingsError
from services import installation, reference
from services.places import PlaceIndex

T = TypeVar("T")


def fail(line: str) -> NoReturn:
    """Ends the program with this line and exit code 2."""
    click.echo(line, err=True)
    sys.exit(2)


def chosen_settings() -> Settings:
    """The settings; ends the program if one is wrong."""
    try:
        return settings.load()
    except SettingsError as error:
        fail(f"Setting {error}")


def in_transaction(chosen: Settings, work: Callable[[AsyncSession, PlaceIndex, datetime], Awaitable[T]]) -> T:
    """Does `work` at the business time of now and commits it; ends the program if the database can't be used."""

    async def do() -> T:
        database = await open_database(chosen.database)
        try:
            with database_trouble():
                async with database.transaction() as db:
                    now = SystemClock().now() + await installation.clock_ahead(db)
                    return await work(db, await reference.place_index(db), now)
        finally:
            await database.close()

    try:
        return asyncio.run(do())
    except UnusableDatabase as error:
        fail(str(error))


def start_address(chosen: Settings) -> str:
    """The beginning of the bot's start links. Asked of Telegram before anything is written, so that no link is lost."""
    try:
        return f"https://t.me/{asyncio.run(identity(chosen))}?start="
    except CannotStart as error:
        fail(str(error))


def municipality_named(places: PlaceIndex, text: str) -> int:
    """The REFNIS code; ends the program if there is none, or several."""
    found = places.find(text)
    if len({match.nis for match in found}) == 1:
        return found[0].nis
    names = ", ".join(match.shown_name for match in found)
    fail(f"Which one is {text}: {names}?" if found else f"There is no municipality {text}. Try: Mechelen, or 2800.")


async def province_named(db: AsyncSession, text: str) -> str:
    """The province as the reference data call it; ends the program if there is none."""
    known = {name.casefold(): name for name in await reference.provinces(db)}
    if text.casefold() not in known:
        fail(f"There is no province {text}. Choose from {', '.join(known.values())}.")
    return known[text.casefold()]
