"""How a question stands in the chat: its card with the buttons of every question, and what is said around it."""

from __future__ import annotations

from dataclasses import replace

from handlers.forms.answers import Answer, SomethingElse
from handlers.forms.form import D, Form, Step
from handlers.visit import Visit
from messages import forms as words
from messages.card import Card, Reply
from messages.html import fill, paragraphs


async def question(form: Form[D], step: Step[D], draft: D, visit: Visit) -> Card:
    """The question with the ways back, past it and out."""
    card = await step.ask(draft, visit)
    visit.asked = True
    can_go_back = bool(draft.trail) or step.page_before(draft) is not None
    can_skip = step.skip(draft) is not None
    if card.keys:
        return replace(card, keys=(*card.keys, *words.control_keys(can_go_back=can_go_back, can_skip=can_skip)))
    return replace(card, rows=(*card.rows, *words.controls(form.name, can_go_back=can_go_back, can_skip=can_skip)))


def hint(asked: Card, card: Card, *, whole: bool) -> Card:
    """What was expected, with the question's own buttons, so that the answer is as near as before.

    `whole`: below the question itself, for whoever comes back after a while.
    """
    if whole:
        return replace(asked, text=paragraphs(asked.text, card.text))
    if card.rows or card.keys:
        return card
    return replace(card, rows=asked.rows, keys=asked.keys, placeholder=asked.placeholder)


def explained(answer: Answer, card: Card) -> Card:
    """A photo or a voice message came: first that it can't be used, then what was expected."""
    if isinstance(answer, SomethingElse):
        return replace(card, text=paragraphs(words.cannot_use(answer.kind), card.text))
    return card


def where_one_was(form: Form[D], draft: D, card: Card) -> Card:
    """The question for somebody who comes back to it."""
    return replace(card, text=paragraphs(words.where_were_we(form.subject(draft)), card.text))


def after_keys(following: Reply, echo: str = "") -> Reply:
    """Puts the keyboard away, which Telegram does only with a message that has no buttons of its own."""
    first = following.cards[0] if following.cards else None
    if first and first.keys:
        return following
    if first and not first.rows and not first.pin and not echo:
        return replace(following, cards=(replace(first, drop_keys=True), *following.cards[1:]))
    away = Card(fill("{echo}", echo=echo or "👍"), drop_keys=True, silent=True)
    return replace(following, cards=(away, *following.cards))
