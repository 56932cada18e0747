"""Birth dates as people type them, day first as in Belgium."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum, auto
from typing import Final, NamedTuple

from services.rules.age import age_on
from services.rules.words import fold, month_number, weekday_number

# The longest documented life is 122 years; beyond 120 a slip of the finger is likelier than a volunteer.
OLDEST_AGE: Final = 120
# The longest sensible date, weekday and all ("donnerstag, den 31. september 2000"), is far below this.
_LONGEST_TEXT: Final = 80
_CENTURY: Final = 100
_TOKEN: Final = re.compile(r"[0-9]+|[a-z]+")
_SEPARATORS: Final = re.compile(r"[\s./,'\\-]*")
_RUN_TOGETHER: Final = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2}|(?:18|19|20)[0-9]{2})")
_RUN_TOGETHER_YEAR_FIRST: Final = re.compile(r"((?:18|19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_UNSAID: Final = re.compile("st|nd|rd|th|ste|de|e|er|re|eme|ieme|the|of|den|der|le|la|du|van|op|am|on")


class DateProblem(Enum):
    """Why a text isn't a birth date."""

    UNREADABLE = auto()
    IMPOSSIBLE = auto()  # reads as a date that no calendar has, such as 31/02
    FUTURE = auto()
    TOO_OLD = auto()  # older than OLDEST_AGE


class _Written(NamedTuple):
    day: str
    month: str
    year: str


def read_date(text: str, today: date) -> date | DateProblem:
    """The birth date that somebody typed, or why it isn't one.

    Takes numbers in any usual notation, month names in four languages and two-digit years; of the latter the
    most recent one that isn't in the future is meant.
    """
    written = _take_apart(text)
    if written is None:
        return DateProblem.UNREADABLE
    days = _calendar_days(written, today)
    if not days:
        return DateProblem.IMPOSSIBLE
    past = [day for day in days if day <= today]
    if not past:
        return DateProblem.FUTURE
    return DateProblem.TOO_OLD if age_on(max(past), today) > OLDEST_AGE else max(past)


def _take_apart(text: str) -> _Written | None:
    if len(text) > _LONGEST_TEXT:
        return None
    plain = fold(text)
    if not _SEPARATORS.fullmatch(_TOKEN.sub("", plain)):
        return None
    tokens = [token for token in _TOKEN.findall(plain) if not _is_unsaid(token)]
    numbers = [token for token in tokens if token.isdecimal()]
    words = [token for token in tokens if not token.isdecimal()]
    written = _from_words(numbers, words) if words else _from_numbers(numbers)
    return written if written is not None and _has_usual_lengths(written) else None


def _is_unsaid(token: str) -> bool:
    """Whether a word adds nothing; a short "mar" is a month here, never a Tuesday."""
    is_weekday = weekday_number(token) is not None and month_number(token) is None
    return is_weekday or _UNSAID.fullmatch(token) is not None


def _from_words(numbers: list[str], words: list[str]) -> _Written | None:
    match numbers, [month_number(word) for word in words]:
        case [day, year], [int(month)] if len(day) <= len("31"):
            return _Written(day, str(month), year)
        case [year, day], [int(month)]:
            return _Written(day, str(month), year)
        case _:
            return None


def _from_numbers(numbers: list[str]) -> _Written | None:
    match numbers:
        case [day, month, year] if len(day) <= len("31"):
            return _Written(day, month, year)
        case [year, month, day]:
            return _Written(day, month, year)
        case [together]:
            return _from_one_number(together)
        case _:
            return None


def _from_one_number(together: str) -> _Written | None:
    if found := _RUN_TOGETHER.fullmatch(together):
        return _Written(*found.groups())
    if found := _RUN_TOGETHER_YEAR_FIRST.fullmatch(together):
        return _Written(*reversed(found.groups()))
    return None


def _has_usual_lengths(written: _Written) -> bool:
    return len(written.day) <= len("31") and len(written.month) <= len("12") and len(written.year) in (2, 4)


def _calendar_days(written: _Written, today: date) -> list[date]:
    year = int(written.year)
    years = [year] if len(written.year) > len("00") else _years_ending_in(year, today)
    days = (_calendar_day(year, int(written.month), int(written.day)) for year in years)
    return [day for day in days if day is not None]


def _years_ending_in(two_digits: int, today: date) -> list[int]:
    this_century = today.year - today.year % _CENTURY + two_digits
    return [this_century, this_century - _CENTURY]


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
