"""Times as people read them: also when they read them after midnight."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from messages.formats import date_and_time, dated_time, day_and_time, time_span
from messages.language import speaking

NOW = datetime(2026, 11, 24, 19, 4, tzinfo=UTC)  # a Tuesday, 20.04 in Brussels
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (0 * HOUR, "vandaag 20.04"),
        (13 * HOUR, "morgen (wo 25 nov) 09.04"),
        (-21 * HOUR, "gisteren (ma 23 nov) 23.04"),
        (48 * HOUR, "do 26 nov 20.04"),
    ],
)
def test_what_is_read_at_once(ahead: timedelta, said: str) -> None:
    with speaking("nl"):
        assert day_and_time(NOW + ahead, NOW) == said


def test_what_people_rely_on_later_names_the_date_of_today_too() -> None:
    with speaking("nl"):
        assert dated_time(NOW, NOW) == "vandaag (di 24 nov) 20.04"
        assert time_span(NOW, NOW + 4 * HOUR, NOW) == "vandaag (di 24 nov) 20.04 – 00.04 (4 uur)"


def test_what_stays_as_it_is_names_the_date_alone() -> None:
    with speaking("nl"):
        assert date_and_time(NOW + 24 * HOUR) == "wo 25 nov 20.04"


def test_a_day_or_longer_names_the_day_on_which_it_ends() -> None:
    with speaking("en"):
        span = time_span(NOW, NOW + 24 * HOUR, NOW)
    assert span == "today (Tue 24 Nov) 20:04 – tomorrow (Wed 25 Nov) 20:04 (24 hours)"
