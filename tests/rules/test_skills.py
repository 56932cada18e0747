"""Skills as bits of a number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.rules.skills import SkillCode, from_bits, to_bits


def test_the_bits_never_change() -> None:
    """They are stored on every person's row: add to this table, never alter it."""
    assert {code.value: to_bits([code]).bit_length() - 1 for code in SkillCode} == {
        "first_aid": 0,
        "medical": 1,
        "psychosocial": 2,
        "logistics": 3,
        "kitchen": 4,
        "driver_b": 5,
        "driver_c": 6,
        "driver_d": 7,
        "boat": 8,
        "chainsaw": 9,
        "electricity": 10,
        "it_radio": 11,
        "child_care": 12,
        "animals": 13,
        "administration": 14,
        "languages": 15,
        "sign_language": 16,
        "strong": 17,
    }


@given(st.sets(st.sampled_from(SkillCode)))
def test_there_and_back(codes: set[SkillCode]) -> None:
    assert set(from_bits(to_bits(codes))) == codes


def test_bits_of_skills_that_are_gone_are_passed_over() -> None:
    assert from_bits(1 << 60 | 1) == (SkillCode.FIRST_AID,)


def test_twice_is_once() -> None:
    assert to_bits([SkillCode.BOAT, SkillCode.BOAT]) == to_bits([SkillCode.BOAT])
