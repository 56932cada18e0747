"""Skills as bits of a number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.rules.skills import CATALOGUE, RETIRED, Category, SkillCode, from_bits, mask_of, offered, to_bits


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
        "tail_lift": 18,
        "care": 19,
        "repairs": 20,
        "lang_nl": 21,
        "lang_fr": 22,
        "lang_en": 23,
        "lang_de": 24,
        "lang_ar": 25,
        "lang_tr": 26,
        "lang_ber": 27,
        "lang_uk": 28,
        "lang_ru": 29,
        "lang_pl": 30,
        "lang_ro": 31,
        "lang_bg": 32,
        "lang_es": 33,
        "lang_it": 34,
        "lang_pt": 35,
        "lang_fa": 36,
        "lang_ps": 37,
        "lang_ti": 38,
        "own_car": 39,
        "own_van": 40,
        "own_trailer": 41,
        "own_4x4": 42,
        "own_tractor": 43,
        "own_boat": 44,
        "own_pump": 45,
        "own_generator": 46,
    }


def test_they_fit_in_a_signed_number_of_64_bits() -> None:
    assert to_bits(SkillCode) < 1 << 62


def test_each_entry_is_on_one_page() -> None:
    pages = [code for page in (*CATALOGUE.values(), *RETIRED.values()) for code in page]
    assert sorted(pages) == sorted(SkillCode)
    assert mask_of(Category) == to_bits(SkillCode)


def test_what_is_retired_can_only_be_taken_away() -> None:
    assert SkillCode.LANGUAGES not in offered(Category.LANGUAGES, 0)
    assert SkillCode.LANGUAGES in offered(Category.LANGUAGES, to_bits([SkillCode.LANGUAGES]))


@given(st.sets(st.sampled_from(SkillCode)))
def test_there_and_back(codes: set[SkillCode]) -> None:
    assert set(from_bits(to_bits(codes))) == codes


def test_bits_of_skills_that_are_gone_are_passed_over() -> None:
    assert from_bits(1 << 61 | 1) == (SkillCode.FIRST_AID,)


def test_twice_is_once() -> None:
    assert to_bits([SkillCode.BOAT, SkillCode.BOAT]) == to_bits([SkillCode.BOAT])
