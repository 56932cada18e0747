"""How much a bot may send: Telegram's published rates, refused with 429 and retry_after."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from playground.errors import too_many_requests


@dataclass(frozen=True)
class Limits:
    """Rates that calls which write to a chat are held to; None means unlimited."""

    per_second: int | None = 30  # in any sliding second, all chats of a bot together
    per_second_paid: int | None = 1000  # the same for calls with allow_paid_broadcast
    chat_burst: int | None = 20  # at once in one private chat, which then regains one a second
    group_per_minute: int | None = 20  # in any sliding minute, in one group
    # Telegram's own server also brakes polls that come again with the same offset: within 3 s they wait at
    # least 3 s for an update, within 0.5 s they get one update only.
    brake_polls: bool = False

    @classmethod
    def none(cls) -> Limits:
        """Return limits that refuse nothing."""
        return cls(None, None, None, None)


@dataclass
class Window:
    """At most `limit` events in any `span` seconds."""

    limit: int
    span: float
    times: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        """Return the seconds until another event fits (0 = now)."""
        while self.times and now - self.times[0] >= self.span:
            self.times.popleft()
        return self.times[0] + self.span - now if len(self.times) >= self.limit else 0.0

    def take(self, now: float) -> None:
        """Count an event."""
        self.times.append(now)


@dataclass
class Bucket:
    """A burst of `size` events that regains one a second."""

    size: int
    level: float
    filled_at: float

    def wait(self, now: float) -> float:
        """Return the seconds until another event fits (0 = now)."""
        self.level = min(self.size, self.level + now - self.filled_at)
        self.filled_at = now
        return max(0.0, 1 - self.level)

    def take(self, now: float) -> None:
        """Count an event."""
        self.level -= 1


class Limiter:
    """The rates of one bot."""

    def __init__(self, limits: Limits, monotonic: Callable[[], float] = time.monotonic) -> None:
        """Count with this monotonic clock, in seconds."""
        self._limits = limits
        self._monotonic = monotonic
        self._free = _window(limits.per_second, 1)
        self._paid = _window(limits.per_second_paid, 1)
        self._chats: dict[int, Window | Bucket] = {}
        self._last_poll: tuple[int, float] | None = None

    def take(self, chat_id: int, *, paid: bool) -> None:
        """Count one call; refuses it with 429 when it is one too many, and then doesn't count it."""
        now = self._monotonic()
        gauges = [g for g in (self._paid if paid else self._free, self._chat(chat_id, now)) if g is not None]
        wait = max((gauge.wait(now) for gauge in gauges), default=0.0)
        if wait > 0:
            raise too_many_requests(math.ceil(wait))
        for gauge in gauges:
            gauge.take(now)

    def brake(self, offset: int, limit: int, wait: int) -> tuple[int, int]:
        """Return how many updates a poll gets at most, and how long it waits for one, in seconds."""
        now = self._monotonic()
        last, self._last_poll = self._last_poll, (offset, now)
        if not self._limits.brake_polls or last is None or last[0] != offset:
            return limit, wait
        since = now - last[1]
        return 1 if since < 0.5 else limit, max(wait, 3) if since < 3 else wait

    def _chat(self, chat_id: int, now: float) -> Window | Bucket | None:
        gauge = self._chats.get(chat_id)
        if gauge is None:
            gauge = self._new_chat(chat_id, now)
            if gauge is not None:
                self._chats[chat_id] = gauge
        return gauge

    def _new_chat(self, chat_id: int, now: float) -> Window | Bucket | None:
        if chat_id < 0:
            return _window(self._limits.group_per_minute, 60)
        burst = self._limits.chat_burst
        return None if burst is None else Bucket(burst, burst, now)


def _window(limit: int | None, span: float) -> Window | None:
    return None if limit is None else Window(limit, span)
