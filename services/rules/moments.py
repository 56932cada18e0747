"""When help is needed, as people type it: "nu", "21.30", "morgen 9u", "over 2 uur", "24/11 om 9u"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import Enum, auto
from typing import Final

from services.rules.days import DayTime, DayWords, WrittenDate, find_date, plain_words, read_day_words
from services.rules.durations import read_duration
from services.rules.words import fold

__all__ = ["FARTHEST", "MomentProblem", "read_duration", "read_moment"]

FARTHEST: Final = timedelta(days=366)  # one year, leap years included
_LONGEST_TEXT: Final = 80
_NOW: Final = re.compile(
    "nu|nu (meteen|direct)|meteen|direct|onmiddellijk|dadelijk|zo snel mogelijk|zsm"
    "|now|right now|immediately|asap|as soon as possible"
    "|maintenant|tout de suite|immediatement|jetzt|sofort|ab sofort"
)
_AHEAD: Final = re.compile("(?:over|binnen|in|within|dans|innerhalb von) (.+)")
_CLOCK: Final = re.compile(
    r"(?<![0-9.:/-])(?P<hour>[0-9]{1,2})"
    r"(?: ?(?:[:.]|uur|uhr|heures?|u|h) ?(?P<minute>[0-9]{2})(?::[0-9]{2})?)?"
    r"(?: ?(?:uur|uhr|heures?|o'clock|u|h)\b)?"
    r"(?: ?(?P<half>[ap])\.?m\b)?(?![0-9:/-])"
)


class MomentProblem(Enum):
    """Why a text isn't a moment at which help can start."""

    UNREADABLE = auto()
    PAST = auto()
    TOO_FAR = auto()  # more than FARTHEST ahead
    IMPOSSIBLE = auto()  # 31/02, 25.00, a weekday that isn't the date's, an hour that the summer time skips


def read_moment(text: str, now: datetime, zone: tzinfo) -> datetime | MomentProblem:
    """The moment in UTC that somebody typed at the moment `now`, or why there is none.

    A time alone is today's, or tomorrow's when today's is past; the minute that is running is now. A weekday
    is the next one with that time ahead. A day needs a time, or a word for one: "morgen" alone is unreadable.
    Of an hour that the clock shows twice, the first that is still ahead is meant. `now` must be aware.
    """
    phrase = " ".join(fold(text).split()).strip(" .,!?")
    if len(text) > _LONGEST_TEXT or not phrase:
        return MomentProblem.UNREADABLE
    if _NOW.fullmatch(phrase):
        return now.astimezone(UTC)
    ahead = _AHEAD.fullmatch(phrase)
    if ahead and (duration := read_duration(ahead[1])):
        return now.astimezone(UTC) + duration
    walls = _wall_times(plain_words(phrase), now.astimezone(zone).date())
    return walls if isinstance(walls, MomentProblem) else _first_to_come(walls, now.astimezone(UTC), zone)


def _wall_times(phrase: str, today: date) -> list[datetime] | MomentProblem:
    """What the phrase can mean on the local clock, the likeliest first."""
    written = find_date(phrase, today)
    rest = written.rest if written else phrase
    clock = _CLOCK.search(rest)
    said = read_day_words(_without(clock, rest))
    if said is None or (clock is None and said.day_time is None):
        return MomentProblem.UNREADABLE
    since_midnight = _since_midnight(clock, said.day_time)
    days = _days(written, said, today)
    if since_midnight is None or not days:
        return MomentProblem.IMPOSSIBLE
    return [datetime.combine(day, time()) + since_midnight for day in days]


def _without(clock: re.Match[str] | None, phrase: str) -> str:
    return f"{phrase[: clock.start()]} {phrase[clock.end() :]}" if clock else phrase


def _since_midnight(clock: re.Match[str] | None, day_time: DayTime | None) -> timedelta | None:
    """The time of day; None when no clock shows it. 24.00 is the end of the day."""
    if clock is None:
        return None if day_time is None else timedelta(hours=day_time)
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    if clock["half"] == "p" or (day_time is not None and day_time is not DayTime.MORNING):
        hour = hour + 12 if hour < 12 else hour
    elif clock["half"] == "a":
        hour = 0 if hour == 12 else hour
    since_midnight = timedelta(hours=hour, minutes=minute)
    return since_midnight if minute < 60 and since_midnight <= timedelta(days=1) else None


def _days(written: WrittenDate | None, said: DayWords, today: date) -> list[date]:
    """The days that are meant, in order; none when what is said about the day doesn't go together."""
    return [
        day
        for day in _candidate_days(written, said, today)
        if said.weekday in (None, day.weekday()) and said.days_ahead in (None, (day - today).days)
    ]


def _candidate_days(written: WrittenDate | None, said: DayWords, today: date) -> list[date]:
    if written:
        return [written.day] if written.day else []
    if said.days_ahead is not None:
        return [today + timedelta(days=said.days_ahead)]
    if said.weekday is not None:
        coming = today + timedelta(days=(said.weekday - today.weekday()) % 7)
        return [coming, coming + timedelta(days=7)]
    return [today, today + timedelta(days=1)]


def _first_to_come(walls: Iterable[datetime], now: datetime, zone: tzinfo) -> datetime | MomentProblem:
    this_minute = now.replace(second=0, microsecond=0)
    readings = ((wall, instant) for wall in walls for instant in _instants(wall, zone))
    wall, instant = next((pair for pair in readings if pair[1] >= this_minute), (None, now))
    if wall is None:
        return MomentProblem.PAST
    if instant.astimezone(zone).replace(tzinfo=None) != wall:
        return MomentProblem.IMPOSSIBLE
    return MomentProblem.TOO_FAR if instant > now + FARTHEST else max(instant, now)


def _instants(wall: datetime, zone: tzinfo) -> Iterator[datetime]:
    for fold_ in (0, 1):
        yield wall.replace(tzinfo=zone, fold=fold_).astimezone(UTC)
