"""The command line: each command is one transaction, and each problem one clear line with exit code 2."""

from __future__ import annotations

import asyncio
from datetime import datetime

import click
from sqlalchemy.ext.asyncio import AsyncSession

from bot import logs
from bot.console.corps import corps
from bot.console.neighbours import neighbours
from bot.console.roles import invite, roles
from bot.console.simulate import simulate
from bot.console.work import chosen_settings, fail, in_transaction
from bot.identity import CannotStart
from bot.importing import importing
from services.places import PlaceIndex


@click.group()
def main() -> None:
    """Paraat: mobilise volunteers in an emergency."""


@main.command()
def run() -> None:
    """Set the database up and start the bot: in the playground, or on Telegram if BOT_TOKEN is set."""
    chosen = chosen_settings()
    logs.set_up(chosen)
    with importing():
        from bot.running import run_bot  # noqa: PLC0415  aiogram takes seconds: only who runs the bot waits for it

    try:
        asyncio.run(run_bot(chosen))
    except CannotStart as error:
        fail(str(error))


@main.command()
def migrate() -> None:
    """Bring the database to the newest schema and reference data."""

    async def nothing_more(_db: AsyncSession, _places: PlaceIndex, _now: datetime) -> None:
        return

    in_transaction(chosen_settings(), nothing_more)


for command in (invite, roles, corps, neighbours, simulate):
    main.add_command(command)
