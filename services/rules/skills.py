"""What people can do, speak and own: a catalogue in categories, each entry one bit of a number, so that a query finds
people by all of them at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final


class SkillCode(StrEnum):
    """An entry of the catalogue; its value stands in button data and catalogues, so it is never renamed."""

    FIRST_AID = "first_aid"
    MEDICAL = "medical"  # nurses and doctors
    CARE = "care"  # care assistants, and who looks after somebody at home
    PSYCHOSOCIAL = "psychosocial"
    CHILD_CARE = "child_care"
    ANIMALS = "animals"

    STRONG = "strong"  # heavy lifting
    LOGISTICS = "logistics"
    KITCHEN = "kitchen"
    REPAIRS = "repairs"
    CHAINSAW = "chainsaw"
    ELECTRICITY = "electricity"  # and generators
    BOAT = "boat"
    IT_RADIO = "it_radio"
    ADMINISTRATION = "administration"

    DRIVER_B = "driver_b"  # the letters are those of the European driving licence
    DRIVER_C = "driver_c"
    DRIVER_D = "driver_d"
    TAIL_LIFT = "tail_lift"

    DUTCH = "lang_nl"  # the letters are those of ISO 639
    FRENCH = "lang_fr"
    ENGLISH = "lang_en"
    GERMAN = "lang_de"
    ARABIC = "lang_ar"
    TURKISH = "lang_tr"
    TAMAZIGHT = "lang_ber"
    UKRAINIAN = "lang_uk"
    RUSSIAN = "lang_ru"
    POLISH = "lang_pl"
    ROMANIAN = "lang_ro"
    BULGARIAN = "lang_bg"
    SPANISH = "lang_es"
    ITALIAN = "lang_it"
    PORTUGUESE = "lang_pt"
    FARSI = "lang_fa"  # and Dari
    PASHTO = "lang_ps"
    TIGRINYA = "lang_ti"
    SIGN_LANGUAGE = "sign_language"
    LANGUAGES = "languages"  # "foreign languages", before each had its own: no longer offered

    OWN_CAR = "own_car"
    OWN_VAN = "own_van"
    OWN_TRAILER = "own_trailer"
    OWN_4X4 = "own_4x4"
    OWN_TRACTOR = "own_tractor"
    OWN_BOAT = "own_boat"
    OWN_PUMP = "own_pump"
    OWN_GENERATOR = "own_generator"


class Category(StrEnum):
    """A page of the catalogue."""

    CARE = "care"
    PRACTICAL = "practical"
    DRIVING = "driving"
    LANGUAGES = "languages"
    EQUIPMENT = "equipment"


# What somebody can do, as against what they speak and own.
ABILITIES: Final = (Category.CARE, Category.PRACTICAL, Category.DRIVING)

# What is offered, in the order in which people see it. The languages: those of the country, then what newcomers in
# Flanders most often need an interpreter for.
CATALOGUE: Final[Mapping[Category, tuple[SkillCode, ...]]] = {
    Category.CARE: (
        SkillCode.FIRST_AID, SkillCode.MEDICAL, SkillCode.CARE, SkillCode.PSYCHOSOCIAL, SkillCode.CHILD_CARE,
        SkillCode.ANIMALS,
    ),
    Category.PRACTICAL: (
        SkillCode.STRONG, SkillCode.LOGISTICS, SkillCode.KITCHEN, SkillCode.REPAIRS, SkillCode.CHAINSAW,
        SkillCode.ELECTRICITY, SkillCode.BOAT, SkillCode.IT_RADIO, SkillCode.ADMINISTRATION,
    ),
    Category.DRIVING: (SkillCode.DRIVER_B, SkillCode.DRIVER_C, SkillCode.DRIVER_D, SkillCode.TAIL_LIFT),
    Category.LANGUAGES: (
        SkillCode.DUTCH, SkillCode.FRENCH, SkillCode.ENGLISH, SkillCode.GERMAN, SkillCode.ARABIC, SkillCode.TURKISH,
        SkillCode.TAMAZIGHT, SkillCode.UKRAINIAN, SkillCode.RUSSIAN, SkillCode.POLISH, SkillCode.ROMANIAN,
        SkillCode.BULGARIAN, SkillCode.SPANISH, SkillCode.ITALIAN, SkillCode.PORTUGUESE, SkillCode.FARSI,
        SkillCode.PASHTO, SkillCode.TIGRINYA, SkillCode.SIGN_LANGUAGE,
    ),
    Category.EQUIPMENT: (
        SkillCode.OWN_CAR, SkillCode.OWN_VAN, SkillCode.OWN_TRAILER, SkillCode.OWN_4X4, SkillCode.OWN_TRACTOR,
        SkillCode.OWN_BOAT, SkillCode.OWN_PUMP, SkillCode.OWN_GENERATOR,
    ),
}  # fmt: skip
RETIRED: Final[Mapping[Category, tuple[SkillCode, ...]]] = {Category.LANGUAGES: (SkillCode.LANGUAGES,)}

# Stored on every person's row: a number is never changed, nor given to another entry when its own is gone.
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
    SkillCode.TAIL_LIFT: 18,
    SkillCode.CARE: 19,
    SkillCode.REPAIRS: 20,
    SkillCode.DUTCH: 21,
    SkillCode.FRENCH: 22,
    SkillCode.ENGLISH: 23,
    SkillCode.GERMAN: 24,
    SkillCode.ARABIC: 25,
    SkillCode.TURKISH: 26,
    SkillCode.TAMAZIGHT: 27,
    SkillCode.UKRAINIAN: 28,
    SkillCode.RUSSIAN: 29,
    SkillCode.POLISH: 30,
    SkillCode.ROMANIAN: 31,
    SkillCode.BULGARIAN: 32,
    SkillCode.SPANISH: 33,
    SkillCode.ITALIAN: 34,
    SkillCode.PORTUGUESE: 35,
    SkillCode.FARSI: 36,
    SkillCode.PASHTO: 37,
    SkillCode.TIGRINYA: 38,
    SkillCode.OWN_CAR: 39,
    SkillCode.OWN_VAN: 40,
    SkillCode.OWN_TRAILER: 41,
    SkillCode.OWN_4X4: 42,
    SkillCode.OWN_TRACTOR: 43,
    SkillCode.OWN_BOAT: 44,
    SkillCode.OWN_PUMP: 45,
    SkillCode.OWN_GENERATOR: 46,
}


def to_bits(codes: Iterable[SkillCode]) -> int:
    """The entries as one number; the same entry twice counts once."""
    bits = 0
    for code in codes:
        bits |= 1 << _BIT_NUMBERS[code]
    return bits


def from_bits(bits: int) -> tuple[SkillCode, ...]:
    """The entries in a number, in the order of the catalogue; bits without an entry are passed over."""
    return tuple(code for code in SkillCode if bits >> _BIT_NUMBERS[code] & 1)


def offered(category: Category, bits: int) -> tuple[SkillCode, ...]:
    """The page's entries for somebody with `bits`: what is retired only to take it away."""
    return CATALOGUE[category] + tuple(code for code in RETIRED.get(category, ()) if bits & to_bits([code]))


def mask_of(categories: Iterable[Category]) -> int:
    """The bits of everything on these pages, what is retired included."""
    return to_bits(code for page in categories for code in (*CATALOGUE[page], *RETIRED.get(page, ())))
