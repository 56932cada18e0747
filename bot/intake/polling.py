"""Long polling that confirms an update to Telegram only when it is committed."""

from __future__ import annotations

import asyncio
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    TelegramConflictError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)

from bot.intake.lanes import Handle, Lanes
from bot.intake.updates import ALLOWED, RawUpdates, lane_of

LONG = 25  # seconds that Telegram holds the request while nothing happens
# Telegram slows down polls that repeat an offset within half a second, and shows them one update only: while updates
# are being handled, the next poll waits until one is done, or this many seconds.
WHILE_BUSY = 0.6
AFTER_TROUBLE = 2.0

log = structlog.get_logger()


class Polling:
    """Fetches updates and hands them to `handle`. The offset confirmed is the lowest update still unfinished."""

    def __init__(self, bot: Bot, handle: Handle) -> None:
        self._bot = bot
        self._lanes = Lanes(handle)
        self._unfinished: dict[int, asyncio.Task[None]] = {}
        self._finished: set[int] = set()
        self._highest = 0
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Polls until `stop`; a second poller on the same token raises TelegramConflictError."""
        while not self._stopping.is_set():
            try:
                for raw in await self._fetch():
                    self._enter(raw)
            except TelegramConflictError:
                raise
            except TelegramRetryAfter as patience:
                await self._pause(patience.retry_after)
            except (TelegramNetworkError, TelegramServerError) as error:
                log.warning("telegram_unreachable", error=type(error).__name__)
                await self._pause(AFTER_TROUBLE)
            await self._let_one_finish()
        await self._lanes.drained()
        await self._confirm()

    def stop(self) -> None:
        self._stopping.set()

    @property
    def busy(self) -> bool:
        return self._lanes.busy

    async def drained(self) -> None:
        """Returns when what was fetched has been handled."""
        await self._lanes.drained()

    @property
    def _offset(self) -> int:
        return min(self._unfinished, default=self._highest + 1) if self._highest else 0

    async def _fetch(self) -> list[dict[str, Any]]:
        offset = self._offset
        self._finished = {done for done in self._finished if done >= offset}
        wait = 0 if self._unfinished else LONG
        poll = RawUpdates(offset=offset, timeout=wait, allowed_updates=ALLOWED)
        loop = asyncio.get_running_loop()
        request = loop.create_task(self._bot(poll, request_timeout=wait + 10))
        stopping = loop.create_task(self._stopping.wait())
        await asyncio.wait({request, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not request.done():
            request.cancel()  # a poll carries no state: what it would bring is delivered again
            return []
        return request.result()

    def _enter(self, raw: dict[str, Any]) -> None:
        update_id = raw["update_id"]
        if update_id in self._unfinished or update_id in self._finished:
            return
        self._highest = max(self._highest, update_id)
        task = self._lanes.enter(lane_of(raw), raw)
        self._unfinished[update_id] = task
        task.add_done_callback(lambda done: self._finish(update_id, done))

    def _finish(self, update_id: int, task: asyncio.Task[None]) -> None:
        """One that failed stays unfinished: it isn't confirmed, so Telegram delivers it again to the next start."""
        if task.cancelled() or task.exception() is None:
            del self._unfinished[update_id]
            self._finished.add(update_id)

    async def _confirm(self) -> None:
        if self._highest:
            try:
                await self._bot(RawUpdates(offset=self._offset, limit=1), request_timeout=5)
            except (TelegramNetworkError, TelegramServerError, TelegramRetryAfter, TelegramConflictError):
                log.info("last_offset_unconfirmed")  # they come again and are seen to be handled

    async def _let_one_finish(self) -> None:
        if not self._unfinished:
            return
        first = self._unfinished[self._offset]
        await (self._pause(WHILE_BUSY) if first.done() else asyncio.wait([first], timeout=WHILE_BUSY))

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return
