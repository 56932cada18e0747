"""What people can do, in words."""

from __future__ import annotations

from messages.formats import listing
from messages.language import _, mark
from services.rules.skills import SkillCode, from_bits

NAMES = {
    SkillCode.FIRST_AID: mark("First aid"),
    SkillCode.MEDICAL: mark("Nurse or doctor"),
    SkillCode.PSYCHOSOCIAL: mark("A listening ear"),
    SkillCode.LOGISTICS: mark("Logistics"),
    SkillCode.KITCHEN: mark("Kitchen"),
    SkillCode.DRIVER_B: mark("Driver: car (B)"),
    SkillCode.DRIVER_C: mark("Driver: lorry (C)"),
    SkillCode.DRIVER_D: mark("Driver: bus (D)"),
    SkillCode.BOAT: mark("Boat"),
    SkillCode.CHAINSAW: mark("Chainsaw"),
    SkillCode.ELECTRICITY: mark("Electricity"),
    SkillCode.IT_RADIO: mark("IT and radio"),
    SkillCode.CHILD_CARE: mark("Child care"),
    SkillCode.ANIMALS: mark("Animals"),
    SkillCode.ADMINISTRATION: mark("Administration"),
    SkillCode.LANGUAGES: mark("Foreign languages"),
    SkillCode.SIGN_LANGUAGE: mark("Sign language"),
    SkillCode.STRONG: mark("Heavy lifting"),
}


def skill_name(code: SkillCode) -> str:
    """One skill, short enough for a button."""
    return _(NAMES[code])


def skill_names(bits: int) -> str:
    """All skills in `bits` as a list; "none in particular" where there is none."""
    names = [skill_name(code) for code in from_bits(bits)]
    return listing(names) if names else _("none in particular")
