"""Calling more people: the rest of the corps that were called, the neighbours ring by ring, the province, Flanders."""

from __future__ import annotations

from collections.abc import Sequence

from messages.boards import not_now, progress, title, to_board
from messages.buttons import EscalateButton
from messages.card import Button, Card, button
from messages.formats import listing, municipality_name, province_name
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from messages.launch import reach_text
from models.call_outs import CallOut
from models.reference import Municipality
from services.boards import Board
from services.escalation import Escalated, NextRing, NotAskedYet, RestAsked
from services.reach import Reach
from services.rules import rings

MOST_NAMED = 6


def proposed(upcoming: NotAskedYet | NextRing, figures: Board) -> Card:
    """Whom an escalation would call now, with the button that does it."""
    text = paragraphs(_standing(upcoming.call_out, figures), next_step(upcoming), Html(_("Nobody is asked twice.")))
    return Card(text, rows=((call_button(upcoming),), (not_now(),)))


def _standing(call_out: CallOut, figures: Board) -> Html:
    return lines(fill("<b>{title}</b>", title=title(call_out)), progress(figures))


def next_step(upcoming: NotAskedYet | NextRing) -> Html:
    """Who is next, how many of them fit and are free in each corps, and who stays at home or has no corps."""
    people = sum(corps.count.free for corps in upcoming.reach)
    free = _("{number} person fits and is free:", "{number} people fit and are free:", people)
    passed = upcoming.passed_over if isinstance(upcoming, NextRing) else ()
    return paragraphs(
        lines(
            _heading(upcoming),
            fill(free, number=people),
            fill("{towns}", towns=reach_text(upcoming.reach)),
        ),
        lines(_kept(upcoming.reach), _passed_over(passed)),
    )


def _heading(upcoming: NotAskedYet | NextRing) -> Html:
    if isinstance(upcoming, NotAskedYet):
        return Html(_("📣 <b>Next: people of the called corps who haven't been asked yet</b>"))
    match upcoming.ring.number:
        case rings.PROVINCE:
            province = province_name(upcoming.call_out.help_request.municipality.province)
            return fill(_("📣 <b>Next: the rest of the province of {name}</b>"), name=province)
        case rings.FLANDERS_WIDE:
            return Html(_("📣 <b>Next: the rest of Flanders</b>"))
        case number:
            return fill(_("📣 <b>Next: ring {ring} of neighbours</b>"), ring=number)


def call_button(upcoming: NotAskedYet | NextRing) -> Button:
    """Calls them."""
    number = upcoming.call_out.ring if isinstance(upcoming, NotAskedYet) else upcoming.ring.number
    return button(_call_label(upcoming), EscalateButton(call_out=upcoming.call_out.id, ring=number))


def _call_label(upcoming: NotAskedYet | NextRing) -> str:
    if isinstance(upcoming, NotAskedYet):
        people = upcoming.people
        label = _("📣 Ask the {number} person not asked yet", "📣 Ask the {number} people not asked yet", people)
        return label.format(number=people)
    match upcoming.ring.number:
        case rings.PROVINCE:
            return _("📣 Call out the whole province")
        case rings.FLANDERS_WIDE:
            return _("📣 Call out all of Flanders")
        case number:
            return _("📣 Call out ring {ring}").format(ring=number)


def _kept(reach: Sequence[Reach]) -> Html:
    kept = sum(corps.kept for corps in reach)
    if not kept:
        return Html("")
    text = _(
        "🏠 {number} more stays at home, for their own municipality.",
        "🏠 {number} more stay at home, for their own municipality.",
        kept,
    )
    return fill(text, number=kept)


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
    if result.ring.number >= rings.PROVINCE:
        return _more_called(result.asked, result.call_out)
    text = _(
        "📣 <b>Ring {ring}: {number} person is called out.</b>",
        "📣 <b>Ring {ring}: {number} people are called out.</b>",
        result.asked,
    )
    return _news(fill(text, ring=result.ring.number, number=result.asked), result.call_out)


def rest_asked(result: RestAsked) -> Card:
    """The rest is being called."""
    return _more_called(result.asked, result.call_out)


def _more_called(asked: int, call_out: CallOut) -> Card:
    text = _("📣 <b>{number} more person is called out.</b>", "📣 <b>{number} more people are called out.</b>", asked)
    return _news(fill(text, number=asked), call_out)


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
