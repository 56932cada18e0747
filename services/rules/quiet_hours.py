"""Hours in which somebody would rather not be woken: when a call-out reaches them, and whether it rings.

Availability decides whether somebody is asked at all (`rules.eligibility`); this decides how.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import Enum, auto
from typing import Final

from services.rules.words import fold

STEP: Final = timedelta(minutes=30)
_STEP_MINUTES: Final = 30
_DAY_MINUTES: Final = 24 * 60
_LONGEST_TEXT: Final = 40
_A_DAY_AND_THE_CLOCK_CHANGE: Final = 50  # steps
_CLOCK: Final = re.compile(
    r"(?<![0-9])([0-9]{1,2})(?: ?(?:[.:]|uur|uhr|u|h) ?([0-9]{2}))?(?: ?(?:uur|uhr|heures?|u|h))?(?![0-9a-z])"
)
_BETWEEN: Final = re.compile(r"[\s,-]*(?:(?:van|tot|tussen|en|from|to|until|and|de|a|au|von|bis|und)[\s,-]*)*")


class QuietProblem(Enum):
    """Why a text doesn't say quiet hours."""

    UNREADABLE = auto()
    NOT_A_HALF_HOUR = auto()
    WHOLE_DAY = auto()  # both ends are the same: that is a pause


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From and until, in minutes after midnight on the local clock, whole half hours; may pass midnight."""

    start: int
    end: int

    def holds_at(self, minute: int) -> bool:
        """Whether that minute of the day is among them; the end isn't."""
        if self.start < self.end:
            return self.start <= minute < self.end
        return minute >= self.start or minute < self.end


@dataclass(frozen=True, slots=True)
class Timing:
    """When a message may go out, and whether the phone stays silent."""

    due_at: datetime
    silent: bool


def minute_of_day(moment: datetime, zone: tzinfo) -> int:
    """Minutes after midnight on the local clock."""
    local = moment.astimezone(zone)
    return local.hour * 60 + local.minute


def next_ends(now: datetime, zone: tzinfo) -> Mapping[int, datetime]:
    """For each half hour of the day, when the local clock next reaches it, or jumps past it (summer time)."""
    moment = now.astimezone(UTC)
    moment = moment.replace(minute=moment.minute - moment.minute % _STEP_MINUTES, second=0, microsecond=0)
    reached: dict[int, datetime] = {}
    before = _wall(moment, zone)
    for _ in range(_A_DAY_AND_THE_CLOCK_CHANGE):
        moment += STEP
        after = _wall(moment, zone)
        while before < after:
            before += STEP
            reached.setdefault(before.hour * 60 + before.minute, moment)
        before = after
    return reached


def _wall(moment: datetime, zone: tzinfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


def waits(end: datetime, starts_at: datetime, notice: timedelta, *, urgent: bool) -> bool:
    """Whether a call-out waits for the end of quiet hours: it isn't urgent, and leaves time to answer after them."""
    return not urgent and end + notice <= starts_at


def timing(
    quiet: QuietHours | None,
    now: datetime,
    zone: tzinfo,
    starts_at: datetime,
    notice: timedelta,
    *,
    urgent: bool,
    call_always: bool,
) -> Timing:
    """How somebody who is asked gets the call-out.

    - outside their quiet hours, or urgent to somebody who may be called always: at once, and it rings;
    - in their quiet hours, if it can wait (`waits`): when these end, and it rings;
    - otherwise at once, but silently: whoever is awake sees it.
    """
    if quiet is None or not quiet.holds_at(minute_of_day(now, zone)) or (urgent and call_always):
        return Timing(now, silent=False)
    end = next_ends(now, zone)[quiet.end]
    if waits(end, starts_at, notice, urgent=urgent):
        return Timing(end, silent=False)
    return Timing(now, silent=True)


def read_quiet_hours(text: str) -> QuietHours | QuietProblem:
    """The hours that somebody typed, such as "22.30 - 7.00" or "van 22u tot 7u", or why there are none."""
    phrase = fold(text).strip() if len(text) <= _LONGEST_TEXT else ""
    minutes = [_minute(int(clock[1]), int(clock[2] or 0)) for clock in _CLOCK.finditer(phrase)]
    match minutes if _BETWEEN.fullmatch(_CLOCK.sub(" ", phrase)) else []:
        case [int(start), int(end)]:
            if start % _STEP_MINUTES or end % _STEP_MINUTES:
                return QuietProblem.NOT_A_HALF_HOUR
            return QuietHours(start, end) if start != end else QuietProblem.WHOLE_DAY
        case _:
            return QuietProblem.UNREADABLE


def _minute(hour: int, minute: int) -> int | None:
    """Minutes after midnight; None when no clock shows it. 24.00 is 0.00."""
    since_midnight = hour * 60 + minute
    return since_midnight % _DAY_MINUTES if minute < 60 and since_midnight <= _DAY_MINUTES else None
