"""What somebody can do, and when."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from handlers.forms.answers import Answer, Choice
from handlers.forms.form import Accepted, Again, NotUnderstood, Read, Step
from handlers.sign_up.draft import PersonDraft
from handlers.skills import list_of_pages, read_skills
from handlers.visit import Visit
from messages import sign_up as words
from messages.card import Card
from messages.forms import tap_a_button
from services.rules import availability
from services.rules.availability import ALWAYS, DAYS, EVENINGS_AND_WEEKENDS, NEVER, DayPart


def _toggle_week(mask: int) -> int:
    return NEVER if mask == ALWAYS else ALWAYS


def _toggles() -> dict[str, Callable[[int], int]]:
    """What each button of the grid does to the week (see messages.availability.grid)."""
    found: dict[str, Callable[[int], int]] = {"all": _toggle_week}
    for part in DayPart:
        found[f"part{part.value}"] = partial(availability.toggle_part, part=part)
    for day in range(DAYS):
        found[f"day{day}"] = partial(availability.toggle_day, day=day)
        for part in DayPart:
            found[f"cell{day}-{part.value}"] = partial(availability.toggle, day=day, part=part)
    return found


TOGGLES: Final = _toggles()


async def _ask_skills(draft: PersonDraft, _visit: Visit) -> Card:
    return words.ask_skills(draft.form, draft.categories, draft.open_page, draft.skill_bits)


async def _read_skills(answer: Answer, draft: PersonDraft, _visit: Visit) -> Read[PersonDraft]:
    return read_skills(answer, draft)


async def _ask_availability(draft: PersonDraft, _visit: Visit) -> Card:
    return words.ask_availability(draft.form)


async def _read_availability(answer: Answer, draft: PersonDraft, _visit: Visit) -> Read[PersonDraft]:
    match answer:
        case Choice(words.EVERY_TIME):
            return Accepted(draft.model_copy(update={"availability": ALWAYS, "own_week": False}))
        case Choice(words.EVENINGS):
            usual = {"availability": EVENINGS_AND_WEEKENDS, "own_week": False}
            return Accepted(draft.model_copy(update=usual))
        case Choice(words.OWN_WEEK):
            return Accepted(draft.model_copy(update={"own_week": True}), to=words.WEEK)
        case _:
            return NotUnderstood(tap_a_button())


async def _ask_week(draft: PersonDraft, _visit: Visit) -> Card:
    return words.ask_week(draft.form, draft.availability)


async def _read_week(answer: Answer, draft: PersonDraft, _visit: Visit) -> Read[PersonDraft]:
    match answer:
        case Choice(words.DONE):
            return Accepted(draft)
        case Choice(value) if value in TOGGLES:
            return Again(draft.model_copy(update={"availability": TOGGLES[value](draft.availability)}))
        case _:
            return NotUnderstood(tap_a_button())


async def _ask_call_always(draft: PersonDraft, _visit: Visit) -> Card:
    return words.ask_call_always(draft.form)


async def _read_call_always(answer: Answer, draft: PersonDraft, _visit: Visit) -> Read[PersonDraft]:
    if answer not in (Choice(words.YES), Choice(words.NO)):
        return NotUnderstood(tap_a_button())
    return Accepted(draft.model_copy(update={"call_always": answer == Choice(words.YES)}))


def _has_own_week(draft: PersonDraft) -> bool:
    return draft.own_week


skills_step: Step[PersonDraft] = Step(words.SKILLS, _ask_skills, _read_skills, page_before=list_of_pages)
offer_steps = (
    skills_step,
    Step(words.AVAILABILITY, _ask_availability, _read_availability),
    Step(words.WEEK, _ask_week, _read_week, _has_own_week),
    Step(words.ALWAYS, _ask_call_always, _read_call_always),
)
