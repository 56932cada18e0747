"""What people read when something on our side failed."""

from __future__ import annotations

from messages.card import Card
from messages.html import fill, paragraphs
from messages.language import _
from messages.safety import danger
from services.policy import Policy


def apology(policy: Policy) -> Card:
    """After an update that failed at each try."""
    text = _(
        "⚠️ Sorry, something went wrong on our side. Please try again in a minute.\n"
        "Is it urgent? Call {phone}. In danger? Call <b>112</b>."
    )
    return Card(fill(text, phone=policy.duty_phone))


def too_much(seconds: int) -> Card:
    """To whoever sends more than can be answered; until then there is silence."""
    text = _(
        "⏳ Easy does it: that was a lot at once. Try again in {number} second.",
        "⏳ Easy does it: that was a lot at once. Try again in {number} seconds.",
        seconds,
    )
    return Card(paragraphs(danger(), fill(text, number=seconds)), silent=True)


def not_yours() -> str:
    """A tap on a button that isn't this person's, or whose matter is gone."""
    return _("This button doesn't work for you.")
