"""Which files are taken as a certificate, and how long one counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.certificates import FileProblem, best_of_each_kind, counts, file_problem, usual_end

TODAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Paper:
    kind: str | None
    expires_on: date | None


@pytest.mark.parametrize(
    ("mime_type", "size", "problem"),
    [
        ("application/pdf", 10, None),
        ("IMAGE/JPEG", 100, None),
        ("image/png", None, None),  # Telegram doesn't always tell the size
        ("application/pdf", 101, FileProblem.TOO_LARGE),
        ("application/zip", 10, FileProblem.WRONG_TYPE),
        ("text/html", 1000, FileProblem.WRONG_TYPE),
        ("", 10, FileProblem.WRONG_TYPE),
    ],
)
def test_which_files_are_taken(mime_type: str, size: int | None, problem: FileProblem | None) -> None:
    assert file_problem(mime_type, size, 100) is problem


@pytest.mark.parametrize(
    ("expires_on", "today", "still"),
    [
        (None, TODAY, True),
        (TODAY, TODAY, True),  # until the end of its last day
        (TODAY - timedelta(days=1), TODAY, False),
        (date(2028, 5, 3), date(2028, 5, 4), False),
    ],
)
def test_until_when_one_counts(expires_on: date | None, today: date, *, still: bool) -> None:
    assert counts(expires_on, today) is still


@pytest.mark.parametrize(
    ("kind", "today", "end"),
    [
        ("refresher", TODAY, date(2027, 11, 24)),
        ("refresher", date(2028, 2, 29), date(2029, 2, 28)),
        ("basic", TODAY, None),
        ("other", TODAY, None),
    ],
)
def test_the_usual_last_day(kind: str, today: date, end: date | None) -> None:
    assert usual_end(kind, today) == end


papers = st.builds(Paper, st.sampled_from(["basic", "refresher", "other"]), st.none() | st.dates())


@given(st.lists(papers), st.dates())
def test_what_is_shown_counts_whenever_anything_of_its_kind_does(known: list[Paper], today: date) -> None:
    best = {paper.kind: paper for paper in best_of_each_kind(known)}
    assert best.keys() == {paper.kind for paper in known}
    for paper in known:
        assert counts(best[paper.kind].expires_on, today) or not counts(paper.expires_on, today)
