"""What the bot says in a group or a channel: once, and nothing about anybody."""

from __future__ import annotations

from messages.card import Button, Card
from messages.html import Html, lines
from messages.language import _


def explanation(bot_username: str) -> Card:
    """Why it says nothing here, and where it does."""
    text = lines(
        Html(_("👋 <b>I only talk in private.</b>")),
        Html(_("What you tell me is about you: your phone number, your answers. That isn't for a group.")),
        Html(_("Tap the button to talk to me. I say nothing more here.")),
    )
    return Card(text, rows=((Button(_("💬 Talk to me"), url=f"https://t.me/{bot_username}"),),), silent=True)
