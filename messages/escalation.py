"""Calling more people: the rest of the corps that were called, then the neighbours, ring by ring."""

from __future__ import annotations

from collections.abc import Sequence

from messages.boards import not_now, progress, title, to_board
from messages.buttons import EscalateButton
from messages.card import Card, button
from messages.formats import listing, municipality_name
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from messages.launch import reach_text
from models.call_outs import CallOut
from models.reference import Municipality
from services.boards import Board
from services.call_outs import Escalated, NextRing, NotAskedYet, RestAsked

MOST_NAMED = 6


def not_asked_yet(rest: NotAskedYet, figures: Board) -> Card:
    """Before any neighbours: the people of the corps that were called who have no invitation."""
    call_out, people = rest.call_out, rest.people
    free = _("{number} person fits and is free:", "{number} people fit and are free:", people)
    text = paragraphs(
        _standing(call_out, figures),
        lines(
            Html(_("📣 <b>Next: people of the called corps who haven't been asked yet</b>")),
            fill(free, number=people),
            fill("{towns}", towns=reach_text(rest.reach)),
        ),
        Html(_("Nobody is asked twice.")),
    )
    label = _("📣 Ask the {number} person not asked yet", "📣 Ask the {number} people not asked yet", people)
    call = button(label.format(number=people), EscalateButton(call_out=call_out.id, ring=call_out.ring))
    return Card(text, rows=((call,), (not_now(),)))


def _standing(call_out: CallOut, figures: Board) -> Html:
    return lines(fill("<b>{title}</b>", title=title(call_out)), progress(figures))


def next_ring(upcoming: NextRing, figures: Board) -> Card:
    """The neighbours that come next, with the people who fit and are free in each."""
    call_out, number = upcoming.call_out, upcoming.ring.number
    free = sum(corps.count.free for corps in upcoming.reach)
    text = paragraphs(
        _standing(call_out, figures),
        lines(
            fill(_("📣 <b>Next: ring {ring} of neighbours</b>"), ring=number),
            fill(_("{number} person fits and is free:", "{number} people fit and are free:", free), number=free),
            fill("{towns}", towns=reach_text(upcoming.reach)),
        ),
        _passed_over(upcoming.passed_over),
        Html(_("Nobody is asked twice.")),
    )
    call = button(_("📣 Call out ring {ring}").format(ring=number), EscalateButton(call_out=call_out.id, ring=number))
    return Card(text, rows=((call,), (not_now(),)))


def _passed_over(towns: Sequence[Municipality]) -> Html:
    if not towns:
        return Html("")
    names = [municipality_name(town) for town in towns[:MOST_NAMED]]
    rest = len(towns) - len(names)
    if rest:
        names.append(_("{number} more").format(number=rest))
    return fill(_("<i>Without a corps: {towns}.</i>"), towns=listing(names))


def escalated(result: Escalated) -> Card:
    """The ring is being called."""
    text = _(
        "📣 <b>Ring {ring}: {number} person is called out.</b>",
        "📣 <b>Ring {ring}: {number} people are called out.</b>",
        result.asked,
    )
    return _news(fill(text, ring=result.ring.number, number=result.asked), result.call_out)


def rest_asked(result: RestAsked) -> Card:
    """The rest is being called."""
    text = _(
        "📣 <b>{number} more person is called out.</b>",
        "📣 <b>{number} more people are called out.</b>",
        result.asked,
    )
    return _news(fill(text, number=result.asked), result.call_out)


def changed_meanwhile() -> str:
    """A plain line: a colleague called those people; others are next."""
    return _("They have been called already. This comes next.")


def full(call_out: CallOut) -> Card:
    """Nobody more is needed."""
    text = _(
        "🟢 The only place is taken: more people aren't needed.",
        "🟢 All {needed} places are taken: more people aren't needed.",
        call_out.needed,
    )
    waiting = _(
        "🟢 All places are taken or kept for somebody. If some are not filled in time, you can call more people."
    )
    return _news(fill(waiting if call_out.held else text, needed=call_out.needed), call_out)


def no_more_rings(call_out: CallOut) -> Card:
    """There is no corps left to call."""
    return _news(Html(_("Every corps that there is has been called out.")), call_out)


def _news(text: Html, call_out: CallOut) -> Card:
    about = fill("<i>{title}</i>", title=title(call_out))
    return Card(lines(text, about), rows=((to_board(call_out),),))
