"""One person's updates in order, different people's in parallel, as far as the database has connections for them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Final

# Fewer than the database has connections: when hundreds answer at once they queue here, where nothing times out, and
# timers and delivery needn't queue behind them. More wouldn't be faster: they wait for the same call-out's row.
AT_ONCE: Final = 12
Handle = Callable[[dict[str, Any]], Awaitable[None]]


class Lanes:
    """Runs `handle` for each update: at once, or after the one before it in the same lane. At most `AT_ONCE` run."""

    def __init__(self, handle: Handle) -> None:
        self._handle = handle
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._last: dict[int, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def busy(self) -> bool:
        return bool(self._tasks)

    def enter(self, lane: int, update: dict[str, Any]) -> asyncio.Task[None]:
        """The task that handles this update once its turn comes."""
        task = asyncio.get_running_loop().create_task(self._run(self._last.get(lane), update))
        self._last[lane] = task
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._leave(lane, done))
        return task

    async def drained(self) -> None:
        """Returns when everything that entered has been handled."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def _run(self, before: asyncio.Task[None] | None, update: dict[str, Any]) -> None:
        if before:
            await asyncio.wait([before])
        async with self._slots:
            await self._handle(update)

    def _leave(self, lane: int, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if self._last.get(lane) is task:
            del self._last[lane]
