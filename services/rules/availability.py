"""When somebody is usually available: a week of four parts a day, packed into 28 bits."""

from __future__ import annotations

from datetime import datetime, tzinfo
from enum import IntEnum
from typing import Final

DAYS: Final = 7
_HOURS_A_PART: Final = 6


class DayPart(IntEnum):
    """A quarter of a day on the local clock; the value is its bit within the day and never changes."""

    MORNING = 0  # 06.00 to 12.00
    AFTERNOON = 1  # 12.00 to 18.00
    EVENING = 2  # 18.00 to 24.00
    NIGHT = 3  # 00.00 to 06.00, of the calendar day that it falls in: Friday's night follows Thursday's evening


_PARTS_BY_THE_CLOCK: Final = (DayPart.NIGHT, DayPart.MORNING, DayPart.AFTERNOON, DayPart.EVENING)


def slot_bit(day: int, part: DayPart) -> int:
    """The bit of one part of one day, Monday being day 0."""
    if not 0 <= day < DAYS:
        raise ValueError(f"no such weekday: {day}")
    return 1 << (day * len(DayPart) + part)


def _day_bits(day: int) -> int:
    return sum(slot_bit(day, part) for part in DayPart)


def _part_bits(part: DayPart) -> int:
    return sum(slot_bit(day, part) for day in range(DAYS))


_SATURDAY: Final = 5
_SUNDAY: Final = 6
NEVER: Final = 0
ALWAYS: Final = (1 << DAYS * len(DayPart)) - 1
EVENINGS_AND_WEEKENDS: Final = _part_bits(DayPart.EVENING) | _day_bits(_SATURDAY) | _day_bits(_SUNDAY)


def has(mask: int, day: int, part: DayPart) -> bool:
    """Whether the week has this part of this day."""
    return mask & slot_bit(day, part) != 0


def toggle(mask: int, day: int, part: DayPart) -> int:
    """The week with one part of one day flipped."""
    return mask ^ slot_bit(day, part)


def toggle_day(mask: int, day: int) -> int:
    """The week with a whole day set, or cleared if all of it was set."""
    return _toggle_all(mask, _day_bits(day))


def toggle_part(mask: int, part: DayPart) -> int:
    """The week with one part of every day set, or cleared if all of them were set."""
    return _toggle_all(mask, _part_bits(part))


def _toggle_all(mask: int, bits: int) -> int:
    return mask & ~bits if mask & bits == bits else mask | bits


def slot_at(moment: datetime, zone: tzinfo) -> int:
    """The bit of the slot in which a moment (timezone-aware) falls on the local clock.

    For a call-out only the slot in which it begins counts: people who come to a long deployment leave when they
    must, while asking for every slot would leave nearly nobody for a night's work.
    """
    local = _local(moment, zone)
    return slot_bit(local.weekday(), _PARTS_BY_THE_CLOCK[local.hour // _HOURS_A_PART])


def _local(moment: datetime, zone: tzinfo) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment needs a timezone")
    return moment.astimezone(zone)
