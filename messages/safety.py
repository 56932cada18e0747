"""What whoever comes in danger must see first."""

from __future__ import annotations

import re
from typing import Final

from messages.html import Html
from messages.language import _

# As people in need type it, in whatever language; what the bot says itself is in the catalogues.
CRIES: Final = re.compile(
    r"\b(112|sos|help|hulp|nood|noodgeval|gevaar|brand|danger|emergency|fire|aidez?|secours|urgence|feu|incendie"
    r"|hilfe|notfall|notruf|gefahr|feuer)\b",
    re.IGNORECASE,
)


def danger() -> Html:
    """Where to turn when lives are at stake: not to a bot."""
    return Html(_("🆘 <b>In danger? Call 112.</b>"))


def cries_for_help(text: str) -> bool:
    """Whether somebody may be in danger, by their words."""
    return bool(CRIES.search(text))
