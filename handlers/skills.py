"""Choosing from the catalogue of skills, a page for each category: in the sign-up, the profile and a help request."""

from __future__ import annotations

from typing import TypeVar

from handlers.forms.answers import Answer, Choice
from handlers.forms.form import Accepted, Again, Draft, NotUnderstood, Read
from messages import skills as words
from messages.forms import tap_a_button
from services.rules.skills import Category, SkillCode, mask_of, to_bits


class SkillsDraft(Draft):
    """What was chosen so far. `categories` are the pages that are offered, `page` is the one that is open."""

    categories: tuple[Category, ...] = tuple(Category)
    page: Category | None = None
    skill_bits: int = 0

    @property
    def open_page(self) -> Category | None:
        """The page that is seen; None is the list of pages, which one alone doesn't need."""
        return self.categories[0] if len(self.categories) == 1 else self.page


S = TypeVar("S", bound=SkillsDraft)


def list_of_pages(draft: S) -> S | None:
    """One page back: the list; None where that is open already."""
    return draft.model_copy(update={"page": None}) if draft.page else None


def read_skills(answer: Answer, draft: S) -> Read[S]:
    """Opens a page, ticks and unticks, closes the page; accepted once the list of pages is done."""
    match answer:
        case Choice(words.DONE) if draft.page:
            return Again(draft.model_copy(update={"page": None}))
        case Choice(words.DONE):
            return Accepted(draft)
        case Choice(value) if page := words.page_in(value, draft.categories):
            return Again(draft.model_copy(update={"page": page}))
        case Choice(value) if value in list(SkillCode):
            toggled = draft.skill_bits ^ to_bits([SkillCode(value)]) & mask_of(draft.categories)
            return Again(draft.model_copy(update={"skill_bits": toggled}))
        case _:
            return NotUnderstood(tap_a_button())
