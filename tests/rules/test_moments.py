"""When help is needed, on the clock of Belgium."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.moments import FARTHEST, MomentProblem, read_moment

BRUSSELS = ZoneInfo("Europe/Brussels")
NOW = datetime(2026, 11, 23, 16, 30, 20, tzinfo=BRUSSELS)  # a Monday


def local(text: str, now: datetime = NOW) -> str | MomentProblem:
    """What the text means, as the clock on the wall shows it."""
    found = read_moment(text, now, BRUSSELS)
    return found if isinstance(found, MomentProblem) else found.astimezone(BRUSSELS).strftime("%a %d/%m/%Y %H:%M")


@pytest.mark.parametrize(
    "text",
    [
        "nu",
        "NU!",
        "nu meteen",
        "direct",
        "zo snel mogelijk",
        "now",
        "asap",
        "maintenant",
        "tout de suite",
        "jetzt",
    ],
)
def test_now_is_this_very_moment(text: str) -> None:
    assert read_moment(text, NOW, BRUSSELS) == NOW


@pytest.mark.parametrize(
    "text",
    [
        "21.30",
        "21:30",
        "21u30",
        "21h30",
        "21 u 30",
        "21.30 uur",
        "om 21u30",
        "9.30 pm",
        "9:30 p.m.",
        "vanavond 21.30",
    ],
)
def test_half_past_nine_tonight(text: str) -> None:
    assert local(text) == "Mon 23/11/2026 21:30"


@pytest.mark.parametrize(
    "text",
    [
        "9u",
        "9 uur",
        "9am",
        "9",
        "morgen 9u",
        "Morgen om 9 uur",
        "om 9u morgen",
        "morgenochtend",
        "morgenvroeg 9u",
        "dinsdag 9u",
        "di 9u",
        "24/11 9u",
        "24-11 9u00",
        "24.11 9u",
        "24.11. 9 Uhr",
        "24/11/26 9u",
        "24/11/2026 09:00",
        "2026-11-24 09:00",
        "2026-11-24T09:00",
        "24 november om 9u",
        "24 nov. 2026 9.00",
        "Nov 24, 9am",
        "dinsdag 24/11 9u",
        "tomorrow at 9 am",
        "Tuesday 9:00",
        "demain à 9h",
        "mardi 9h",
        "demain matin",
        "morgen um 9 Uhr",
        "Dienstag 9 Uhr",
    ],
)
def test_nine_tomorrow(text: str) -> None:
    assert local(text) == "Tue 24/11/2026 09:00"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vanavond", "Mon 23/11/2026 19:00"),
        ("this evening", "Mon 23/11/2026 19:00"),
        ("ce soir", "Mon 23/11/2026 19:00"),
        ("heute Abend", "Mon 23/11/2026 19:00"),
        ("vanavond 8u", "Mon 23/11/2026 20:00"),
        ("8 uur 's avonds", "Mon 23/11/2026 20:00"),
        ("vandaag 17u", "Mon 23/11/2026 17:00"),
        ("overmorgen 14.00", "Wed 25/11/2026 14:00"),
        ("day after tomorrow 2pm", "Wed 25/11/2026 14:00"),
        ("après-demain 14h", "Wed 25/11/2026 14:00"),
        ("übermorgen 14 Uhr", "Wed 25/11/2026 14:00"),
        ("morgen namiddag", "Tue 24/11/2026 14:00"),
        ("zaterdag 10u", "Sat 28/11/2026 10:00"),
        ("komende zaterdag om 10u", "Sat 28/11/2026 10:00"),
        ("zaterdagavond", "Sat 28/11/2026 19:00"),
        ("24u", "Tue 24/11/2026 00:00"),
        ("middernacht", "Tue 24/11/2026 00:00"),
        ("12 am", "Tue 24/11/2026 00:00"),
        ("noon", "Tue 24/11/2026 12:00"),
        ("12 pm", "Tue 24/11/2026 12:00"),
        ("vannacht 2u", "Tue 24/11/2026 02:00"),
        ("over 2 uur", "Mon 23/11/2026 18:30"),
        ("over twee uur", "Mon 23/11/2026 18:30"),
        ("binnen 30 min", "Mon 23/11/2026 17:00"),
        ("over een half uur", "Mon 23/11/2026 17:00"),
        ("in 2 hours", "Mon 23/11/2026 18:30"),
        ("dans 2 heures", "Mon 23/11/2026 18:30"),
        ("in einer Stunde", "Mon 23/11/2026 17:30"),
        ("over 3 dagen", "Thu 26/11/2026 16:30"),
    ],
)
def test_other_ways_to_say_it(text: str, expected: str) -> None:
    assert local(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("16.31", "Mon 23/11/2026 16:31"),
        ("16.29", "Tue 24/11/2026 16:29"),
        ("maandag 18u", "Mon 23/11/2026 18:00"),
        ("maandag 9u", "Mon 30/11/2026 09:00"),
        ("vandaag 9u", MomentProblem.PAST),
        ("22/11 9u", MomentProblem.PAST),
        ("24/11/2020 9u", MomentProblem.PAST),
        ("1/3 9u", "Mon 01/03/2027 09:00"),
        ("24/11/2027 9u", "Wed 24/11/2027 09:00"),
        ("25/11/2027 9u", MomentProblem.TOO_FAR),
    ],
)
def test_what_is_past_and_what_is_too_far(text: str, expected: str | MomentProblem) -> None:
    assert local(text) == expected


def test_the_running_minute_is_now() -> None:
    assert read_moment("16.30", NOW, BRUSSELS) == NOW


@pytest.mark.parametrize(
    "text",
    [
        "31/02 9u",
        "2027-02-30 9u",
        "29/02 9u",
        "25u",
        "21:75",
        "24.30",
        "vrijdag 24/11 9u",
        "overmorgen 24/11 9u",
    ],
)
def test_no_calendar_or_clock_has_it(text: str) -> None:
    assert local(text) is MomentProblem.IMPOSSIBLE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "straks",
        "morgen",
        "24/11",
        "zaterdag",
        "30 min",
        "9u-12u",
        "9-12u",
        "van 9 tot 12",
        "21 30",
        "kwart over 9",
        "half 9",
        "volgende zaterdag 10u",
        "morgen en overmorgen 9u",
        "over een eeuw",
        "nu " * 1000,
    ],
)
def test_what_is_asked_again(text: str) -> None:
    assert local(text) is MomentProblem.UNREADABLE


@pytest.mark.parametrize(
    ("now", "text", "expected"),
    [
        # 29 March 2026: from 02.00 the clock goes to 03.00 at once.
        ("2026-03-28T20:00+00:00", "2.30", MomentProblem.IMPOSSIBLE),
        ("2026-03-28T20:00+00:00", "29/03 3.30", "2026-03-29T01:30+00:00"),
        ("2026-03-29T10:00+00:00", "2.30", "2026-03-30T00:30+00:00"),
        # 25 October 2026: the hour from 02.00 comes twice.
        ("2026-10-24T20:00+00:00", "2.30", "2026-10-25T00:30+00:00"),
        ("2026-10-25T00:45+00:00", "2.30", "2026-10-25T01:30+00:00"),
        ("2026-10-25T02:00+00:00", "2.30", "2026-10-26T01:30+00:00"),
    ],
)
def test_the_nights_in_which_the_clocks_change(now: str, text: str, expected: str | MomentProblem) -> None:
    meant = datetime.fromisoformat(expected) if isinstance(expected, str) else expected
    assert read_moment(text, datetime.fromisoformat(now), BRUSSELS) == meant


MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
VOCABULARY = re.findall(
    r"\S+", "nu over morgen vandaag zaterdag 24/11 24.11. 2 9u 21.30 9pm min avond om nov 2027-10-25"
)
TEXTS = st.text(max_size=90) | st.lists(st.sampled_from(VOCABULARY), max_size=5).map(" ".join)


@given(TEXTS, MOMENTS)
def test_no_text_is_too_strange_and_nothing_is_in_the_past(text: str, now: datetime) -> None:
    found = read_moment(text, now, BRUSSELS)
    assert isinstance(found, MomentProblem) or (now <= found <= now + FARTHEST and found.tzinfo is UTC)


@given(MOMENTS, st.integers(0, 1439))
def test_a_bare_time_is_within_a_day_and_on_the_clock(now: datetime, minute: int) -> None:
    text = f"{minute // 60}.{minute % 60:02}"
    found = read_moment(text, now, BRUSSELS)
    if found is MomentProblem.IMPOSSIBLE:
        return  # the hour that the summer time skips
    assert isinstance(found, datetime)
    assert found - now <= timedelta(hours=26)
    shown = found.astimezone(BRUSSELS)
    assert (shown.hour, shown.minute) == divmod(minute, 60)
