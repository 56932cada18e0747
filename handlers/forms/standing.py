"""Where a chat is in its form: read from its row in the database, and kept there."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from handlers.forms.form import D, Form, Step
from handlers.visit import Visit
from services import conversations


def standing(form: Form[D], visit: Visit) -> tuple[Step[D], D]:
    """The step that this chat is at, and the draft as its type."""
    row = visit.conversation
    if row is None or row.form != form.name:
        raise LookupError(f"this chat is not in the form {form.name}")
    return form.step(row.step), form.draft.model_validate(row.draft)


def is_open(form: Form[Any], visit: Visit) -> bool:
    """Whether this chat is in that form."""
    return visit.conversation is not None and visit.conversation.form == form.name


def is_readable(form: Form[Any], visit: Visit) -> bool:
    """Whether this version still understands where the chat is in that form: a step or a draft may have changed."""
    try:
        standing(form, visit)
    except (LookupError, ValidationError):
        return False
    return True


def is_stale(form: Form[Any], step_name: str, visit: Visit) -> bool:
    """Whether a tapped button belongs to a question that no longer stands."""
    row = visit.conversation
    return row is None or row.form != form.name or row.step != step_name


def came_back(visit: Visit) -> bool:
    """Whether their last answer is so long ago that they may have forgotten where they were."""
    row = visit.conversation
    return row is not None and visit.now - row.updated_at >= visit.policy.form_break


async def bring_up(form: Form[Any], visit: Visit) -> bool:
    """Whether this chat is in that form, which may have waited beneath another until now."""
    if not is_open(form, visit):
        waited = await conversations.bring_up(visit.db, visit.telegram_id, form.name, visit.now)
        visit.conversation = waited or visit.conversation
    return is_open(form, visit)


async def keep(form: Form[D], step: Step[D], draft: D, visit: Visit) -> None:
    """The chat is at this step from now on."""
    kept = draft.model_dump(mode="json")
    visit.conversation = await conversations.keep(visit.db, visit.telegram_id, form.name, step.name, kept, visit.now)


async def forget(visit: Visit) -> None:
    """The form is over; the one that waited beneath it, if any, is open again."""
    visit.conversation = await conversations.forget(visit.db, visit.telegram_id)
