"""Asks, reads, goes on, back or away; keeps the draft in the database after each answer."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import Any

from handlers.forms.answers import Answer, Words
from handlers.forms.form import Accepted, Again, D, Form, NotUnderstood, Step, Stop
from handlers.visit import Visit
from messages import forms as words
from messages.card import Card, Reply, reply
from messages.html import fill, paragraphs
from services import conversations


async def start(form: Form[D], draft: D, visit: Visit, step: str | None = None) -> Reply:
    """Begins the form, at its first step or at `step`; a form that was open in this chat gives way."""
    first = form.step(step) if step else next(s for s in form.steps if s.applies(draft))
    return reply(await _put(form, first, draft, visit))


async def take(form: Form[D], answer: Answer, visit: Visit) -> Reply:
    """Reads an answer to the question that stands."""
    step, draft = standing(form, visit)
    if isinstance(answer, Words) and (act := words.act_of_key(answer.text)):
        return await (back if act == "back" else cancel)(form, visit)
    result = await step.read(answer, draft, visit)
    if isinstance(result, NotUnderstood):
        return reply(await _with_buttons_of(form, step, draft, result.card, visit), keep=True)
    if isinstance(result, Stop):
        return await _leave(form, result.reply, visit)
    if isinstance(result, Again):
        return await _move(form, step, result.draft, visit)
    return await _go_on(form, step, result, visit)


async def show(form: Form[D], visit: Visit, toast: str = "") -> Reply:
    """The question that stands, once more."""
    step, draft = standing(form, visit)
    return reply(await _card(form, step, draft, visit), toast=toast, keep=True)


async def resume(form: Form[D], visit: Visit) -> Reply:
    """The question that stands, for somebody who comes back to it."""
    step, draft = standing(form, visit)
    card = await _card(form, step, draft, visit)
    return reply(replace(card, text=paragraphs(words.where_were_we(), card.text)))


async def back(form: Form[D], visit: Visit) -> Reply:
    """The question before this one."""
    _step, draft = standing(form, visit)
    if not draft.trail:
        return await show(form, visit)
    *trail, previous = draft.trail
    return_to = None if previous == draft.return_to else draft.return_to
    earlier = draft.model_copy(update={"trail": trail, "return_to": return_to})
    return await _move(form, form.step(previous), earlier, visit)


async def cancel(form: Form[Any], visit: Visit) -> Reply:
    """Leaves the form; nothing of the draft is kept."""
    return await _leave(form, reply(form.stopped()), visit)


def standing(form: Form[D], visit: Visit) -> tuple[Step[D], D]:
    """The step that this chat is at, and the draft as its type."""
    row = visit.conversation
    if row is None or row.form != form.name:
        raise LookupError(f"this chat is not in the form {form.name}")
    return form.step(row.step), form.draft.model_validate(row.draft)


async def _go_on(form: Form[D], step: Step[D], result: Accepted[D], visit: Visit) -> Reply:
    draft = result.draft.model_copy(update={"trail": [*result.draft.trail, step.name]})
    target = result.to or draft.return_to
    if target and target == draft.return_to:
        draft = draft.model_copy(update={"trail": _until(target, draft.trail), "return_to": None})
    following = form.step(target) if target else form.after(step.name, draft)
    if following:
        return await _move(form, following, draft, visit, result.echo)
    had_keys = await _has_keys(form, visit)
    await conversations.forget(visit.db, visit.telegram_id)
    done = await form.finish(draft, visit)
    return _after_keys(done, result.echo) if had_keys else done


async def _move(form: Form[D], to: Step[D], draft: D, visit: Visit, echo: str = "") -> Reply:
    had_keys = await _has_keys(form, visit)
    asked = reply(await _put(form, to, draft, visit))
    return _after_keys(asked, echo) if had_keys else asked


async def _leave(form: Form[Any], last: Reply, visit: Visit) -> Reply:
    had_keys = await _has_keys(form, visit)
    await conversations.forget(visit.db, visit.telegram_id)
    return _after_keys(last) if had_keys else last


async def _has_keys(form: Form[Any], visit: Visit) -> bool:
    step, draft = standing(form, visit)
    return bool((await step.ask(draft, visit)).keys)


def _after_keys(following: Reply, echo: str = "") -> Reply:
    """Puts the keyboard away, which Telegram does only with a message that has no buttons of its own."""
    first = following.cards[0] if following.cards else None
    if first and first.keys:
        return following
    if first and not first.rows and not first.pin and not echo:
        return replace(following, cards=(replace(first, drop_keys=True), *following.cards[1:]))
    away = Card(fill("{echo}", echo=echo or "👍"), drop_keys=True, silent=True)
    return replace(following, cards=(away, *following.cards))


def _until(name: str, trail: list[str]) -> list[str]:
    """The trail as it was before `name`: whoever comes back to a question hasn't gone past it."""
    return list(takewhile(lambda gone_through: gone_through != name, trail))


async def _put(form: Form[D], step: Step[D], draft: D, visit: Visit) -> Card:
    kept = draft.model_dump(mode="json")
    visit.conversation = await conversations.keep(visit.db, visit.telegram_id, form.name, step.name, kept, visit.now)
    return await _card(form, step, draft, visit)


async def _card(form: Form[D], step: Step[D], draft: D, visit: Visit) -> Card:
    card = await step.ask(draft, visit)
    can_go_back = bool(draft.trail)
    if card.keys:
        return replace(card, keys=(*card.keys, words.control_keys(can_go_back=can_go_back)))
    return replace(card, rows=(*card.rows, words.controls(form.name, can_go_back=can_go_back)))


async def _with_buttons_of(form: Form[D], step: Step[D], draft: D, card: Card, visit: Visit) -> Card:
    """The card with the question's own buttons, so that the answer is as near as before."""
    if card.rows or card.keys:
        return card
    asked = await _card(form, step, draft, visit)
    return replace(card, rows=asked.rows, keys=asked.keys, placeholder=asked.placeholder)


def is_stale(form: Form[Any], step_name: str, visit: Visit) -> bool:
    """Whether a tapped button belongs to a question that no longer stands."""
    row = visit.conversation
    return row is None or row.form != form.name or row.step != step_name
