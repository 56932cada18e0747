"""The hours in which a phone shouldn't ring for what can wait until morning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Night:
    """From `begins` in the evening until `ends` in the morning, on the local clock."""

    begins: time
    ends: time

    def includes(self, moment: datetime, zone: ZoneInfo) -> bool:
        """Whether it is night there at that moment; it ends with the stroke of `ends`."""
        local = moment.astimezone(zone).time()
        return local >= self.begins or local < self.ends

    def beginning(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """When the night that includes the moment begins."""
        local = moment.astimezone(zone)
        evening = local.date() if local.time() >= self.begins else local.date() - timedelta(days=1)
        return datetime.combine(evening, self.begins, zone).astimezone(UTC)

    def ending(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """When the night that includes the moment ends."""
        local = moment.astimezone(zone)
        morning = local.date() + timedelta(days=1) if local.time() >= self.begins else local.date()
        return datetime.combine(morning, self.ends, zone).astimezone(UTC)
