"""What people read when something on our side failed."""

from __future__ import annotations

from messages.card import Card
from messages.html import fill
from messages.language import _
from services.policy import Policy


def apology(policy: Policy) -> Card:
    """After an update that failed at each try."""
    text = _(
        "⚠️ Sorry, something went wrong on our side. Please try again in a minute.\n"
        "Is it urgent? Call {phone}. In danger? Call <b>112</b>."
    )
    return Card(fill(text, phone=policy.duty_phone))


def not_yours() -> str:
    """A tap on a button that isn't this person's, or whose matter is gone."""
    return _("This button doesn't work for you.")
