"""Whoever does something else in the middle of a form is shown the way back to it: nothing of the draft is lost."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from aiogram.types import Message, TelegramObject

from handlers.forms.form import Form
from handlers.forms.standing import is_readable, standing
from handlers.visit import Visit
from messages import forms as words
from messages.card import Card, Reply
from messages.language import speaking

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class WayBack:
    """Middleware around every answer to a message or a tap."""

    def __init__(self, *forms: Form[Any]) -> None:
        self.forms = {form.name: form for form in forms}

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        visit: Visit = data["visit"]
        before = visit.conversation.form if visit.conversation else None
        answer = await handler(event, data)
        row = visit.conversation
        form = self.forms.get(row.form) if row else None
        if form is None or visit.asked or not isinstance(answer, Reply) or not answer.cards:
            return answer
        if not is_readable(form, visit):
            return answer
        _step, draft = standing(form, visit)
        with speaking(visit.language):  # they may just have chosen another one
            subject = form.subject(draft)
            return _with_way_back(answer, form.name, subject, speaks=isinstance(event, Message) or form.name != before)


def _with_way_back(answer: Reply, form: str, subject: str, *, speaks: bool) -> Reply:
    """On the last card, or below it where that is a lasting one: then only to whoever wrote, or ended a form."""
    *others, last = answer.cards
    if _has_room(last):
        return replace(answer, cards=(*others, replace(last, rows=(*last.rows, words.way_back(form, subject)))))
    return replace(answer, cards=(*answer.cards, words.still_open(form, subject))) if speaks else answer


def _has_room(card: Card) -> bool:
    return card.name is None and not (card.keys or card.drop_keys or card.pin)
