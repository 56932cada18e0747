"""Which day somebody means: "24/11", "24 november", "zaterdag", "overmorgen", "vanavond"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Final

from services.rules.words import month_number, weekday_number

_CENTURY: Final = 2000
_ALONE: Final = r"(?<![0-9.:])"
_NUMBER: Final = "[0-9]{1,2}"
_YEAR_IN_FULL: Final = "[0-9]{4}"
_YEAR: Final = f"{_YEAR_IN_FULL}|[0-9]{{2}}"
_MAYBE_YEAR: Final = rf"(?:,? (?P<year>{_YEAR_IN_FULL})\b)?"
_NAME: Final = "[a-z]{3,}"
_ORDINAL: Final = "(?:st|nd|rd|th|ste|de|e|er)?"
_DATES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![0-9])(?P<year>{_YEAR_IN_FULL})-(?P<month>{_NUMBER})-(?P<day>{_NUMBER})(?![0-9])t?",
        rf"{_ALONE}(?P<day>{_NUMBER}) ?[/-] ?(?P<month>{_NUMBER})(?: ?[/-] ?(?P<year>{_YEAR}))?(?![0-9.:/])",
        rf"{_ALONE}(?P<day>{_NUMBER})\.(?P<month>{_NUMBER})\.(?P<year>{_YEAR})?(?![0-9.:])",
        # "21.30" alone is a time; only with another time behind it is it a day: "24.11 9u".
        rf"{_ALONE}(?P<day>{_NUMBER})\.(?P<month>{_NUMBER})(?P<year>)(?= +(?:om |um |at |a )?[0-9])",
        rf"{_ALONE}(?P<day>{_NUMBER}){_ORDINAL}\.? (?:of )?(?P<month>{_NAME})\b\.?{_MAYBE_YEAR}",
        rf"\b(?P<month>{_NAME})\.? (?P<day>{_NUMBER}){_ORDINAL}\b{_MAYBE_YEAR}",
    )
)
# Brought back to one word each, so that the rest of a phrase can be read word by word; the order matters.
_SYNONYMS: Final = tuple(
    (re.compile(rf"\b(?:{pattern})"), plain)
    for pattern, plain in (
        ("day after tomorrow|apres[- ]demain|ue?bermorgen", "overmorgen"),
        ("apres[- ]midi|na de middag", "namiddag"),
        (r"noon\b|midi\b", "12:00"),
        (r"middernacht|midnight|minuit|mitternacht", "24:00"),
        ("aujourd'?hui", "vandaag"),
        ("heute morgen|vanmorgen|this morning|ce matin", "vandaag ochtend"),
        ("this afternoon|cet namiddag", "vandaag namiddag"),
        ("tonight|this evening|ce soir", "vandaag avond"),
        ("van(?=(?:ochtend|voormiddag|namiddag|middag|avond))", "vandaag "),
    )
)
_DAYS_AHEAD: Final = {
    "vandaag": 0,
    "today": 0,
    "heute": 0,
    "morgen": 1,
    "tomorrow": 1,
    "demain": 1,
    "overmorgen": 2,
}
_MORNING: Final = "ochtends?|morgens|voormiddags?|vroeg|morning|matin|vormittags?|fruh"
_AFTERNOON: Final = "namiddags?|middags?|afternoon|nachmittags?|mittags?"
_EVENING: Final = "avonds?|evening|soir|abends?"
_COMPOUND: Final = re.compile(rf"([a-z]+?)({_MORNING}|{_AFTERNOON}|{_EVENING})")
# "volgende zaterdag" isn't among them: this week's for some, next week's for others, so we ask again.
_UNSAID: Final = re.compile(
    "om|op|at|on|in|the|de|den|der|le|la|du|a|um|am|im|'?s|komende|aanstaande|deze|this|ce|vanaf|from|ab|tegen"
    "|vannacht|nacht|nachts|night|nuit"
)


class DayTime(IntEnum):
    """A time of the day that people name; the value is the hour that they mean when they give none."""

    MORNING = 9
    AFTERNOON = 14
    EVENING = 19


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A calendar date in a phrase. Its day is None when no calendar has it, such as 31/02."""

    day: date | None
    rest: str  # the phrase without it


@dataclass(frozen=True, slots=True)
class DayWords:
    """What the words beside date and clock say, as far as they do."""

    days_ahead: int | None
    weekday: int | None
    day_time: DayTime | None


def plain_words(phrase: str) -> str:
    """The folded phrase with usual expressions for a day or an hour brought back to single words."""
    for pattern, plain in _SYNONYMS:
        phrase = pattern.sub(plain, phrase)
    return phrase


def find_date(phrase: str, today: date) -> WrittenDate | None:
    """The calendar date in a folded phrase, if there is one; without a year, the one nearest to today."""
    for pattern in _DATES:
        for found in pattern.finditer(phrase):
            month = int(found["month"]) if found["month"].isdecimal() else month_number(found["month"])
            if month is not None:
                rest = f"{phrase[: found.start()]} {phrase[found.end() :]}"
                return WrittenDate(_nearest(found["year"], month, int(found["day"]), today), rest)
    return None


def read_day_words(text: str) -> DayWords | None:
    """What these folded words say about the day; None when one is unknown or they contradict each other."""
    words = [part for word in re.findall(r"[^\s.,!?]+", text) for part in _split_compound(word)]
    ahead = {_DAYS_AHEAD[word] for word in words if word in _DAYS_AHEAD}
    weekdays = {day for word in words if (day := weekday_number(word)) is not None}
    times = {time for word in words if (time := _day_time(word)) is not None}
    if max(len(ahead), len(weekdays), len(times)) > 1 or not all(map(_is_known, words)):
        return None
    return DayWords(next(iter(ahead), None), next(iter(weekdays), None), next(iter(times), None))


def _nearest(year: str | None, month: int, day: int, today: date) -> date | None:
    years = [_full_year(year)] if year else [today.year - 1, today.year, today.year + 1]
    days = [found for year in years if (found := _calendar_day(year, month, day)) is not None]
    return min(days, key=lambda found: abs(found - today), default=None)


def _full_year(year: str) -> int:
    return int(year) if len(year) > len("26") else _CENTURY + int(year)


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _split_compound(word: str) -> tuple[str, ...]:
    # "zaterdagavond" is a Saturday and its evening, "namiddag" one word.
    found = _COMPOUND.fullmatch(word)
    return found.groups() if found and _names_day(found[1]) else (word,)


def _names_day(word: str) -> bool:
    return word in _DAYS_AHEAD or weekday_number(word) is not None


def _day_time(word: str) -> DayTime | None:
    named = ((_MORNING, DayTime.MORNING), (_AFTERNOON, DayTime.AFTERNOON), (_EVENING, DayTime.EVENING))
    return next((time for names, time in named if re.fullmatch(names, word)), None)


def _is_known(word: str) -> bool:
    return _names_day(word) or _day_time(word) is not None or _UNSAID.fullmatch(word) is not None
