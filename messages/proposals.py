"""A call-out that isn't filling: who could be called next, shown before anybody asks for it."""

from __future__ import annotations

from datetime import datetime, timedelta

from messages.boards import progress, title, to_board
from messages.buttons import ProposalButton
from messages.card import Card, button
from messages.escalation import call_button, next_step
from messages.formats import clock_time, minutes
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from services.boards import Board
from services.escalation import NoMoreRings, Upcoming
from services.notices import LastingCard


def proposal(upcoming: Upcoming, figures: Board, now: datetime) -> Card:
    """How it stands, what comes next, and what happens if nobody answers."""
    call_out = figures.call_out
    name = LastingCard.PROPOSAL.about(call_out.id)
    head = lines(
        fill(_("⏳ <b>This call-out isn't filling: {minutes} after the start</b>"), minutes=_since(figures, now)),
        fill("{title}", title=title(call_out)),
        progress(figures),
    )
    if isinstance(upcoming, NoMoreRings):
        nobody = _("⚠️ <b>Nobody is left to call.</b> Call colleagues, or ask the municipality for fewer people.")
        return Card(paragraphs(head, nobody), rows=((to_board(call_out),),), name=name)
    put_off = button(_("Not yet"), ProposalButton(call_out=call_out.id))
    text = paragraphs(head, next_step(upcoming), _by_itself(call_out.escalates_at))
    return Card(text, rows=((call_button(upcoming),), (put_off, to_board(call_out))), name=name)


def _since(figures: Board, now: datetime) -> str:
    return minutes(max(timedelta(), now - figures.call_out.launched_at))


def _by_itself(at: datetime | None) -> Html:
    if at is None:
        return Html("")
    return fill(_("🤖 I do this by myself at {time}, unless you tap <b>Not yet</b>."), time=clock_time(at))


def put_off(at: datetime | None) -> str:
    """A plain line: when it is looked at again."""
    if at is None:
        return _("All right: nobody more is called now.")
    return _("All right: nobody more is called now. I look again at {time}.").format(time=clock_time(at))


def by_itself(figures: Board) -> Card:
    """It was done, since nobody said otherwise."""
    text = lines(
        Html(_("🤖 <b>I called more people, as the policy says.</b> Nobody had answered my question.")),
        fill("{title}", title=title(figures.call_out)),
        progress(figures),
    )
    name = LastingCard.PROPOSAL.about(figures.call_out.id)
    return Card(text, rows=((to_board(figures.call_out),),), name=name)
