"""A day to come, as people type it: "15/8", "15 augustus", "zaterdag", "over 2 weken", "tot 1 maart 2027"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import Enum, auto
from typing import Final

from services.rules.days import find_date, plain_words, read_day_words
from services.rules.numbers import number_word
from services.rules.words import fold

FARTHEST: Final = timedelta(days=366)  # one year, leap years included
_LONGEST_TEXT: Final = 80
_HALF_A_YEAR: Final = timedelta(days=182)
_UNTIL: Final = re.compile(
    r"(?:tot(?: en met)?|until|till|til|jusqu'(?:au|a|en)|bis(?: zum)?|over|binnen|in|within|dans|voor|for|pour|fur) "
)
_SPAN: Final = re.compile(
    r"([0-9]{1,3}|[a-z]+) (?:(?P<days>dag|dagen|days?|jours?|tage?n?)|(?P<weeks>week|weken|weeks?|semaines?|wochen?))"
)


class DayProblem(Enum):
    """Why a text isn't a day to come."""

    UNREADABLE = auto()
    NOT_AHEAD = auto()  # today, or past
    TOO_FAR = auto()  # more than `farthest` ahead
    IMPOSSIBLE = auto()  # 31/02, or a weekday that isn't the date's


def read_coming_day(text: str, today: date, farthest: timedelta = FARTHEST) -> date | DayProblem:
    """The day to come that somebody typed, or why there is none. Without a year the next one is meant."""
    phrase = " ".join(fold(text).split()).strip(" .,!?") if len(text) <= _LONGEST_TEXT else ""
    phrase = plain_words(_UNTIL.sub("", phrase, count=1))
    day = _after_span(phrase, today) or _named(phrase, today)
    if isinstance(day, DayProblem):
        return day
    if day <= today:
        return DayProblem.NOT_AHEAD
    return DayProblem.TOO_FAR if day > today + farthest else day


def _after_span(phrase: str, today: date) -> date | None:
    found = _SPAN.fullmatch(phrase)
    number = _number(found[1]) if found else None
    if found is None or number is None:
        return None
    return today + timedelta(days=number * (7 if found["weeks"] else 1))


def _number(word: str) -> int | None:
    if word.isdecimal():
        return int(word)
    return 1 if word in ("a", "an") else number_word(word)


def _named(phrase: str, today: date) -> date | DayProblem:
    # Without a year the date nearest to the middle of the coming year is the next one.
    written = find_date(phrase, today + _HALF_A_YEAR)
    said = read_day_words(written.rest if written else phrase)
    if said is None or said.day_time is not None:
        return DayProblem.UNREADABLE
    if written:
        agrees = written.day is not None and said.weekday in (None, written.day.weekday())
        return written.day if agrees and written.day is not None else DayProblem.IMPOSSIBLE
    if said.days_ahead is not None:
        return today + timedelta(days=said.days_ahead)
    if said.weekday is not None:
        return today + timedelta(days=(said.weekday - today.weekday() - 1) % 7 + 1)
    return DayProblem.UNREADABLE
