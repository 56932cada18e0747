"""Swapping shifts, in words: the question, what is asked of the other, and how it ended."""

from __future__ import annotations

from collections.abc import Sequence

from messages.buttons import SwapButton
from messages.card import Card, button
from messages.forms import choice
from messages.html import Html, fill, lines, paragraphs
from messages.language import _, mark
from messages.lists import rows_of
from messages.rota_times import span_text
from models.people import Person
from models.rota import RotaSwap, SwapState
from services.notices import LastingCard
from services.rules.rota import Span

FORM = "swap"
NONE = "none"
STATES = {
    SwapState.ASKED: mark("⏳ Waits for an answer."),
    SwapState.ACCEPTED: mark("✅ <b>Accepted.</b> The rota is changed."),
    SwapState.DECLINED: mark("❌ <b>Declined.</b> The rota stays as it was."),
    SwapState.LAPSED: mark("⚠️ <b>Too late:</b> these shifts are no longer as they were. The rota stays as it is."),
}


def key_of(shift: Span) -> str:
    """How a button names a shift: by its end, which stays the same while it runs."""
    return str(int(shift.end.timestamp()))


def _shifts(shifts: Sequence[Span]) -> list[tuple[str, str]]:
    return [(span_text(shift.start, shift.end), key_of(shift)) for shift in shifts]


def ask_mine(shifts: Sequence[Span]) -> Card:
    """Which shift is to be given away."""
    rows = tuple((choice(text, FORM, "mine", key),) for text, key in _shifts(shifts))
    return Card(Html(_("<b>Which shift can't you do?</b>")), rows=rows)


def ask_colleague(people: Sequence[Person]) -> Card:
    """Who is asked to take it."""
    cells = [choice(person.name, FORM, "to", str(person.id)) for person in people]
    hint = _("They must accept it. Until then you are on call.")
    return Card(lines(Html(_("<b>Whom do you ask?</b>")), Html(hint)), rows=rows_of(cells, 2))


def ask_back(shifts: Sequence[Span]) -> Card:
    """What the viewer does in return."""
    rows = tuple((choice(text, FORM, "back", key),) for text, key in _shifts(shifts))
    return Card(
        Html(_("<b>Which of their shifts do you take in return?</b>")),
        rows=(*rows, (choice(_("None"), FORM, "back", NONE),)),
    )


def stopped() -> Card:
    """The form was left."""
    return Card(Html(_("Stopped. Nobody was asked.")))


def no_shift() -> Card:
    """There is none to choose."""
    return Card(Html(_("You have no shift in the coming weeks that you could swap.")))


def nobody_else() -> Card:
    """There is no colleague."""
    return Card(Html(_("There is no other coordinator whom you could ask.")))


def not_theirs() -> Card:
    """The rota changed in the middle."""
    return Card(Html(_("That shift has changed meanwhile. Nobody was asked.")))


def subject(_draft: object) -> str:
    """What is being filled in."""
    return _("a swap")


def _what(swap: RotaSwap) -> Html:
    given = fill(_("{name} takes: {span}"), name=swap.asked.name, span=span_text(swap.starts_at, swap.ends_at))
    if swap.back_starts_at is None or swap.back_ends_at is None:
        return given
    span = span_text(swap.back_starts_at, swap.back_ends_at)
    return lines(given, fill(_("{name} takes: {span}"), name=swap.asker.name, span=span))


def sent(swap: RotaSwap) -> Card:
    """To whoever asks."""
    head = fill(_("🔁 <b>I asked {name}.</b> You hear from me. Until then nothing changes."), name=swap.asked.name)
    return Card(paragraphs(head, _what(swap)))


def asked(swap: RotaSwap) -> Card:
    """To whoever is asked, while it stands and afterwards."""
    head = fill(_("🔁 <b>{name} asks you to swap.</b>"), name=swap.asker.name)
    is_open = swap.state is SwapState.ASKED
    text = paragraphs(head, _what(swap), "" if is_open else Html(_(STATES[swap.state])))
    yes = button(_("✅ Accept"), SwapButton(act="yes", swap=swap.id))
    no = button(_("❌ Decline"), SwapButton(act="no", swap=swap.id))
    return Card(text, rows=((yes, no),) if is_open else (), name=LastingCard.SWAP.about(swap.id))


def answered(swap: RotaSwap) -> Card:
    """To who asked."""
    head = fill(_("🔁 <b>Your swap with {name}</b>"), name=swap.asked.name)
    return Card(paragraphs(head, Html(_(STATES[swap.state])), _what(swap)))
