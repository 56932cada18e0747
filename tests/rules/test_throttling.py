"""How much somebody may send, and when they are told."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.throttling import Bucket, Passed, Rate, Throttle, TooMuch, is_idle, take

RATE = Rate(burst=3, per_second=0.5, pause=10)


def sent(moments: list[float], rate: Rate = RATE) -> list[str]:
    """What became of an update at each of these seconds: passed, told, or silence."""
    bucket, found = None, []
    for moment in moments:
        verdict = take(bucket, rate, moment)
        bucket = verdict.bucket
        found.append("passed" if isinstance(verdict, Passed) else "told" if verdict.first else "silence")
    return found


@pytest.mark.parametrize(
    ("moments", "outcome"),
    [
        ([0, 0, 0], ["passed"] * 3),
        ([0, 0, 0, 0, 0, 9.9], ["passed"] * 3 + ["told", "silence", "silence"]),
        ([0, 0, 0, 0, 10], ["passed"] * 3 + ["told", "passed"]),
        ([0, 0, 0, 0, 10, 10, 10, 10], ["passed"] * 3 + ["told"] + ["passed"] * 3 + ["told"]),
        ([0, 2, 4, 6, 8, 10, 12], ["passed"] * 7),
        ([0, 0, 0, 1.9], ["passed"] * 3 + ["told"]),
        ([0, 0, 0, 2.1], ["passed"] * 4),
    ],
)
def test_a_burst_then_a_word_then_silence(moments: list[float], outcome: list[str]) -> None:
    assert sent(moments) == outcome


@pytest.mark.parametrize(("pause", "seconds"), [(10, 10), (0.2, 1), (9.1, 10)])
def test_seconds_are_whole_and_never_too_few(pause: float, seconds: int) -> None:
    verdict = take(Bucket(0, 5.0), Rate(3, 0.5, pause), 5.0)
    assert isinstance(verdict, TooMuch)
    assert (verdict.first, verdict.seconds) == (True, seconds)


@given(gaps=st.lists(st.floats(0, 30), max_size=60))
def test_nobody_is_told_twice_within_a_pause_nor_passes_more_than_the_rate_allows(gaps: list[float]) -> None:
    moments = [sum(gaps[: number + 1]) for number in range(len(gaps))]
    found = sent(moments)
    told = [moment for moment, what in zip(moments, found, strict=True) if what == "told"]
    assert all(later - earlier > RATE.pause - 1e-6 for earlier, later in pairwise(told))
    lasted = moments[-1] - moments[0] if moments else 0
    assert found.count("passed") <= RATE.burst + lasted * RATE.per_second + 1e-6
    assert found.count("silence") == 0 or told


def test_a_full_bucket_need_not_be_kept() -> None:
    assert is_idle(Bucket(1, 0.0), RATE, 4.0)
    assert not is_idle(Bucket(1, 0.0), RATE, 3.9)
    assert not is_idle(Bucket(3, 0.0, closed_until=9.0), RATE, 8.0)


def test_people_at_work_stay_below() -> None:
    """Forty people assigned as fast as one can tap; a sign-up with every skill and hour of the week in a minute."""
    usual = Throttle()
    assert set(sent([tap / 8 for tap in range(60)], usual.known)) == {"passed"}
    assert set(sent([tap / 4 for tap in range(200)], usual.known)) == {"passed"}
    assert set(sent([tap / 1.6 for tap in range(100)], usual.strangers)) == {"passed"}
