"""Who is asked first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from services.rules.eligibility import Need
from services.rules.skills import SkillCode, to_bits
from services.rules.turns import PRIME, draw_of, turn
from tests.rules.test_eligibility import NADIA

NOW = datetime(2026, 11, 24, 19, tzinfo=UTC)
NEED = replace(
    Need.starting(NOW, ZoneInfo("Europe/Brussels"), municipalities=frozenset({12025})),
    preferred_skill_bits=to_bits([SkillCode.BOAT, SkillCode.CHAINSAW]),
)
PLAIN = replace(NADIA, skill_bits=0)


def test_preferred_skills_then_who_was_asked_the_longest_ago_then_who_came_least() -> None:
    in_turn = [
        replace(PLAIN, skill_bits=to_bits([SkillCode.BOAT, SkillCode.CHAINSAW]), asked_at=NOW, deployments=9),
        replace(PLAIN, skill_bits=to_bits([SkillCode.BOAT]), asked_at=NOW),
        PLAIN,
        replace(PLAIN, deployments=1),
        replace(PLAIN, asked_at=NOW - timedelta(days=1), deployments=9),
        replace(PLAIN, asked_at=NOW, deployments=0),
        replace(PLAIN, asked_at=NOW, deployments=1),
    ]
    assert sorted(set(in_turn), key=lambda each: turn(each, NEED)) == in_turn


@given(ids=st.lists(st.integers(1, 2**40), min_size=2, unique=True), request=st.integers(1, 2**53))
def test_a_draw_turns_the_order_and_stays_within_64_bits(ids: list[int], request: int) -> None:
    draw = draw_of(request)
    assert 0 < draw < PRIME
    assert (PRIME - 1) * draw < 2**63
    lots = [turn(replace(PLAIN, id=each), replace(NEED, draw=draw)) for each in ids]
    assert len(set(lots)) == len(ids)


def test_over_many_requests_everybody_is_first_about_equally_often() -> None:
    people = [replace(PLAIN, id=each) for each in (17, 2**21, 3**20, 5**12, 7**10)]
    first = [
        min(people, key=lambda each: turn(each, replace(NEED, draw=draw_of(request)))).id for request in range(1, 1001)
    ]
    assert all(120 < first.count(each.id) < 280 for each in people)
