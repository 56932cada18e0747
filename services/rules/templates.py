"""Help requests that come back: what each usually needs, so that two taps fill it in. The words are in messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from services.rules.age import ADULT_AGE, MINIMUM_AGE
from services.rules.skills import SkillCode, to_bits


class TemplateCode(StrEnum):
    """A usual request; its value stands in button data, so it is never renamed."""

    SANDBAGS = "sandbags"
    LIFTS = "lifts"  # all lifts of a care home or a tower block are broken
    CLEANING = "cleaning"
    SHELTER = "shelter"
    FOOD = "food"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class Template:
    """The usual number of people, how long it takes, from which age, and the skills that everybody must have."""

    needed: int
    lasts: timedelta
    minimum_age: int = ADULT_AGE
    skills: tuple[SkillCode, ...] = ()

    @property
    def skill_bits(self) -> int:
        return to_bits(self.skills)


# Rules of thumb that whoever asks can adjust. From 16 on only what is neither heavy nor dangerous.
TEMPLATES: Final[Mapping[TemplateCode, Template]] = {
    TemplateCode.SANDBAGS: Template(20, timedelta(hours=4)),
    TemplateCode.LIFTS: Template(10, timedelta(hours=6), skills=(SkillCode.STRONG,)),
    TemplateCode.CLEANING: Template(15, timedelta(hours=6), MINIMUM_AGE),
    TemplateCode.SHELTER: Template(8, timedelta(hours=8)),
    TemplateCode.FOOD: Template(6, timedelta(hours=4), MINIMUM_AGE),
    TemplateCode.SEARCH: Template(20, timedelta(hours=4)),
}


def template(code: str) -> Template | None:
    """The template of that code; None for anything else."""
    return TEMPLATES.get(TemplateCode(code)) if code in set(TemplateCode) else None
