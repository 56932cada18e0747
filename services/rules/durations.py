"""How long something takes, as people type it: "4 uur", "4,5 u", "90 min", "2h30"."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from services.rules.numbers import number_word
from services.rules.words import fold

# A deployment beyond a month is a new call-out; a longer time is a slip of the finger.
LONGEST: Final = timedelta(days=31)
_LONGEST_TEXT: Final = 40
_HOURS: Final = "u|uur|uren|uurtjes?|h|hrs?|hours?|heures?|std|stunden?"
_MINUTES: Final = "m|min|mins|minuut|minuten|minutes?"
_DAYS: Final = "d|dag|dagen|days?|j|jours?|tage?n?"
_UNITS: Final = ((_HOURS, timedelta(hours=1)), (_MINUTES, timedelta(minutes=1)), (_DAYS, timedelta(days=1)))
_AMOUNT: Final = re.compile(rf"([0-9]{{1,4}}(?:[.,][0-9]{{1,2}})?|[a-z]+)\s*({_HOURS}|{_MINUTES}|{_DAYS})\.?")
_HOURS_AND_MINUTES: Final = re.compile(
    rf"([0-9]{{1,3}})\s*(?:{_HOURS})\s*(?:en|and|et|und)?\s*([0-5]?[0-9])\s*(?:{_MINUTES})?\.?"
)
_PHRASES: Final = {
    "(een )?kwartier|(a )?quarter of an hour|un quart d'heure|(eine )?viertelstunde": 15,
    "(een )?half ?uur(tje)?|half an hour|une demi-heure|(eine )?halbe stunde": 30,
    "drie kwartier|trois quarts d'heure|(eine )?dreiviertelstunde": 45,
    "anderhalf uur|an hour and a half|une heure et demie|anderthalb stunden|eineinhalb stunden": 90,
}


def read_duration(text: str) -> timedelta | None:
    """The length of time that somebody typed, above zero and at most 31 days; None when it isn't one."""
    phrase = fold(text).strip() if len(text) <= _LONGEST_TEXT else ""
    duration = _fixed_phrase(phrase) or _hours_and_minutes(phrase) or _amount(phrase)
    return duration if duration and duration <= LONGEST else None


def _fixed_phrase(phrase: str) -> timedelta | None:
    found = (minutes for pattern, minutes in _PHRASES.items() if re.fullmatch(pattern, phrase))
    return next((timedelta(minutes=minutes) for minutes in found), None)


def _hours_and_minutes(phrase: str) -> timedelta | None:
    found = _HOURS_AND_MINUTES.fullmatch(phrase)
    return timedelta(hours=int(found[1]), minutes=int(found[2])) if found else None


def _amount(phrase: str) -> timedelta | None:
    found = _AMOUNT.fullmatch(phrase)
    if found is None:
        return None
    number = _number(found[1])
    unit = next(length for names, length in _UNITS if re.fullmatch(names, found[2]))
    return None if number is None else number * unit


def _number(word: str) -> float | None:
    if word[0].isdecimal():
        return float(word.replace(",", "."))
    return 1.0 if word in ("a", "an") else number_word(word)
