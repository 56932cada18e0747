"""Quiet hours: across midnight, across the clock changes, and what they do to a call-out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.quiet_hours import (
    STEP,
    QuietHours,
    QuietProblem,
    Timing,
    minute_of_day,
    next_ends,
    read_quiet_hours,
    timing,
)

BRUSSELS = ZoneInfo("Europe/Brussels")
NOTICE = timedelta(hours=2)
NIGHT = QuietHours(22 * 60, 7 * 60)
AFTERNOON = QuietHours(13 * 60, 15 * 60)
HALF_HOURS = st.integers(0, 47).map(lambda number: number * 30)
HOURS = st.tuples(HALF_HOURS, HALF_HOURS).filter(lambda pair: pair[0] != pair[1]).map(lambda pair: QuietHours(*pair))
# Both clock changes of 2026 are among them.
MOMENTS = st.datetimes(datetime(2026, 3, 27), datetime(2026, 10, 28), timezones=st.just(UTC))  # noqa: DTZ001


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


@pytest.mark.parametrize(
    ("hours", "time", "quiet"),
    [
        (NIGHT, "21:59", False),
        (NIGHT, "22:00", True),
        (NIGHT, "00:00", True),
        (NIGHT, "06:59", True),
        (NIGHT, "07:00", False),
        (AFTERNOON, "12:59", False),
        (AFTERNOON, "13:00", True),
        (AFTERNOON, "15:00", False),
    ],
)
def test_hours_may_pass_midnight(hours: QuietHours, time: str, quiet: bool) -> None:
    assert hours.holds_at(minute_of_day(local(f"2026-11-24T{time}"), BRUSSELS)) is quiet


@pytest.mark.parametrize(
    ("now", "end_at", "expected"),
    [
        ("2026-11-24T23:10", 7 * 60, "2026-11-25T07:00"),
        ("2026-11-25T00:10", 7 * 60, "2026-11-25T07:00"),
        ("2026-11-25T07:00", 7 * 60, "2026-11-26T07:00"),  # whoever is asked at the end isn't quiet any more
        ("2026-03-28T23:00", 7 * 60, "2026-03-29T07:00"),  # an hour is missing that night
        ("2026-03-29T01:10", 2 * 60 + 30, "2026-03-29T03:00"),  # half past two doesn't come: summer time begins
        ("2026-10-24T23:00", 7 * 60, "2026-10-25T07:00"),  # an hour comes twice that night
        ("2026-10-25T01:10", 2 * 60 + 30, "2026-10-25T02:30"),  # the first of the two
    ],
)
def test_when_they_end(now: str, end_at: int, expected: str) -> None:
    assert next_ends(local(now), BRUSSELS)[end_at] == local(expected).astimezone(UTC)


@given(hours=HOURS, now=MOMENTS)
def test_they_hold_until_they_end_and_not_beyond(hours: QuietHours, now: datetime) -> None:
    if not hours.holds_at(minute_of_day(now, BRUSSELS)):
        return
    end = next_ends(now, BRUSSELS)[hours.end]
    assert not hours.holds_at(minute_of_day(end, BRUSSELS))
    moment = now
    while moment < end:
        assert hours.holds_at(minute_of_day(moment, BRUSSELS))
        moment += STEP / 6


@given(now=MOMENTS)
def test_every_half_hour_comes_within_a_day_and_an_hour(now: datetime) -> None:
    ends = next_ends(now, BRUSSELS)
    assert len(ends) == 48
    assert all(now < end <= now + timedelta(hours=25) for end in ends.values())


AT_ONCE, SILENTLY, IN_THE_MORNING = "at once", "silently", "in the morning"


@pytest.mark.parametrize(
    ("now", "starts", "urgent", "call_always", "expected"),
    [
        # awake: quiet hours don't matter
        ("2026-11-24T20:00", "2026-11-25T09:00", False, False, AT_ONCE),
        ("2026-11-24T20:00", "2026-11-24T21:00", True, False, AT_ONCE),
        # asleep and agreed to be called always: an urgent one wakes them, a planned one doesn't
        ("2026-11-25T03:00", "2026-11-25T04:00", True, True, AT_ONCE),
        ("2026-11-25T03:00", "2026-11-25T14:00", True, True, AT_ONCE),
        ("2026-11-25T03:00", "2026-11-25T14:00", False, True, IN_THE_MORNING),
        # asleep, and didn't agree
        ("2026-11-25T03:00", "2026-11-25T04:00", True, False, SILENTLY),
        ("2026-11-25T03:00", "2026-11-25T14:00", True, False, SILENTLY),
        ("2026-11-25T03:00", "2026-11-25T14:00", False, False, IN_THE_MORNING),
        # planned, but it can't wait until they are up
        ("2026-11-25T03:00", "2026-11-25T06:00", False, False, SILENTLY),
        ("2026-11-25T03:00", "2026-11-25T08:59", False, True, SILENTLY),
        ("2026-11-25T03:00", "2026-11-25T09:00", False, False, IN_THE_MORNING),
    ],
)
def test_when_a_call_out_reaches_somebody_and_whether_it_rings(
    now: str, starts: str, urgent: bool, call_always: bool, expected: str
) -> None:
    moment = local(now)
    how = timing(NIGHT, moment, BRUSSELS, local(starts), NOTICE, urgent=urgent, call_always=call_always)
    meant = {
        AT_ONCE: Timing(moment, silent=False),
        SILENTLY: Timing(moment, silent=True),
        IN_THE_MORNING: Timing(local("2026-11-25T07:00"), silent=False),
    }
    assert how == meant[expected]


def test_without_quiet_hours_everything_rings_at_once() -> None:
    now = local("2026-11-25T03:00")
    how = timing(None, now, BRUSSELS, local("2026-11-25T14:00"), NOTICE, urgent=False, call_always=False)
    assert how == Timing(now, silent=False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("22.30 - 7.00", QuietHours(22 * 60 + 30, 7 * 60)),
        ("22:30–07:00", QuietHours(22 * 60 + 30, 7 * 60)),
        ("van 22u tot 7u", QuietHours(22 * 60, 7 * 60)),
        ("22 uur tot 6 uur 30", QuietHours(22 * 60, 6 * 60 + 30)),
        ("de 22h30 à 7h", QuietHours(22 * 60 + 30, 7 * 60)),
        ("von 23 bis 6 Uhr", QuietHours(23 * 60, 6 * 60)),
        ("23-6", QuietHours(23 * 60, 6 * 60)),
        ("from 0 to 6", QuietHours(0, 6 * 60)),
        ("20.00 - 24.00", QuietHours(20 * 60, 0)),
        ("22.15 - 7.00", QuietProblem.NOT_A_HALF_HOUR),
        ("7 - 7", QuietProblem.WHOLE_DAY),
        ("25 - 7", QuietProblem.UNREADABLE),
        ("22.75 - 7", QuietProblem.UNREADABLE),
        ("22.7", QuietProblem.UNREADABLE),
        ("22", QuietProblem.UNREADABLE),
        ("22 - 7 - 9", QuietProblem.UNREADABLE),
        ("when I sleep", QuietProblem.UNREADABLE),
        ("22 - 7 please", QuietProblem.UNREADABLE),
        ("", QuietProblem.UNREADABLE),
        ("22-7" * 20, QuietProblem.UNREADABLE),
    ],
)
def test_as_people_type_them(text: str, expected: QuietHours | QuietProblem) -> None:
    assert read_quiet_hours(text) == expected


@given(st.text(max_size=60))
def test_any_text_gets_an_answer(text: str) -> None:
    assert isinstance(read_quiet_hours(text), QuietHours | QuietProblem)
