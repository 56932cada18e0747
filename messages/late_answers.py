"""Who said yes after a call-out had closed, for whoever leads: one message that changes."""

from __future__ import annotations

from datetime import datetime

from messages.boards import title, to_board
from messages.buttons import LateButton
from messages.card import Button, Card, button
from messages.formats import clock_time, first_name, listing, name_of
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from services.late_answers import LateAnswers, is_needed
from services.notices import LastingCard

MOST_BUTTONS = 8


def late_answers(late: LateAnswers, now: datetime) -> Card:
    """The names, each with a button while help could still be of use."""
    number, waiting = len(late.waiting), late.waiting[:MOST_BUTTONS]
    news = _(
        "🙋 <b>{number} person can come after all, too late.</b>",
        "🙋 <b>{number} people can come after all, too late.</b>",
        number,
    )
    names = [_at(name_of(each.person), each.late_at or now) for each in waiting]
    taken = [name_of(each.person) for each in late.taken]
    text = paragraphs(
        lines(fill(news, number=number) if number else "", fill("<i>{title}</i>", title=title(late.call_out)), *names),
        fill(_("✅ Taken: {names}"), names=listing(taken)) if taken else "",
        _what_to_do(late, now),
    )
    return Card(
        text, rows=(*_rows(late, now), (to_board(late.call_out),)), name=LastingCard.LATE.about(late.call_out.id)
    )


def _at(name: str, moment: datetime) -> Html:
    return fill("• {name} · {time}", name=name, time=clock_time(moment))


def _what_to_do(late: LateAnswers, now: datetime) -> Html:
    if not is_needed(late.call_out, now):
        return Html(_("It is over: nobody can be taken any more."))
    return Html(_("They wait at home. Do you still need somebody? Tap.")) if late.waiting else Html("")


def _rows(late: LateAnswers, now: datetime) -> tuple[tuple[Button, ...], ...]:
    if not is_needed(late.call_out, now):
        return ()
    return tuple(
        (button(_("➕ Take {name}").format(name=first_name(name_of(each.person))), LateButton(invitation=each.id)),)
        for each in late.waiting[:MOST_BUTTONS]
    )


def taken(name: str) -> str:
    """A plain line after the tap."""
    return _("{name} gets the briefing now.").format(name=name)


def not_free(name: str) -> str:
    """A plain line: nobody was taken."""
    return _("{name} can't be taken any more: they come somewhere else, or may not be called out.").format(name=name)


def over() -> str:
    """A plain line: too late for that as well."""
    return _("It is over: nobody can be taken any more.")
