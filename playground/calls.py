"""A record of every Bot API call as it came in, so that tests can look at what a bot really did."""

from __future__ import annotations

from collections import deque
from datetime import UTC, datetime
from itertools import islice

from playground.errors import Json

KEPT = 100_000


class Calls:
    """The newest calls of one bot."""

    def __init__(self) -> None:
        """Start empty; sequence numbers start at 1."""
        self._ring: deque[Json] = deque(maxlen=KEPT)
        self._last = 0

    def begin(self, method: str, params: Json, seconds: float) -> Json:
        """Return the record of a call that came in now; its status is None until it is answered."""
        self._last += 1
        at = datetime.fromtimestamp(seconds, UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        record: Json = {"seq": self._last, "method": method, "params": params, "status": None, "at": at}
        self._ring.append(record)
        return record

    def after(self, seq: int) -> list[Json]:
        """Return the records with a higher sequence number, oldest first."""
        if not self._ring:
            return []
        return list(islice(self._ring, max(0, seq - self._ring[0]["seq"] + 1), None))
