"""Starting the bot for real: against the playground on this machine, or against Telegram."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import click
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramConflictError

from bot import demo
from bot.app import App
from bot.clock import Clock, MovableClock, SystemClock
from bot.identity import PLAYGROUND_BOT, CannotStart
from bot.journal import Journal, replay
from bot.migrating import UnusableDatabase, database_trouble, open_database
from bot.session import connect, username_of
from bot.settings import DATA, LAST_PORT, Settings
from models.engine import Database
from playground import Hooks, Playground
from services import installation
from services.installation import OtherPurpose, Purpose
from services.policy import Policy

TAPS_HANDLED_WITHIN = 30.0  # seconds that moving the clock waits for what people have just done


async def run_bot(settings: Settings) -> None:
    """Runs until a signal ends it."""
    await (_run_in_playground(settings) if settings.in_playground else _run_on_telegram(settings))


async def _run_on_telegram(settings: Settings) -> None:
    if settings.unnamed:
        raise CannotStart(
            f"{' and '.join(settings.unnamed)}: missing. The privacy notice must say who is responsible for people's "
            "data and how to reach the data protection officer; .env.example shows how."
        )
    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    bot = connect(token, settings.telegram_api_url)
    try:
        username = await username_of(bot)
        database = await _database(settings, Purpose.TELEGRAM)
        journal = Journal(settings.journal)
        await _erase_again(database, journal, SystemClock(), settings.policy)
    except BaseException:
        await bot.session.close()
        raise
    app = App(database, bot, SystemClock(), settings.policy, journal=journal)
    await app.start()
    await _until_signal(app, f"Paraat runs on Telegram as https://t.me/{username} (Ctrl+C stops it).")


async def _run_in_playground(settings: Settings) -> None:
    hooks = Hooks()
    playground = _playground(hooks, settings.phones)
    try:
        await _listen(playground, settings.playground_port)
        await _play(settings, playground, hooks)
    finally:
        await playground.stop()


def _playground(hooks: Hooks, phones: Path) -> Playground:
    try:
        return Playground(hooks=hooks, state=phones, default_bot=PLAYGROUND_BOT)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname != "SQLITE_BUSY":
            raise _unusable(phones, error) from None
        raise CannotStart(f"{phones}: another playground is running with these phones. Stop it first.") from None
    except (OSError, sqlite3.Error) as error:
        raise _unusable(phones, error) from None


def _unusable(phones: Path, error: Exception) -> CannotStart:
    return CannotStart(
        f"{phones}: the phones can't be kept in this file ({type(error).__name__}). "
        "May this user write there? If so, move the file away."
    )


async def _listen(playground: Playground, port: int) -> None:
    try:
        await playground.start(port)
    except PermissionError:
        raise CannotStart(
            f"PLAYGROUND_PORT: this user may not open port {port}. Choose one above 1023: PLAYGROUND_PORT=8080"
        ) from None
    except OSError:
        raise CannotStart(
            f"PLAYGROUND_PORT: port {port} is in use. Stop what uses it, or choose another: "
            f"PLAYGROUND_PORT={port + 1 if port < LAST_PORT else port - 1}"
        ) from None


async def _play(settings: Settings, playground: Playground, hooks: Hooks) -> None:
    database = await _database(settings, Purpose.PLAYGROUND)
    async with database.reading() as db:
        clock = MovableClock(await installation.clock_ahead(db))
    policy, journal = settings.policy, Journal(settings.journal)
    await _erase_again(database, journal, clock, policy)
    await demo.populate(database, playground, clock.now(), policy)
    app = App(database, connect(PLAYGROUND_BOT.token, playground.url), clock, policy, journal=journal)
    hooks.now, hooks.labels = clock.now, demo.labels_from(database)
    hooks.advance = _advancing(app, clock, playground)
    await app.start()
    where = f"{playground.url}  (Ctrl+C stops it; everything is kept in {DATA}/playground)"
    await _until_signal(app, f"Paraat's playground: {where}")


async def _erase_again(database: Database, journal: Journal, clock: Clock, policy: Policy) -> None:
    """Before anything is sent: whoever the journal names may have come back with a backup."""
    try:
        await replay(database, journal, clock.now(), policy)
    except (OSError, ValueError) as error:
        await database.close()
        raise CannotStart(
            f"ERASURE_JOURNAL: {journal.file} can't be read ({type(error).__name__}), so people who were erased "
            "could come back. May this user read it?"
        ) from None


def _advancing(app: App, clock: MovableClock, playground: Playground) -> Callable[[timedelta], Awaitable[datetime]]:
    async def advance(by: timedelta) -> datetime:
        async with asyncio.timeout(TAPS_HANDLED_WITHIN):
            while playground.unconfirmed():  # noqa: ASYNC110  the playground knows nothing of us to wake
                await asyncio.sleep(0.01)
        now = await app.advance(by)
        async with app.database.transaction() as db:
            await installation.keep_clock_ahead(db, clock.offset)
        return now

    return advance


async def _database(settings: Settings, purpose: Purpose) -> Database:
    try:
        database = await open_database(settings.database)
        with database_trouble():
            async with database.transaction() as db:
                claimed = await installation.claim(db, purpose)
    except UnusableDatabase as error:
        raise CannotStart(str(error)) from None
    if isinstance(claimed, OtherPurpose):
        await database.close()
        raise CannotStart(
            f"DATABASE_URL: this database belongs to {claimed.purpose}. Choose another one, so that demo people and "
            "real people never mix."
        )
    return database


async def _until_signal(app: App, greeting: str) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    click.echo(greeting)
    running = loop.create_task(app.run())
    stopped = loop.create_task(stop.wait())
    await asyncio.wait({running, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    await app.stop()
    try:
        await running
    except TelegramConflictError as conflict:
        raise CannotStart(await _taken(app.bot, conflict)) from None


async def _taken(bot: Bot, conflict: TelegramConflictError) -> str:
    """Who gets the updates instead of us: Telegram's text tells a webhook from another program that polls."""
    if "webhook" not in conflict.message.lower():
        return "BOT_TOKEN: another program is fetching this bot's updates. Stop it first."
    return (
        f"BOT_TOKEN: Telegram sends this bot's updates to a webhook{await _webhook_host(bot)}. If nobody needs it, "
        "remove it: open https://api.telegram.org/bot<token>/deleteWebhook with the token in place of <token>."
    )


async def _webhook_host(bot: Bot) -> str:
    """Such as " at example.org", if Telegram says it; no more of the address, for its path may be a secret."""
    try:
        async with bot.context(auto_close=True):
            host = urlsplit((await bot.get_webhook_info()).url).hostname
    except TelegramAPIError:
        return ""
    return f" at {host}" if host else ""
