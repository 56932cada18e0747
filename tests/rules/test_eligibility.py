"""Who fits and who is free, clause by clause."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.availability import ALWAYS, EVENINGS_AND_WEEKENDS, DayPart, slot_bit
from services.rules.eligibility import (
    RELAXABLE,
    Candidate,
    Hours,
    MatchingPolicy,
    Need,
    Reason,
    WhyNot,
    fits,
    is_free,
    why_not,
)
from services.rules.skills import SkillCode, to_bits

MECHELEN, BONHEIDEN = 12025, 12005
BRUSSELS = ZoneInfo("Europe/Brussels")
TONIGHT = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)  # Monday 21.30 in Belgium
RESTED = TONIGHT - timedelta(days=1)
NADIA = Candidate(
    id=1,
    birth_date=date(1990, 1, 1),
    skill_bits=to_bits([SkillCode.FIRST_AID, SkillCode.BOAT]),
    availability=EVENINGS_AND_WEEKENDS,
    call_always=False,
    paused=False,
    reachable=True,
    already_asked=False,
    municipality=MECHELEN,
)
CENTRE, NEAR, FAR = (51.0, 4.5), (51.0, 5.8), (51.0, 6.0)  # a degree of longitude is 70 km there
FIRST_AID = to_bits([SkillCode.FIRST_AID])
PROOF = MatchingPolicy(first_aid_proof=True)
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
        ({"already_asked": True, "availability": 0, "paused": True}, {}, True),
        ({"home": NEAR}, {"place": CENTRE}, True),
        ({"home": FAR}, {"place": CENTRE}, False),
        ({"home": FAR}, {"place": CENTRE, "policy": MatchingPolicy(farthest=None)}, True),
        ({}, {"skill_bits": FIRST_AID}, True),
        ({}, {"skill_bits": FIRST_AID, "policy": PROOF}, False),
        ({"certificates": (date(2026, 11, 22),)}, {"skill_bits": FIRST_AID}, False),
        ({"certificates": (date(2026, 11, 23),)}, {"skill_bits": FIRST_AID, "policy": PROOF}, True),
        ({"certificates": (date(2026, 1, 1), None)}, {"skill_bits": FIRST_AID, "policy": PROOF}, True),
        ({"certificates": (date(2026, 1, 1),)}, {}, True),
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
        ({"deployed": (Hours(TONIGHT - timedelta(hours=9), TONIGHT - timedelta(hours=1)),)}, True, True),
        ({"deployed": (Hours(TONIGHT - timedelta(hours=9), TONIGHT - timedelta(minutes=59)),)}, True, False),
        ({"deployed": (Hours(TONIGHT + timedelta(minutes=299), TONIGHT + timedelta(hours=9)),)}, True, False),
        ({"deployed": (Hours(TONIGHT + timedelta(minutes=300), TONIGHT + timedelta(hours=9)),)}, True, True),
        ({"asked_at": RESTED}, False, False),
        ({"asked_at": RESTED}, True, True),
        ({"asked_at": RESTED - timedelta(seconds=1)}, False, True),
        ({"already_asked": True}, True, False),
        ({"paused": True}, False, False),
        ({"paused": True, "call_always": True}, True, False),
    ],
)
def test_who_is_free(person: dict[str, Any], urgent: bool, expected: bool) -> None:
    need = replace(SANDBAGS, urgent=urgent, rested_since=RESTED)
    assert is_free(replace(NADIA, **person), need) is expected


def test_the_first_reason_is_the_one_that_nobody_can_let_go() -> None:
    nobody = replace(
        NADIA, reachable=False, paused=True, birth_date=date(2010, 1, 1), skill_bits=0, availability=0,
    )  # fmt: skip
    need = replace(SANDBAGS, skill_bits=to_bits([SkillCode.BOAT, SkillCode.CHAINSAW]))
    assert why_not(NADIA, SANDBAGS) is None
    assert why_not(nobody, need) == WhyNot(Reason.UNREACHABLE)
    reachable = replace(nobody, reachable=True, paused=False)
    assert why_not(reachable, need) == WhyNot(Reason.TOO_YOUNG)
    assert why_not(replace(reachable, birth_date=NADIA.birth_date), need) == WhyNot(
        Reason.LACKS_SKILL, SkillCode.CHAINSAW
    )
    assert why_not(replace(NADIA, availability=0), SANDBAGS) == WhyNot(Reason.UNAVAILABLE)
    order = list(Reason)
    assert max(order.index(each) for each in set(Reason) - RELAXABLE) == order.index(Reason.NO_CONSENT)


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
