"""What whoever comes in danger must see first."""

from __future__ import annotations

from messages.html import Html
from messages.language import _


def danger() -> Html:
    """Where to turn when lives are at stake: not to a bot."""
    return Html(_("🆘 <b>In danger? Call 112.</b>"))
