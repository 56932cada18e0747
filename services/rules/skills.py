"""What people can do, each skill one bit of a number, so that a query finds people by all skills at once."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final


class SkillCode(StrEnum):
    """A skill; its value stands in button data and catalogues, so it is never renamed."""

    FIRST_AID = "first_aid"
    MEDICAL = "medical"  # nurses and doctors
    PSYCHOSOCIAL = "psychosocial"
    LOGISTICS = "logistics"
    KITCHEN = "kitchen"
    DRIVER_B = "driver_b"  # the letters are those of the European driving licence
    DRIVER_C = "driver_c"
    DRIVER_D = "driver_d"
    BOAT = "boat"
    CHAINSAW = "chainsaw"
    ELECTRICITY = "electricity"
    IT_RADIO = "it_radio"
    CHILD_CARE = "child_care"
    ANIMALS = "animals"
    ADMINISTRATION = "administration"
    LANGUAGES = "languages"
    SIGN_LANGUAGE = "sign_language"
    STRONG = "strong"  # heavy lifting


# Stored on every person's row: a number is never changed, nor given to another skill when its own is gone.
_BIT_NUMBERS: Final = {
    SkillCode.FIRST_AID: 0,
    SkillCode.MEDICAL: 1,
    SkillCode.PSYCHOSOCIAL: 2,
    SkillCode.LOGISTICS: 3,
    SkillCode.KITCHEN: 4,
    SkillCode.DRIVER_B: 5,
    SkillCode.DRIVER_C: 6,
    SkillCode.DRIVER_D: 7,
    SkillCode.BOAT: 8,
    SkillCode.CHAINSAW: 9,
    SkillCode.ELECTRICITY: 10,
    SkillCode.IT_RADIO: 11,
    SkillCode.CHILD_CARE: 12,
    SkillCode.ANIMALS: 13,
    SkillCode.ADMINISTRATION: 14,
    SkillCode.LANGUAGES: 15,
    SkillCode.SIGN_LANGUAGE: 16,
    SkillCode.STRONG: 17,
}


def to_bits(codes: Iterable[SkillCode]) -> int:
    """The skills as one number; the same skill twice counts once."""
    bits = 0
    for code in codes:
        bits |= 1 << _BIT_NUMBERS[code]
    return bits


def from_bits(bits: int) -> tuple[SkillCode, ...]:
    """The skills in a number, in the order of their bits; bits without a skill are passed over."""
    return tuple(code for code, number in _BIT_NUMBERS.items() if bits >> number & 1)
