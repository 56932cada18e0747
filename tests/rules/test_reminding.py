"""When people are reminded, and how long a place waits when the time moved."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.policy import Policy
from services.rules.confirming import confirm_until
from services.rules.reminding import ReminderPolicy, reminds_of_start_at, reminds_silent_at
from services.rules.templates import TEMPLATES, TemplateCode, template

BRUSSELS = ZoneInfo("Europe/Brussels")
POLICY = Policy()


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=BRUSSELS)


def silent(asked_at: datetime, starts_at: datetime, *, urgent: bool = False) -> datetime | None:
    return reminds_silent_at(
        asked_at, starts_at, urgent=urgent, policy=POLICY.reminders, night=POLICY.night, zone=BRUSSELS
    )


@pytest.mark.parametrize(
    ("asked_at", "starts_at", "expected"),
    [
        (at(24, 8), at(26, 8), at(25, 8)),  # halfway
        (at(24, 8), at(24, 14), at(24, 11)),
        (at(24, 8), at(24, 12), None),  # there would be less than three hours left
        (at(24, 8), at(24, 8, 30), None),
        (at(24, 20), at(25, 12), at(25, 7)),  # not in the night
        (at(24, 20), at(25, 9), None),
    ],
)
def test_the_silent_are_reminded_halfway(asked_at: datetime, starts_at: datetime, expected: datetime | None) -> None:
    assert silent(asked_at, starts_at) == expected
    assert silent(asked_at, starts_at, urgent=True) is None


def test_an_organisation_may_repeat_urgent_ones() -> None:
    policy = ReminderPolicy(urgent_after=timedelta(minutes=10))
    moment = reminds_silent_at(at(24, 20), at(24, 20), urgent=True, policy=policy, night=POLICY.night, zone=BRUSSELS)
    assert moment == at(24, 20, 10)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (at(24, 8), at(25, 18)),
        (at(25, 18), at(26, 12)),
        (at(26, 11, 59), at(26, 12)),
        (at(26, 12), None),
    ],
)
def test_those_who_come_are_reminded_the_evening_before_and_two_hours_before(
    after: datetime, expected: datetime | None
) -> None:
    assert reminds_of_start_at(after, at(26, 14), policy=POLICY.reminders, zone=BRUSSELS) == expected


def kept_until(now: datetime, starts_at: datetime) -> datetime | None:
    return confirm_until(now, starts_at, policy=POLICY.confirming, night=POLICY.night, zone=BRUSSELS)


@pytest.mark.parametrize(
    ("now", "starts_at", "expected"),
    [
        (at(24, 8), at(24, 16), at(24, 12)),
        (at(24, 8), at(28, 8), at(25, 8)),  # a day is enough
        (at(24, 20), at(25, 8), at(25, 7)),  # nobody loses a place in the night
        (at(24, 20), at(25, 7, 30), None),
        (at(24, 8), at(24, 9), None),  # too short: it stays theirs
        (at(24, 8), at(24, 7), None),
    ],
)
def test_a_place_waits_half_of_the_time_that_is_left(
    now: datetime, starts_at: datetime, expected: datetime | None
) -> None:
    assert kept_until(now, starts_at) == expected


@given(st.integers(0, 20_000), st.integers(0, 20_000))
def test_nobody_is_disturbed_in_the_night_nor_too_late(asked: int, starts: int) -> None:
    now, start = at(24, 0) + timedelta(minutes=asked), at(24, 0) + timedelta(minutes=asked + starts)
    for moment, margin in ((silent(now, start), timedelta(hours=3)), (kept_until(now, start), timedelta(hours=1))):
        assert moment is None or now < moment <= start - margin
        assert moment is None or not POLICY.night.includes(moment, BRUSSELS)


def test_every_usual_request_has_its_figures() -> None:
    assert set(TEMPLATES) == set(TemplateCode)
    assert template("sandbags") is TEMPLATES[TemplateCode.SANDBAGS]
    assert template("anything else") is None
