"""Trouble on request: what a network and a busy Telegram do to a bot."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from playground.errors import Json, Refused


class Trouble(StrEnum):
    """What happens to a call."""

    RETRY_AFTER = "retry_after"  # 429, nothing done; the value is in seconds
    TIMEOUT_AFTER_DELIVERY = "timeout_after_delivery"  # done, but never answered
    SERVER_ERROR = "server_error"  # 500, nothing done
    DROP = "drop"  # the connection closes, nothing done


@dataclass
class Fault:
    """A trouble that hits the next `times` calls of a method, in one chat or in all."""

    method: str  # in lower case; "*" is every method but getUpdates, which would eat them all
    chat_id: int | None
    trouble: Trouble
    value: int
    times: int

    def hits(self, method: str, chat_id: int | None) -> bool:
        """Return whether a call is one of those meant."""
        named = method == self.method or (self.method == "*" and method != "getupdates")
        return self.times > 0 and named and self.chat_id in (None, chat_id)


class Faults:
    """The troubles that still have calls to hit."""

    def __init__(self) -> None:
        """Start without any."""
        self._faults: list[Fault] = []

    def add(self, wish: Json) -> None:
        """Add {"method", "chat_id", "fault", "value", "times"}; refuses (400) an unknown fault."""
        try:
            trouble = Trouble(wish.get("fault", ""))
            chat_id = wish.get("chat_id")
            where = None if chat_id is None else int(chat_id)
            value, times = int(wish.get("value") or 1), int(wish.get("times") or 1)
        except (TypeError, ValueError) as error:
            raise Refused(400, _EXAMPLE) from error
        self._faults.append(Fault(str(wish.get("method", "*")).lower(), where, trouble, value, times))

    def hit(self, method: str, chat_id: int | None) -> Fault | None:
        """Return the fault that this call (method in lower case) meets, and use it up once."""
        fault = next((fault for fault in self._faults if fault.hits(method, chat_id)), None)
        if fault is not None:
            fault.times -= 1
            self._faults = [each for each in self._faults if each.times > 0]
        return fault

    def clear(self) -> None:
        """Forget all that are left."""
        self._faults.clear()


_EXAMPLE = (
    'A fault looks like {"method": "sendMessage", "chat_id": null, "fault": "retry_after", "value": 5,'
    ' "times": 1}; '
    f"fault is one of {', '.join(Trouble)}."
)
