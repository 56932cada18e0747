"""Shifts as people type them: "ma-vr 8-20", "elke nacht 20u tot 8u", "za 28/3 20.00 - zo 8.00"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from enum import Enum, auto
from typing import Final

from services.rules.moments import MomentProblem, read_moment
from services.rules.rota import DAY_MINUTES, DAYS, Span, WeekTimes
from services.rules.words import fold, weekday_number

_LONGEST_TEXT: Final = 80
_GROUPS: Final = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), days)
    for pattern, days in (
        ("24/7|altijd|always|toujours|immer", " mon-sun 0-24 "),
        (("(?:elke|iedere|alle|every|each|jeden|jede|chaque|tous les|toutes les) "
         "(?:dag|dagen|nacht|nachten|day|night|days|jour|jours|nuit|nuits|tag|tage|nachte)"
         "|dagelijks|daily|taglich|nightly|quotidien"), " mon-sun "),
        ("(?:elk |het |every |chaque |jedes )?(?:weekend|weekeind|week-end|wochenende)", " sat-sun "),
        ("(?:elke |every )?(?:weekdag|weekdagen|werkdag|werkdagen|weekday|weekdays|werktag|werktags|jours ouvrables)",
         " mon-fri "),
    )
)  # fmt: skip
_TO: Final = r"(?:-|–|t/m|tem|tot en met|tot|to|until|till|through|bis|jusqu'a|au|a)"
_HOUR: Final = r"(?P<{0}>[0-9]{{1,2}})(?: ?(?:[.:]|uur|uhr|u|h) ?(?P<{0}m>[0-9]{{2}}))?(?: ?(?:uur|uhr|heures?|u|h))?"
_HOURS: Final = re.compile(rf"(?:van|from|de|von|om)? ?{_HOUR.format('f')} ?{_TO} ?{_HOUR.format('t')}$")
_RANGE: Final = re.compile(rf"([a-z]+)\.? ?{_TO} ?([a-z]+)")
_BETWEEN: Final = re.compile(rf"\s*(?:{_TO})(?![a-z])\s*")
# Beside the usual ones. Where two languages differ ("di", "ma") the Dutch day is meant, and the rota shows which.
_SHORT: Final = {"lu": 0, "mo": 0, "me": 2, "mi": 2, "je": 3, "ve": 4, "fr": 4, "sa": 5, "so": 6}
_FILLERS: Final = frozenset(
    [
        "van",
        "from",
        "de",
        "von",
        "en",
        "and",
        "et",
        "und",
        "op",
        "on",
        "am",
        "le",
        "la",
        "les",
        "du",
        "the",
        "s",
        "nachts",
    ]
)


class RotaProblem(Enum):
    """Why a text isn't a shift."""

    UNREADABLE = auto()
    PAST = auto()
    TOO_LONG = auto()


def read_weekly(text: str) -> WeekTimes | RotaProblem:
    """The days and hours that somebody typed for every week, or why there are none."""
    phrase = " ".join(fold(text).split()).strip(" .!") if len(text) <= _LONGEST_TEXT else ""
    for pattern, plain in _GROUPS:
        phrase = pattern.sub(plain, phrase)
    phrase = " ".join(phrase.split())
    hours = _HOURS.search(phrase)
    if hours is None:
        return RotaProblem.UNREADABLE
    start, end = _minute(hours["f"], hours["fm"]), _minute(hours["t"], hours["tm"])
    days = _days(phrase[: hours.start()])
    if start is None or end is None or not days:
        return RotaProblem.UNREADABLE
    return WeekTimes(days, start % DAY_MINUTES, end or DAY_MINUTES)


def _minute(hour: str, minute: str | None) -> int | None:
    since_midnight = int(hour) * 60 + int(minute or 0)
    return since_midnight if int(minute or 0) < 60 and since_midnight <= DAY_MINUTES else None


def _days(phrase: str) -> frozenset[int]:
    """The days that these words name; none when a word is something else."""
    named: set[int] = set()
    for found in _RANGE.finditer(phrase):
        first, last = _day(found[1]), _day(found[2])
        if first is not None and last is not None:
            named |= {(first + day) % DAYS for day in range((last - first) % DAYS + 1)}
            phrase = phrase.replace(found[0], " ", 1)
    words = [word for word in re.split(r"[\s,.:+&]+", phrase) if word and word not in _FILLERS]
    alone = [_day(word) for word in words]
    return frozenset() if None in alone else frozenset({*named, *(day for day in alone if day is not None)})


def _day(word: str) -> int | None:
    return _SHORT.get(word, weekday_number(word))


def read_once(text: str, now: datetime, zone: tzinfo, longest: timedelta) -> Span | RotaProblem:
    """From when until when, in UTC, as somebody typed it at `now`, for nobody yet; or why there is no such time."""
    phrase = " ".join(fold(text).split())
    if len(phrase) > _LONGEST_TEXT:
        return RotaProblem.UNREADABLE
    readings = [reading for halves in _halves(phrase) if (reading := _read_halves(*halves, now, zone))]
    spans = [reading for reading in readings if isinstance(reading, Span)]
    if fitting := [span for span in spans if span.end - span.start <= longest]:
        return fitting[0]
    if spans:
        return RotaProblem.TOO_LONG
    return RotaProblem.PAST if RotaProblem.PAST in readings else RotaProblem.UNREADABLE


def _halves(phrase: str) -> Iterator[tuple[str, str]]:
    for found in _BETWEEN.finditer(phrase):
        yield phrase[: found.start()], phrase[found.end() :]


def _read_halves(first: str, second: str, now: datetime, zone: tzinfo) -> Span | RotaProblem | None:
    start = read_moment(first, now, zone)
    if start is MomentProblem.PAST:
        return RotaProblem.PAST
    if isinstance(start, MomentProblem):
        return None
    end = read_moment(second, start + timedelta(minutes=1), zone)
    return Span(None, start, end) if not isinstance(end, MomentProblem) and end > start else None
