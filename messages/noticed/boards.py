"""What is said to who leads a call-out."""

from __future__ import annotations

from messages import boards
from messages.card import Card
from messages.wording import Wording
from models.call_outs import CallOutState
from services import loading


async def board(call_out_id: int, at: Wording) -> Card | None:
    figures = await loading.board(at.db, at.person_id, call_out_id)
    return boards.board(figures, at.now) if figures else None


async def place_free(call_out_id: int, at: Wording) -> Card | None:
    figures = await loading.board(at.db, at.person_id, call_out_id)
    if figures is None or figures.call_out.state is CallOutState.CLOSED or not figures.call_out.open:
        return None
    return boards.place_free(figures)
