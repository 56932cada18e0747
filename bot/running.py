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
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramConflictError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramUnauthorizedError,
)

from bot import demo
from bot.app import App
from bot.clock import MovableClock, SystemClock
from bot.migrating import UnusableDatabase, database_trouble, open_database
from bot.session import connect
from bot.settings import DATA, LAST_PORT, Settings
from models.engine import Database
from playground import BotIdentity, Hooks, Playground
from services import installation
from services.installation import OtherPurpose, Purpose

PLAYGROUND_BOT = BotIdentity("1000000001:PLAYGROUND_only_no_real_bot_has_this_1", "paraat_bot", "Paraat")
TAPS_HANDLED_WITHIN = 30.0  # seconds that moving the clock waits for what people have just done


class CannotStart(Exception):
    """Why the bot can't start, in one line for whoever started it."""


async def identity(settings: Settings) -> str:
    """The bot's username; CannotStart if Telegram doesn't know the token."""
    if settings.bot_token is None:
        return PLAYGROUND_BOT.username
    bot = connect(settings.bot_token.get_secret_value(), settings.telegram_api_url)
    try:
        return await _username(bot)
    finally:
        await bot.session.close()


async def run_bot(settings: Settings) -> None:
    """Runs until a signal ends it."""
    await (_run_in_playground(settings) if settings.in_playground else _run_on_telegram(settings))


async def _run_on_telegram(settings: Settings) -> None:
    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    bot = connect(token, settings.telegram_api_url)
    try:
        username = await _username(bot)
        database = await _database(settings, Purpose.TELEGRAM)
    except BaseException:
        await bot.session.close()
        raise
    app = App(database, bot, SystemClock(), settings.policy)
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
    policy = settings.policy
    await demo.populate(database, playground, clock.now(), policy)
    app = App(database, connect(PLAYGROUND_BOT.token, playground.url), clock, policy)
    hooks.now, hooks.labels = clock.now, demo.labels_from(database)
    hooks.advance = _advancing(app, clock, playground)
    await app.start()
    where = f"{playground.url}  (Ctrl+C stops it; everything is kept in {DATA}/playground)"
    await _until_signal(app, f"Paraat's playground: {where}")


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


async def _username(bot: Bot) -> str:
    try:
        return (await bot.me()).username or ""
    except (TelegramUnauthorizedError, TelegramNotFound):
        raise CannotStart("BOT_TOKEN: Telegram doesn't know this token. Copy it again from @BotFather.") from None
    except TelegramNetworkError:
        raise CannotStart("Telegram can't be reached. Is this machine online, and TELEGRAM_API_URL right?") from None
    except TelegramAPIError as error:
        raise CannotStart(f"Telegram refused to let the bot in ({type(error).__name__}).") from None


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
