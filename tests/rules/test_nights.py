from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from services.rules.nights import Night

NIGHT, BRUSSELS = Night(begins=time(22), ends=time(7)), ZoneInfo("Europe/Brussels")


@pytest.mark.parametrize(
    ("moment", "is_night"),
    [
        (datetime(2026, 11, 24, 20, 59, tzinfo=UTC), False),  # 21.59
        (datetime(2026, 11, 24, 21, 0, tzinfo=UTC), True),  # 22.00
        (datetime(2026, 11, 25, 5, 59, tzinfo=UTC), True),  # 6.59
        (datetime(2026, 11, 25, 6, 0, tzinfo=UTC), False),  # 7.00
        (datetime(2026, 7, 24, 20, 0, tzinfo=UTC), True),  # 22.00 in summer
        (datetime(2026, 7, 24, 5, 0, tzinfo=UTC), False),
    ],
)
def test_the_local_clock_decides(moment: datetime, is_night: bool) -> None:
    assert NIGHT.includes(moment, BRUSSELS) is is_night


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 24, 21, tzinfo=UTC),
        datetime(2026, 11, 24, 23, 30, tzinfo=UTC),
        datetime(2026, 11, 25, 5, 59, tzinfo=UTC),
    ],
)
def test_a_night_begins_in_the_evening_before(moment: datetime) -> None:
    assert NIGHT.beginning(moment, BRUSSELS) == datetime(2026, 11, 24, 21, tzinfo=UTC)
