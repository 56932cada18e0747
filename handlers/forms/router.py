"""Brings answers and taps to the form that this chat is in."""

from __future__ import annotations

from typing import Any

from aiogram import F, Router
from aiogram.filters import Command, CommandStart, Filter
from aiogram.types import CallbackQuery, Message

from handlers.forms import runner
from handlers.forms.answers import Choice, answer_in
from handlers.forms.form import Form
from handlers.forms.standing import bring_up, forget, is_readable, is_stale
from handlers.visit import Visit
from messages import forms as words
from messages.buttons import FormChoice, FormControl
from messages.card import Reply, reply
from messages.menus import names


class InForm(Filter):
    """Lets an update through, with its form, when the chat is in one of these forms."""

    def __init__(self, forms: dict[str, Form[Any]]) -> None:
        self.forms = forms

    async def __call__(self, _event: Message, visit: Visit) -> bool | dict[str, Any]:
        row = visit.conversation
        form = self.forms.get(row.form) if row else None
        return {"form": form} if form and is_readable(form, visit) else False


async def idle(_message: Message, visit: Visit) -> bool:
    """A filter: the chat is in no form, so a command that would lead out of one may act."""
    return visit.conversation is None


async def busy(_message: Message, visit: Visit) -> bool:
    """A filter: the chat is in a form, if only in one that an older version knew."""
    return visit.conversation is not None


async def _tapped(form: Form[Any] | None, visit: Visit) -> Form[Any] | None:
    """The form of a tapped button, if this chat is in it or it waits beneath another: its card still stands."""
    return form if form and await bring_up(form, visit) and is_readable(form, visit) else None


def form_router(*forms: Form[Any]) -> Router:
    """The router of these forms. Commands pass through it, except /start and /cancel within a form."""
    router, by_name = Router(name="forms"), {form.name: form for form in forms}

    @router.message(CommandStart(ignore_case=True), InForm(by_name))
    async def came_back(_message: Message, form: Form[Any], visit: Visit) -> Reply:
        return await runner.resume(form, visit)

    @router.message(Command(*names("cancel"), ignore_case=True), InForm(by_name))
    async def left(_message: Message, form: Form[Any], visit: Visit) -> Reply:
        return await runner.cancel(form, visit)

    @router.message(InForm(by_name), ~F.text.startswith("/"))
    async def answered(message: Message, form: Form[Any], visit: Visit) -> Reply:
        return await runner.take(form, answer_in(message), visit)

    @router.message(busy, ~InForm(by_name))
    async def lost(_message: Message, visit: Visit) -> Reply:
        await forget(visit)
        return reply(words.form_is_gone())

    @router.callback_query(FormChoice.filter())
    async def chosen(_tap: CallbackQuery, callback_data: FormChoice, visit: Visit) -> Reply:
        form = await _tapped(by_name.get(callback_data.form), visit)
        if form is None:
            return reply(toast=words.no_longer_open())
        if is_stale(form, callback_data.step, visit):
            return await runner.show(form, visit, toast=words.answered_already())
        return await runner.take(form, Choice(callback_data.value), visit)

    @router.callback_query(FormControl.filter())
    async def steered(_tap: CallbackQuery, callback_data: FormControl, visit: Visit) -> Reply:
        form = await _tapped(by_name.get(callback_data.form), visit)
        if form is None:
            return reply(toast=words.no_longer_open())
        return await runner.steer(form, callback_data.act, visit)

    return router
