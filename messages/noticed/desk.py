"""What goes out from a coordinator's desk."""

from __future__ import annotations

from messages import call_out_messages
from messages import timeline as timelines
from messages.card import Card
from messages.wording import Wording
from models.call_outs import CallOutState
from services import announcements, loading


async def timeline(request_id: int, at: Wording) -> Card | None:
    request = await loading.request_to_lead(at.db, at.person_id, request_id)
    return timelines.file(request) if request else None


async def call_out_message(announcement_id: int, at: Wording) -> Card | None:
    found = await announcements.by_id(at.db, announcement_id)
    if found is None or found.call_out is None or found.audience is None:
        return None
    is_over = found.call_out.state is CallOutState.CLOSED
    return None if is_over else call_out_messages.message(found, found.call_out, found.audience)
