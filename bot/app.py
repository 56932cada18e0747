"""The composition root: the whole running bot, put together once."""

from __future__ import annotations

import asyncio
import gc
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

from bot.clock import MovableClock, SystemClock
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.menus import set_default_menus
from bot.delivery.pace import Rates
from bot.intake.handling import Handling
from bot.intake.polling import Polling
from bot.journal import Journal
from bot.logs import where
from bot.routing import dispatcher
from bot.timers import Timers
from models.engine import Database
from services.policy import Policy
from services.reference import place_index

MENUS_AGAIN = 2.0  # seconds after the first failure; twice as long after each further one
MENUS_AGAIN_AT_MOST = 600.0

log = structlog.get_logger()
AnyClock = SystemClock | MovableClock


@dataclass
class App:
    """Intake, delivery and timers on one database and one bot token."""

    database: Database
    bot: Bot
    clock: AnyClock
    policy: Policy = field(default_factory=Policy)
    rates: Rates = field(default_factory=Rates)
    journal: Journal = field(kw_only=True)
    _advancing: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def start(self) -> None:
        """Begins to work; the database must be migrated."""
        me = await self.bot.me()
        username = me.username or ""
        async with self.database.reading() as db:
            places = await place_index(db)
        self.delivery = Dispatcher(self.database, self.bot, self.clock, self.policy, username, self.rates)
        self.handling = Handling(
            self.database,
            self.bot,
            dispatcher(),
            self.clock,
            self.policy,
            places,
            username,
            self.delivery.wake,
        )
        self.intake = Polling(self.bot, self.handling)
        self.timers = Timers(self.database, self.clock, self.policy, self.journal)
        loop = asyncio.get_running_loop()
        self._delivering = loop.create_task(self.delivery.run())
        self._polling = loop.create_task(self.intake.run())
        self._menus = loop.create_task(self._set_menus())

    async def _set_menus(self) -> None:
        """Tried until it works, less and less often: strangers see nothing else of the bot before they write."""
        patience = MENUS_AGAIN
        while not self.handling.stopping.is_set():
            try:
                await set_default_menus(self.bot)
            except TelegramAPIError as error:
                log.warning("default_menus_not_set", error=where(error))
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.handling.stopping.wait(), patience)
                patience = min(2 * patience, MENUS_AGAIN_AT_MOST)
            else:
                return

    async def run(self) -> None:
        """Works until `stop` is called from elsewhere, or raises what ended intake or delivery."""
        gc.collect()
        gc.freeze()  # what start-up made lives as long as we do; without this its collection delays replies
        self.timers.start()
        done, _running = await asyncio.wait({self._delivering, self._polling}, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()

    async def stop(self) -> None:
        """Finishes what was begun: updates that were fetched, messages that are on their way."""
        self.timers.stop()
        self.handling.stopping.set()
        self.intake.stop()
        await asyncio.wait({self._polling, self._menus})
        await self.handling.confirmed()
        self.delivery.stop()
        await asyncio.wait({self._delivering})
        await self.bot.session.close()
        await self.database.close()

    async def quiet(self) -> None:
        """Returns when all that came in is handled and all that is due has left."""
        await self.intake.drained()
        await self.delivery.quiet()

    async def advance(self, by: timedelta) -> datetime:
        """Moves business time on, from due instant to due instant; returns the time when all that is handled."""
        if not isinstance(self.clock, MovableClock):
            raise TypeError("only the playground's clock moves")
        async with self._advancing:
            return await self._advance(self.clock, by)

    async def _advance(self, clock: MovableClock, by: timedelta) -> datetime:
        target = clock.now() + by
        await self.timers.tick()
        await self.quiet()
        while (due := await self.timers.next_due()) and due <= target:
            clock.move_to(due)
            await self.timers.tick()
            await self.quiet()
        clock.move_to(target)
        await self.timers.tick()
        await self.quiet()
        return clock.now()
