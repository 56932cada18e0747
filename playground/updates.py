"""The updates of one bot that it hasn't confirmed yet, and long polling for them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice, takewhile

from playground.errors import ApiError, Json, conflict

DAY = 86_400
CALLBACK_QUERY_SECONDS = 150
# Telegram delivers these only to bots that name them in allowed_updates.
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
MAX_TIMEOUT = 50


@dataclass(frozen=True)
class Update:
    """One update; `lane` is the chat whose updates a webhook gets one by one."""

    update_id: int
    kind: str
    body: Json
    lane: int
    expires_at: float

    def as_api(self) -> Json:
        """Return a Bot API Update."""
        return {"update_id": self.update_id, self.kind: self.body}


def _tell_nobody(*_what: object) -> None:
    pass


@dataclass
class Updates:
    """The queue."""

    seconds: Callable[[], float]
    # Called for each update that comes, and for each that goes: confirmed by the bot, or dropped unseen.
    added: Callable[[Update], None] = _tell_nobody
    dropped: Callable[[Update, bool], None] = _tell_nobody
    allowed: list[str] = field(default_factory=list)  # empty: everything but ON_REQUEST
    pending: dict[int, Update] = field(default_factory=dict)
    last_id: int = 0
    _poller: asyncio.Future[None] | None = None

    def add(self, kind: str, body: Json, lane: int) -> int | None:
        """Queue an update and return its id; None when the bot doesn't want that kind."""
        wanted = kind in self.allowed if self.allowed else kind not in ON_REQUEST
        if not wanted:
            return None
        # Real time as the first id: a playground whose state was lost never gives out an id twice.
        self.last_id = max(self.last_id + 1, int(self.seconds()) if not self.last_id else 0)
        lifetime = CALLBACK_QUERY_SECONDS if kind == "callback_query" else DAY
        update = Update(self.last_id, kind, body, lane, self.seconds() + lifetime)
        self.pending[update.update_id] = update
        self.added(update)
        self._wake()
        return update.update_id

    def confirm(self, update_id: int) -> None:
        """Take out one update that the bot has handled."""
        self._drop(update_id, confirmed=True)

    def expire(self) -> None:
        """Take out what is too old to be delivered."""
        now = self.seconds()
        for update in [each for each in self.pending.values() if each.expires_at <= now]:
            self._drop(update.update_id, confirmed=False)

    def clear(self) -> None:
        """Take out everything (drop_pending_updates)."""
        for update_id in list(self.pending):
            self._drop(update_id, confirmed=False)

    async def poll(self, offset: int, limit: int, wait: float) -> list[Json]:
        """Return the oldest unconfirmed updates, after at most `wait` seconds if there are none yet.

        `offset` confirms those below it. A later poll ends one that still waits, with 409.
        """
        self.expire()
        self._confirm_below(offset)
        if not self.pending and wait > 0:
            await self._wait(wait)
        return [update.as_api() for update in islice(self.pending.values(), limit)]

    def end_poll(self, reason: ApiError) -> None:
        """Answer the poll that waits, if any, with an error."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(reason)

    def _confirm_below(self, offset: int) -> None:
        if offset < 0:
            kept = list(self.pending)[offset:]
            offset = kept[0] if kept else 0
        if offset > self.last_id + 10:  # not ours: Telegram then starts at the oldest
            return
        for update_id in list(takewhile(lambda each: each < offset, self.pending)):
            self._drop(update_id, confirmed=True)

    async def _wait(self, seconds: float) -> None:
        self.end_poll(
            conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
        )
        poller = self._poller = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await poller
        except TimeoutError:
            return
        finally:
            if self._poller is poller:
                self._poller = None

    def _wake(self) -> None:
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)

    def stop(self) -> None:
        """Let the poll that waits return at once."""
        self._wake()

    def _drop(self, update_id: int, *, confirmed: bool) -> None:
        update = self.pending.pop(update_id, None)
        if update is not None:
            self.dropped(update, confirmed)
