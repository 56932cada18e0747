"""Birth dates as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.age import age_on
from services.rules.dates import OLDEST_AGE, DateProblem, read_date

TODAY = date(2026, 11, 23)
NEW_YEARS_EVE = date(2000, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        "31/12/2000",
        "31-12-2000",
        "31.12.2000",
        "31 12 2000",
        "31–12–2000",
        "  31  /  12 / 2000 ",
        "31.12.2000.",
        "31122000",
        "311200",
        "31/12/00",
        "31/12/'00",
        "2000-12-31",
        "2000/12/31",
        "20001231",
        "31 december 2000",
        "31 DEC 2000",
        "31 dec. 2000",
        "31december2000",
        "zondag 31 december 2000",
        "zo 31 dec 2000",
        "31ste december 2000",
        "31 décembre 2000",
        "dimanche le 31 déc. 2000",
        "31. Dezember 2000",
        "Sonntag, den 31. Dez. 2000",
        "december 31, 2000",
        "December 31st, 2000",
        "the 31st of December 2000",
        "2000 december 31",
        "３１/１２/２０００",
    ],
)
def test_every_usual_notation(text: str) -> None:
    assert read_date(text, TODAY) == NEW_YEARS_EVE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5/6/1990", date(1990, 6, 5)),
        ("1er janvier 1990", date(1990, 1, 1)),
        ("1ste augustus 1990", date(1990, 8, 1)),
        ("1 août 1990", date(1990, 8, 1)),
        ("3 mrt 1999", date(1999, 3, 3)),
        ("3. März 1999", date(1999, 3, 3)),
        ("3 maerz 1999", date(1999, 3, 3)),
        ("3 mar 1999", date(1999, 3, 3)),
        ("8 fév. 1988", date(1988, 2, 8)),
        ("4 juin 1977", date(1977, 6, 4)),
        ("4 juil 1977", date(1977, 7, 4)),
        ("5 mei '85", date(1985, 5, 5)),
        ("29/02/2000", date(2000, 2, 29)),
        ("29/2/00", date(2000, 2, 29)),
    ],
)
def test_the_day_comes_first_and_months_have_names(text: str, expected: date) -> None:
    assert read_date(text, TODAY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("23/11/26", date(2026, 11, 23)),
        ("24/11/26", date(1926, 11, 24)),
        ("1/1/27", date(1927, 1, 1)),
        ("1/1/99", date(1999, 1, 1)),
    ],
)
def test_two_figures_mean_the_latest_year_that_is_past(text: str, expected: date) -> None:
    assert read_date(text, TODAY) == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", DateProblem.UNREADABLE),
        ("hallo", DateProblem.UNREADABLE),
        ("2000", DateProblem.UNREADABLE),
        ("31/12", DateProblem.UNREADABLE),
        ("31/12/200", DateProblem.UNREADABLE),
        ("31/123/2000", DateProblem.UNREADABLE),
        ("4 jui 1977", DateProblem.UNREADABLE),  # juin or juillet
        ("31 mei juni 2000", DateProblem.UNREADABLE),
        ("31/12/2000!", DateProblem.UNREADABLE),
        ("٣١/١٢/٢٠٠٠", DateProblem.UNREADABLE),
        ("31/02/2000", DateProblem.IMPOSSIBLE),
        ("31 februari 2000", DateProblem.IMPOSSIBLE),
        ("29/02/2001", DateProblem.IMPOSSIBLE),
        ("29/02/01", DateProblem.IMPOSSIBLE),
        ("12/31/2000", DateProblem.IMPOSSIBLE),
        ("00/00/2000", DateProblem.IMPOSSIBLE),
        ("1/1/0000", DateProblem.IMPOSSIBLE),
        ("24/11/2026", DateProblem.FUTURE),
        ("1/1/2030", DateProblem.FUTURE),
        ("1/1/1876", DateProblem.TOO_OLD),
        ("23/11/1905", DateProblem.TOO_OLD),
    ],
)
def test_what_is_wrong_with_it(text: str, problem: DateProblem) -> None:
    assert read_date(text, TODAY) is problem


def test_one_day_short_of_too_old() -> None:
    assert read_date("24/11/1905", TODAY) == date(1905, 11, 24)


def test_a_text_of_any_length_is_refused_at_once() -> None:
    assert read_date("31/12/2000 " * 100_000, TODAY) is DateProblem.UNREADABLE


@given(st.text(max_size=100), st.dates())
def test_no_text_is_too_strange(text: str, today: date) -> None:
    assert isinstance(read_date(text, today), date | DateProblem)


@given(st.text("0123456789 /-.'jandecmrt", max_size=14), st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_a_date_is_never_ahead_nor_too_old(text: str, today: date) -> None:
    found = read_date(text, today)
    assert isinstance(found, DateProblem) or 0 <= age_on(found, today) <= OLDEST_AGE


@given(
    st.dates(date(1907, 1, 1), TODAY),
    st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d%m%Y", "%Y%m%d"]),
)
def test_what_is_written_is_read(birth_date: date, notation: str) -> None:
    assert read_date(birth_date.strftime(notation), TODAY) == birth_date
