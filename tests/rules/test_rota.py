"""Who is on call: on the nights in which the clock changes, with exceptions, and what is typed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.rota import (
    DAY_MINUTES,
    WEEK_MINUTES,
    Plan,
    RotaPolicy,
    Span,
    Weekly,
    WeekTimes,
    after,
    announcements_due,
    at,
    clashing,
    days_of,
    gaps,
    instant,
    next_announcement,
    timeline,
)
from services.rules.rota_words import RotaProblem, read_once, read_weekly

BRUSSELS = ZoneInfo("Europe/Brussels")
EVERY_DAY = frozenset(range(7))
ELS, JAN, EVA = 1, 2, 3
SUMMER, WINTER = datetime(2027, 3, 28, tzinfo=UTC), datetime(2027, 10, 31, tzinfo=UTC)
NOW = datetime(2026, 11, 24, 19, 4, tzinfo=UTC)  # a Tuesday, 20.04 in Brussels


def weekly(who: int, start: float, end: float, days: frozenset[int] = EVERY_DAY) -> Weekly:
    return Weekly(who, WeekTimes(days, round(start * 60), round(end * 60)))


def around(day: datetime, *shifts: Weekly) -> tuple[Span, ...]:
    return timeline(Plan(shifts), day - timedelta(days=1), day + timedelta(days=1), BRUSSELS)


def utc(day: datetime, hour: int, minute: int = 0) -> datetime:
    return day.replace(hour=hour, minute=minute)


@pytest.mark.parametrize(
    ("day", "hand_over", "at_utc"),
    [
        (SUMMER, 1.5, (0, 30)),
        (SUMMER, 2, (1, 0)),  # 2.00 isn't on the clock that night: at once when it jumps to 3.00
        (SUMMER, 2.5, (1, 0)),
        (SUMMER, 3, (1, 0)),
        (SUMMER, 3.5, (1, 30)),
        (WINTER, 2, (0, 0)),  # 2.00 to 3.00 comes twice: the first time counts
        (WINTER, 2.5, (0, 30)),
        (WINTER, 3, (2, 0)),
        (WINTER, 4, (3, 0)),
    ],
)
def test_hand_over_in_the_night_in_which_the_clock_changes(
    day: datetime, hand_over: float, at_utc: tuple[int, int]
) -> None:
    """By day Jan, by night Els, until that hour."""
    spans = around(day, weekly(ELS, 20, hand_over), weekly(JAN, hand_over, 20))
    night = at(spans, day - timedelta(minutes=30))
    assert (night.who, night.end) == (ELS, utc(day, *at_utc))
    assert at(spans, night.end).who == JAN


@pytest.mark.parametrize(("day", "hours"), [(SUMMER, 11), (WINTER, 13)])
def test_that_night_is_an_hour_shorter_or_longer(day: datetime, hours: int) -> None:
    night = at(around(day, weekly(ELS, 20, 8), weekly(JAN, 8, 20)), day)
    assert night.end - night.start == timedelta(hours=hours)


@pytest.mark.parametrize("day", [SUMMER, WINTER])
def test_a_shift_of_the_hour_that_the_clock_skips_or_repeats(day: datetime) -> None:
    spans = around(day, weekly(ELS, 2, 3), weekly(JAN, 3, 2))
    mine = [span for span in spans if span.who == ELS and span.start.date() == day.date()]
    assert [span.end - span.start for span in mine] == ([] if day is SUMMER else [timedelta(hours=2)])
    assert not gaps([spans], spans[0].start, spans[-1].end)


@given(
    st.sampled_from([SUMMER, WINTER, NOW]),
    st.lists(st.integers(0, WEEK_MINUTES // 5 - 1).map(lambda five: five * 5), min_size=2, max_size=12, unique=True),
    st.integers(-3 * DAY_MINUTES, 3 * DAY_MINUTES),
)
def test_a_pattern_that_covers_the_week_leaves_no_instant_to_nobody_or_to_two(
    day: datetime, hand_overs: list[int], minute: int
) -> None:
    """Shifts of at most a day from each hand-over on the clock to the next, each to somebody else."""
    pattern: list[Weekly] = []
    starts = sorted({*hand_overs, *range(0, WEEK_MINUTES, DAY_MINUTES)})
    for who, (start, end) in enumerate(zip(starts, [*starts[1:], WEEK_MINUTES], strict=True)):
        times = WeekTimes(frozenset({start // DAY_MINUTES}), start % DAY_MINUTES, (end - 1) % DAY_MINUTES + 1)
        assert clashing(pattern, times) is None
        pattern.append(Weekly(who, times))
    since, until = day - timedelta(days=4), day + timedelta(days=4)
    spans = timeline(Plan(tuple(pattern)), since, until, BRUSSELS)
    moment = day + timedelta(minutes=minute)
    assert [span.start for span in spans[1:]] == [span.end for span in spans[:-1]]
    assert [span.who for span in spans if span.holds(moment)] == [at(spans, moment).who]
    assert not gaps([spans], since, until)
    wall = moment.astimezone(BRUSSELS)
    if instant(wall.replace(tzinfo=None), BRUSSELS) == moment:  # else it is the second time that the clock shows it
        of_week = wall.weekday() * DAY_MINUTES + wall.hour * 60 + wall.minute
        assert at(spans, moment).who == max(who for who, start in enumerate(starts) if start <= of_week)


@given(st.sampled_from([SUMMER, WINTER]), st.integers(0, DAY_MINUTES), st.integers(0, DAY_MINUTES))
def test_a_later_time_on_the_clock_is_never_earlier(day: datetime, one: int, other: int) -> None:
    midnight = day.replace(tzinfo=None)
    first, second = (instant(midnight + timedelta(minutes=each), BRUSSELS) for each in sorted((one, other)))
    assert first <= second


class TestExceptions:
    BASE = (weekly(ELS, 8, 20), weekly(JAN, 20, 8))

    def plan(self, *over: Span, able: frozenset[int] | None = None) -> tuple[Span, ...]:
        return timeline(Plan(self.BASE, over, able), NOW - timedelta(days=1), NOW + timedelta(days=2), BRUSSELS)

    def test_the_last_one_counts(self) -> None:
        evening = Span(EVA, NOW, NOW + timedelta(hours=4))
        later = Span(ELS, NOW + timedelta(hours=2), NOW + timedelta(hours=3))
        spans = self.plan(evening, later)
        whos = [at(spans, NOW + timedelta(hours=each)).who for each in (-0.05, 0, 1, 2, 3, 4)]
        assert whos == [JAN, EVA, EVA, ELS, EVA, JAN]

    def test_who_comes_next(self) -> None:
        spans = self.plan(Span(EVA, NOW + timedelta(days=1), NOW + timedelta(days=1, hours=1)))
        following = after(spans, NOW)
        assert following
        assert (following.who, following.start) == (ELS, NOW.replace(day=25, hour=7, minute=0))

    def test_whoever_is_not_able_leaves_a_gap_and_not_the_one_beneath(self) -> None:
        spans = self.plan(Span(EVA, NOW, NOW + timedelta(hours=4)), able=frozenset({ELS, JAN}))
        assert at(spans, NOW).who is None
        assert gaps([spans], NOW, NOW + timedelta(days=1)) == (Span(None, NOW, NOW + timedelta(hours=4)),)

    def test_a_wider_region_fills_a_gap(self) -> None:
        by_day = timeline(Plan(self.BASE[:1]), NOW, NOW + timedelta(days=1), BRUSSELS)
        wider = timeline(Plan((weekly(EVA, 0, 6), weekly(EVA, 20, 24))), NOW, NOW + timedelta(days=1), BRUSSELS)
        morning = NOW.replace(day=25, hour=5, minute=0)
        assert gaps([by_day, wider], NOW, NOW + timedelta(hours=20)) == (
            Span(None, morning, morning + timedelta(hours=2)),
        )


def test_a_gap_is_announced_three_days_and_one_day_before() -> None:
    policy, gap = RotaPolicy(), Span(None, NOW, NOW + timedelta(hours=1))
    days = (4, 3, 2, 1, 0)
    assert [announcements_due(policy, gap, NOW - timedelta(days=each)) for each in days] == [0, 1, 1, 2, 2]
    following = [next_announcement(policy, gap, NOW - timedelta(days=each)) for each in days]
    assert following == [NOW - timedelta(days=3), *[NOW - timedelta(days=1)] * 2, None, None]


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("ma-vr 8-20", "ma-vr 20-8", False),
        ("ma-vr 8-20", "wo 19-21", True),
        ("zo 20-8", "ma 7-9", True),  # over the end of the week
        ("zo 20-8", "ma 8-9", False),
        ("za 8-8", "zo 7-8", True),
    ],
)
def test_two_shifts_on_the_same_hour(one: str, other: str, clash: bool) -> None:
    first, second = read_weekly(one), read_weekly(other)
    assert isinstance(first, WeekTimes)
    assert isinstance(second, WeekTimes)
    assert bool(clashing([Weekly(ELS, first)], second)) is clash
    assert days_of(first.bits) == first.days


@pytest.mark.parametrize(
    ("text", "days", "start", "end"),
    [
        ("ma-vr 8-20", range(5), 8, 20),
        ("Ma t/m vr van 8u tot 20u", range(5), 8, 20),
        ("maandag, woensdag en vrijdag 8.30 - 17.00", (0, 2, 4), 8.5, 17),
        ("vr-ma 20-8", (4, 5, 6, 0), 20, 8),
        ("weekend 0-24", (5, 6), 0, 24),
        ("elke nacht 20u-8u", range(7), 20, 8),
        ("24/7", range(7), 0, 24),
        ("za 8-8", (5,), 8, 8),
        ("mon-fri 8:00 to 20:00", range(5), 8, 20),
        ("every day 7-19", range(7), 7, 19),
        ("lundi au vendredi de 8h à 20h", range(5), 8, 20),
        ("le week-end de 8h30 à 20h", (5, 6), 8.5, 20),
        ("Mo-Fr 8 bis 20 Uhr", range(5), 8, 20),
        ("jeden Tag 20-8", range(7), 20, 8),
    ],
)
def test_a_weekly_shift_as_people_type_it(text: str, days: range, start: float, end: float) -> None:
    assert read_weekly(text) == WeekTimes(frozenset(days), round(start * 60), round(end * 60))


@pytest.mark.parametrize("text", ["", "8-20", "ma-vr", "ma-vr 8", "ma-vr 25-26", "ma-vr 8.70-9", "Els 8-20", "x" * 99])
def test_what_is_no_weekly_shift(text: str) -> None:
    assert read_weekly(text) is RotaProblem.UNREADABLE


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("28/11 20-8", (28, 20), (29, 8)),
        ("za 20.00 - zo 8.00", (28, 20), (29, 8)),
        ("zaterdag 20u tot zondag 8u", (28, 20), (29, 8)),
        ("28-11 20.00 - 30-11 8.00", (28, 20), (30, 8)),
        ("tomorrow 9:00 until 17:00", (25, 9), (25, 17)),
        ("nu tot 23u", (24, 20), (24, 23)),
        ("demain 9h à 17h", (25, 9), (25, 17)),
        ("morgen 9 Uhr bis 17 Uhr", (25, 9), (25, 17)),
    ],
)
def test_a_shift_once_as_people_type_it(text: str, start: tuple[int, int], end: tuple[int, int]) -> None:
    read = read_once(text, NOW, BRUSSELS, timedelta(days=14))
    assert isinstance(read, Span)
    begins, ends = read.start.astimezone(BRUSSELS), read.end.astimezone(BRUSSELS)
    assert ((begins.day, begins.hour), (ends.day, ends.hour)) == (start, end)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("ooit", RotaProblem.UNREADABLE),
        ("za 20.00", RotaProblem.UNREADABLE),
        ("20/11 8-20", RotaProblem.PAST),
        ("1/12 8.00 tot 1/1 8.00", RotaProblem.TOO_LONG),
    ],
)
def test_what_is_no_shift(text: str, problem: RotaProblem) -> None:
    assert read_once(text, NOW, BRUSSELS, timedelta(days=14)) is problem
