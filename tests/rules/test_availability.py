"""The week grid of 28 bits."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.availability import (
    ALWAYS,
    DAYS,
    EVENINGS_AND_WEEKENDS,
    DayPart,
    has,
    slot_at,
    slot_bit,
    toggle,
    toggle_day,
    toggle_part,
)

BRUSSELS = ZoneInfo("Europe/Brussels")
MASKS = st.integers(0, ALWAYS)
WEEKDAYS = st.integers(0, DAYS - 1)
PARTS = st.sampled_from(DayPart)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
MONDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = 0, 3, 4, 5, 6


def on_the_clock(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


def slots(*pairs: tuple[int, DayPart]) -> int:
    return sum(slot_bit(day, part) for day, part in pairs)


def test_every_part_of_every_day_has_its_own_bit() -> None:
    assert sum(slot_bit(day, part) for day in range(DAYS) for part in DayPart) == ALWAYS == 2**28 - 1


def test_the_bits_never_change() -> None:
    """They are stored on every person's row."""
    assert slot_bit(MONDAY, DayPart.MORNING) == 1
    assert slot_bit(MONDAY, DayPart.NIGHT) == 1 << 3
    assert slot_bit(SUNDAY, DayPart.EVENING) == 1 << 26


def test_evenings_and_weekends() -> None:
    free = [(day, part) for day in range(DAYS) for part in DayPart if has(EVENINGS_AND_WEEKENDS, day, part)]
    evenings = [(day, DayPart.EVENING) for day in range(SATURDAY)]
    assert free == evenings + [(day, part) for day in (SATURDAY, SUNDAY) for part in DayPart]


@pytest.mark.parametrize("day", [-1, 7])
def test_there_are_seven_days(day: int) -> None:
    with pytest.raises(ValueError, match="weekday"):
        slot_bit(day, DayPart.MORNING)


@given(MASKS, WEEKDAYS, PARTS)
def test_a_toggle_flips_one_slot_and_undoes_itself(mask: int, day: int, part: DayPart) -> None:
    flipped = toggle(mask, day, part)
    assert has(flipped, day, part) is not has(mask, day, part)
    assert (flipped ^ mask).bit_count() == 1
    assert toggle(flipped, day, part) == mask


@given(MASKS, WEEKDAYS)
def test_toggling_a_day_sets_it_whole_then_clears_it(mask: int, day: int) -> None:
    once = toggle_day(mask, day)
    assert {has(once, day, part) for part in DayPart} in ({True}, {False})
    assert all(has(toggle_day(0, day), day, part) for part in DayPart)
    assert toggle_day(toggle_day(0, day), day) == 0


@given(MASKS, PARTS)
def test_toggling_a_part_leaves_the_others(mask: int, part: DayPart) -> None:
    once = toggle_part(mask, part)
    for other in set(DayPart) - {part}:
        assert all(has(once, day, other) == has(mask, day, other) for day in range(DAYS))
    assert {has(once, day, part) for day in range(DAYS)} in ({True}, {False})


@pytest.mark.parametrize(
    ("moment", "day", "part"),
    [
        ("2026-11-23T06:00", MONDAY, DayPart.MORNING),
        ("2026-11-23T11:59", MONDAY, DayPart.MORNING),
        ("2026-11-23T12:00", MONDAY, DayPart.AFTERNOON),
        ("2026-11-23T18:00", MONDAY, DayPart.EVENING),
        ("2026-11-23T23:59", MONDAY, DayPart.EVENING),
        ("2026-11-27T00:00", FRIDAY, DayPart.NIGHT),
        ("2026-11-27T05:59", FRIDAY, DayPart.NIGHT),
    ],
)
def test_the_night_belongs_to_the_day_it_falls_in(moment: str, day: int, part: DayPart) -> None:
    assert slot_at(on_the_clock(moment), BRUSSELS) == slot_bit(day, part)


def test_the_local_clock_decides_not_utc() -> None:
    assert slot_at(datetime(2026, 7, 5, 22, 30, tzinfo=UTC), BRUSSELS) == slot_bit(MONDAY, DayPart.NIGHT)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="timezone"):
        slot_at(datetime(2026, 11, 23), BRUSSELS)  # noqa: DTZ001 - that is the point
