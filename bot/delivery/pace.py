"""When the next message may leave. Pure arithmetic on monotonic seconds; the dispatcher does the waiting."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Rates:
    """Telegram: about 30 messages/s over all chats and 1/s in one chat, where short bursts pass. We stay below."""

    per_second: float = 28.0
    chat_per_second: float = 1.0
    chat_burst: int = 15
    global_hint: float = 1.0  # seconds within which refusals of two chats mean all of them


UNLIMITED = Rates(per_second=1e9, chat_per_second=1e9, chat_burst=1_000_000)


@dataclass
class Pace:
    """Keeps the slots that were given out, and whom Telegram asked to be patient with."""

    rates: Rates
    _next_slot: float = 0.0
    _chats: dict[int, float] = field(default_factory=dict)  # when each chat's bucket is full again
    _held: dict[int, float] = field(default_factory=dict)
    _all_held_until: float = 0.0
    _last_refusal: tuple[int, float] = (0, float("-inf"))

    def take_slot(self, chat_id: int, now: float) -> float:
        """The moment at which this chat's message may leave; the slot is used up."""
        slot = max(now, self._next_slot, self._all_held_until)
        self._next_slot = slot + 1 / self.rates.per_second
        self._chats[chat_id] = max(slot, self._chats.get(chat_id, 0.0)) + 1 / self.rates.chat_per_second
        return slot

    def refused(self, chat_id: int, seconds: float, now: float) -> None:
        """A 429 doesn't say whose it is: one holds its chat alone, those of two chats in quick succession all."""
        other, when = self._last_refusal
        if other != chat_id and now - when <= self.rates.global_hint:
            self._all_held_until = max(self._all_held_until, now + seconds)
        self._held[chat_id] = now + seconds
        self._last_refusal = (chat_id, now)

    def hold(self, chat_id: int, seconds: float, now: float) -> None:
        """Leaves one chat alone for a while, so that a second try doesn't fall into the same trouble."""
        self._held[chat_id] = max(self._held.get(chat_id, 0.0), now + seconds)

    def held(self, now: float) -> set[int]:
        """Chats that Telegram asked us to leave alone for now."""
        self._held = {chat: until for chat, until in self._held.items() if until > now}
        return set(self._held)

    def resting(self, now: float) -> set[int]:
        """Chats that have had their burst and must wait for their second to pass."""
        self._chats = {chat: full for chat, full in self._chats.items() if full > now}
        burst = (self.rates.chat_burst - 1) / self.rates.chat_per_second
        return {chat for chat, full in self._chats.items() if full - now > burst}

    def all_held(self, now: float) -> bool:
        return self._all_held_until > now
