"""Who fits and who is free, clause by clause."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.availability import ALWAYS, EVENINGS_AND_WEEKENDS, DayPart, slot_bit
from services.rules.eligibility import Candidate, Need, fits, is_free
from services.rules.skills import SkillCode, to_bits

MECHELEN, BONHEIDEN = 12025, 12005
BRUSSELS = ZoneInfo("Europe/Brussels")
TONIGHT = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)  # Monday 21.30 in Belgium
NADIA = Candidate(
    id=1,
    birth_date=date(1990, 1, 1),
    skill_bits=to_bits([SkillCode.FIRST_AID, SkillCode.BOAT]),
    availability=EVENINGS_AND_WEEKENDS,
    call_always=False,
    paused=False,
    reachable=True,
    busy=False,
    already_asked=False,
    municipality=MECHELEN,
)
SANDBAGS = Need.starting(TONIGHT, BRUSSELS, municipalities=frozenset({MECHELEN}))


def test_the_slot_and_the_day_are_those_of_the_local_clock() -> None:
    after_midnight = Need.starting(
        datetime(2026, 11, 23, 23, 30, tzinfo=UTC), BRUSSELS, municipalities=frozenset({MECHELEN})
    )
    assert after_midnight.local_day == date(2026, 11, 24)
    assert after_midnight.slot_bit == slot_bit(1, DayPart.NIGHT)


def test_adults_are_asked_unless_the_need_says_otherwise() -> None:
    assert SANDBAGS.minimum_age == 18


@pytest.mark.parametrize(
    ("person", "need", "expected"),
    [
        ({}, {}, True),
        ({"municipality": BONHEIDEN}, {}, False),
        ({"municipality": BONHEIDEN}, {"municipalities": frozenset({MECHELEN, BONHEIDEN})}, True),
        ({"reachable": False}, {}, False),
        ({}, {"skill_bits": to_bits([SkillCode.BOAT])}, True),
        ({}, {"skill_bits": to_bits([SkillCode.BOAT, SkillCode.FIRST_AID])}, True),
        ({}, {"skill_bits": to_bits([SkillCode.BOAT, SkillCode.CHAINSAW])}, False),
        ({"birth_date": date(2008, 11, 23)}, {}, True),
        ({"birth_date": date(2008, 11, 24)}, {}, False),
        ({"birth_date": date(2008, 11, 24)}, {"local_day": date(2026, 11, 24)}, True),
        ({"birth_date": date(2010, 11, 23), "consented": True}, {"minimum_age": 16}, True),
        ({"birth_date": date(2010, 11, 23)}, {"minimum_age": 16}, False),
        ({"birth_date": date(2010, 11, 23)}, {"minimum_age": 16, "guardian_consent": False}, True),
        ({"birth_date": date(2010, 11, 24), "consented": True}, {"minimum_age": 16}, False),
        ({"birth_date": date(2008, 11, 24), "consented": True}, {"minimum_age": 18}, False),
        ({"birth_date": date(2008, 11, 24)}, {"minimum_age": 16}, False),
        ({"birth_date": date(2008, 11, 24)}, {"minimum_age": 16, "local_day": date(2026, 11, 24)}, True),
        ({"busy": True, "already_asked": True, "availability": 0, "paused": True}, {}, True),
    ],
)
def test_who_fits(person: dict[str, Any], need: dict[str, Any], expected: bool) -> None:
    assert fits(replace(NADIA, **person), replace(SANDBAGS, **need)) is expected


@pytest.mark.parametrize(
    ("person", "urgent", "expected"),
    [
        ({}, False, True),
        ({"availability": ALWAYS & ~slot_bit(0, DayPart.EVENING)}, False, False),
        ({"availability": 0, "call_always": True}, False, False),
        ({"availability": 0, "call_always": True}, True, True),
        ({"availability": 0}, True, False),
        ({"busy": True}, True, False),
        ({"already_asked": True}, True, False),
        ({"paused": True}, False, False),
        ({"paused": True, "call_always": True}, True, False),
    ],
)
def test_who_is_free(person: dict[str, Any], urgent: bool, expected: bool) -> None:
    assert is_free(replace(NADIA, **person), replace(SANDBAGS, urgent=urgent)) is expected


BITS = st.integers(0, 2**62 - 1)


@given(has=BITS, asked=BITS, more=BITS)
def test_more_skills_never_make_anybody_unfit(has: int, asked: int, more: int) -> None:
    need = replace(SANDBAGS, skill_bits=asked)
    if fits(replace(NADIA, skill_bits=has), need):
        assert fits(replace(NADIA, skill_bits=has | more), need)


@given(availability=st.integers(0, ALWAYS), call_always=st.booleans())
def test_urgency_only_ever_widens_the_circle(availability: int, call_always: bool) -> None:
    person = replace(NADIA, availability=availability, call_always=call_always)
    if is_free(person, SANDBAGS):
        assert is_free(person, replace(SANDBAGS, urgent=True))
