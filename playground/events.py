"""Everything that a phone would show, as it happens, for whoever watches."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

from playground.errors import Json

BACKLOG = 10_000


@dataclass(frozen=True)
class Event:
    """Something shown; `token` is the bot's, None for what concerns every bot (people, the clock)."""

    type: str
    token: str | None
    data: Json

    def as_json(self) -> Json:
        """Return what the event stream carries."""
        return {"type": self.type} | self.data


class Subscription:
    """One watcher's events, to be gone through with `async for`; ends at stop or when it falls far behind."""

    def __init__(self, events: Events) -> None:
        """Start to collect."""
        self._events = events
        self._queue: asyncio.Queue[Event | None] = asyncio.Queue()

    async def get(self) -> Event | None:
        """Return the next event, None when there will be no more."""
        return await self._queue.get()

    async def __aiter__(self) -> AsyncIterator[Event]:
        """Go through the events as they happen."""
        while (event := await self.get()) is not None:
            yield event

    def put(self, event: Event | None) -> None:
        """Hand over an event; None ends."""
        if self._queue.qsize() >= BACKLOG:  # better a clear end (and a fresh start) than silent gaps
            self.close()
            event = None
        self._queue.put_nowait(event)

    def close(self) -> None:
        """Stop collecting."""
        self._events.watchers.discard(self)


class Events:
    """The watchers."""

    def __init__(self) -> None:
        """Start without any."""
        self.watchers: set[Subscription] = set()

    def subscribe(self) -> Subscription:
        """Return a new watcher's subscription; close it when done."""
        subscription = Subscription(self)
        self.watchers.add(subscription)
        return subscription

    def publish(self, event: Event) -> None:
        """Tell every watcher."""
        for watcher in tuple(self.watchers):
            watcher.put(event)

    def stop(self) -> None:
        """End every subscription."""
        for watcher in tuple(self.watchers):
            watcher.put(None)
            watcher.close()
