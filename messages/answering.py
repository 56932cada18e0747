"""The card of an invitation, and the buttons by which it is answered."""

from __future__ import annotations

from messages.buttons import ReplyButton
from messages.card import Button, Card, button
from messages.language import _
from models.call_outs import Invitation
from services.notices import LastingCard


def answer(act: str, invited: Invitation) -> ReplyButton:
    """The data of a button that answers this invitation."""
    return ReplyButton.model_validate({"act": act, "invitation": invited.id})


def yes(invited: Invitation) -> Button:
    """They come."""
    return button(_("✅ I'm coming"), answer("yes", invited))


def still(invited: Invitation) -> Button:
    """They come at the new time as well."""
    return button(_("✅ I'm still coming"), answer("yes", invited))


def no(invited: Invitation) -> Button:
    """They don't come."""
    return button(_("❌ I can't"), answer("no", invited))


def later(invited: Invitation) -> Button:
    """They come, and say when."""
    return button(_("🕒 I'm coming later"), answer("later", invited))


def changed_my_mind(invited: Invitation) -> Button:
    """They said yes and don't come after all."""
    return button(_("I can't come after all"), answer("no", invited))


def invitation_card(invited: Invitation, text: str, *rows: tuple[Button, ...]) -> Card:
    """The one card about this invitation, whatever it says; empty rows are left out."""
    return Card(text, rows=tuple(row for row in rows if row), name=LastingCard.INVITATION.about(invited.id))
