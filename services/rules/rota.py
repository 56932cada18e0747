"""Who is on call when: a weekly pattern on the local clock, exceptions over it, and what nobody covers.

Wall times become instants by one function that never goes back. So shifts that meet on the clock meet in time too, also
in the nights in which the clock changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta, tzinfo
from functools import reduce
from typing import Final

DAYS: Final = 7
DAY: Final = timedelta(days=1)
DAY_MINUTES: Final = 24 * 60
WEEK_MINUTES: Final = DAYS * DAY_MINUTES
_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class RotaPolicy:
    """`looks_ahead`: how far gaps are looked for. They are announced as long before as `announce` says, once each.

    Whoever doesn't answer the test alarm of a shift gets it once more after `alarm_again`; as long after that, the next
    in line and the administrators hear of it. `longest`: of a shift that is planned once. While somebody plans, others
    hear nothing of gaps: for so long as `settles_within` after the last change.
    """

    announce: tuple[timedelta, ...] = (timedelta(days=3), timedelta(days=1))
    alarm_again: timedelta = timedelta(minutes=5)
    longest: timedelta = timedelta(days=14)
    settles_within: timedelta = timedelta(hours=1)
    shows_ahead: timedelta = timedelta(days=28)

    @property
    def looks_ahead(self) -> timedelta:
        return max(self.announce)


@dataclass(frozen=True, slots=True)
class WeekTimes:
    """Days of the week, Monday being 0, and from and until in minutes after midnight on the local clock.

    An end that isn't after the start is on the day after; 24.00 is 1440.
    """

    days: frozenset[int]
    start: int
    end: int

    @property
    def length(self) -> int:
        """Minutes on the clock."""
        return self.end - self.start + (DAY_MINUTES if self.end <= self.start else 0)

    @property
    def bits(self) -> int:
        """The days as a number: bit 0 is Monday."""
        return sum(1 << day for day in self.days)


def days_of(bits: int) -> frozenset[int]:
    """The days in such a number."""
    return frozenset(day for day in range(DAYS) if bits >> day & 1)


@dataclass(frozen=True, slots=True)
class Weekly:
    """A shift that comes back every week."""

    who: int
    times: WeekTimes


@dataclass(frozen=True, slots=True)
class Span:
    """From one instant until another, somebody is on call, or nobody (None)."""

    who: int | None
    start: datetime
    end: datetime

    def holds(self, moment: datetime) -> bool:
        """Whether it is then; the end isn't."""
        return self.start <= moment < self.end


@dataclass(frozen=True, slots=True)
class Plan:
    """A rota. Of exceptions that overlap the last one counts. Whoever isn't `able` (None: all are) isn't on call."""

    weekly: tuple[Weekly, ...] = ()
    exceptions: tuple[Span, ...] = ()
    able: frozenset[int] | None = field(default=None)


def instant(wall: datetime, zone: tzinfo) -> datetime:
    """When the local clock first shows that time, or jumps past it; never earlier for a later time."""
    first, second = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first <= second:
        return first
    while second.astimezone(zone).replace(tzinfo=None) < wall:  # the clock skips it: the instant of the jump
        second += _MINUTE
    return second


def timeline(plan: Plan, since: datetime, until: datetime, zone: tzinfo) -> tuple[Span, ...]:
    """Who is on call, without a break from `since` until `until`; neighbours are different people."""
    shifts = _shifts(plan.weekly, since, until, zone)
    spans = _over_nobody((*shifts, *plan.exceptions), since, until)
    return _joined(Span(_if_able(span.who, plan.able), span.start, span.end) for span in spans)


def _shifts(weekly: Iterable[Weekly], since: datetime, until: datetime, zone: tzinfo) -> Iterator[Span]:
    """Each shift of the pattern that touches that time."""
    first, last = since.astimezone(zone).date() - DAY, until.astimezone(zone).date()
    for number in range((last - first).days + 1):
        midnight = datetime.combine(first + number * DAY, time())
        for shift in weekly:
            if midnight.weekday() in shift.times.days:
                start = midnight + timedelta(minutes=shift.times.start)
                end = start + timedelta(minutes=shift.times.length)
                yield Span(shift.who, instant(start, zone), instant(end, zone))


def _over_nobody(shifts: Iterable[Span], since: datetime, until: datetime) -> tuple[Span, ...]:
    """Each shift laid over those before it, and all of them over a time in which nobody is on call."""
    nobody: tuple[Span, ...] = (Span(None, since, until),)
    return reduce(_painted, shifts, nobody)


def _painted(spans: tuple[Span, ...], over: Span) -> tuple[Span, ...]:
    """The spans with another one laid over them, within their own bounds."""
    start, end = max(over.start, spans[0].start), min(over.end, spans[-1].end)
    if start >= end:
        return spans
    before = (Span(span.who, span.start, min(span.end, start)) for span in spans if span.start < start)
    after = (Span(span.who, max(span.start, end), span.end) for span in spans if span.end > end)
    return (*before, Span(over.who, start, end), *after)


def _if_able(who: int | None, able: frozenset[int] | None) -> int | None:
    return who if able is None or who in able else None


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].who == span.who:
            joined[-1] = Span(span.who, joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)


def at(spans: Sequence[Span], moment: datetime) -> Span:
    """The span of that moment, which must lie within them."""
    return next(span for span in spans if span.holds(moment))


def after(spans: Sequence[Span], moment: datetime) -> Span | None:
    """The next shift of somebody else than whoever is on call at that moment."""
    now = at(spans, moment)
    return next((span for span in spans if span.start > moment and span.who not in (None, now.who)), None)


def gaps(timelines: Sequence[Sequence[Span]], since: datetime, until: datetime) -> tuple[Span, ...]:
    """When nobody is on call in any of these timelines."""
    covered = (Span(0, span.start, span.end) for spans in timelines for span in spans if span.who is not None)
    left = _joined(_over_nobody(covered, since, until))
    return tuple(span for span in left if span.who is None)


def announcements_due(policy: RotaPolicy, gap: Span, now: datetime) -> int:
    """How many of its announcements are due by now."""
    return sum(gap.start - ahead <= now for ahead in policy.announce)


def next_announcement(policy: RotaPolicy, gap: Span, now: datetime) -> datetime | None:
    """When the next one is due."""
    return min((gap.start - ahead for ahead in policy.announce if gap.start - ahead > now), default=None)


def clashing(weekly: Iterable[Weekly], times: WeekTimes) -> Weekly | None:
    """The first shift of the pattern that holds part of those times already."""
    return next((shift for shift in weekly if _meet(shift.times, times)), None)


def _meet(one: WeekTimes, other: WeekTimes) -> bool:
    return any(
        a + week < b + other.length and b < a + week + one.length
        for a in _starts(one)
        for b in _starts(other)
        for week in (-WEEK_MINUTES, 0, WEEK_MINUTES)
    )


def _starts(times: WeekTimes) -> list[int]:
    return [day * DAY_MINUTES + times.start for day in times.days]
