"""A privacy notice that is new to somebody follows the answer to what they did."""

from __future__ import annotations

from handlers.visit import Visit
from messages.privacy import version_in
from services import privacy


def new_to(visit: Visit) -> str:
    """The version that this person wasn't shown last; empty where there is none to show.

    Asked before they are answered, for afterwards they may have erased themselves.
    """
    version = version_in(visit.language)
    return version if visit.person and visit.person.privacy_version != version else ""


async def show(visit: Visit, version: str) -> None:
    """Behind the answers that this transaction gives; nothing that can wait comes between a question and its answer."""
    row = visit.conversation
    is_answering = visit.asked or (row is not None and visit.now - row.updated_at < visit.policy.form_break)
    if not is_answering:
        await privacy.show_new(visit.db, visit.telegram_id, version, visit.now)
