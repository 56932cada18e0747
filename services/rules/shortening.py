"""Long texts cut to fit a title or a button."""

from __future__ import annotations

from typing import Final

ELLIPSIS: Final = "…"
_JOINER: Final = "\N{ZERO WIDTH JOINER}"


def shortened(text: str, most: int) -> str:
    """The text in at most `most` signs (2 or more); what was cut off ends in "…".

    Cut between two words, unless that would drop more than half of what fits: one long word, such as a web address,
    is cut anywhere.
    """
    if len(text) <= most:
        return text
    room = most - len(ELLIPSIS)
    words = text[: room + 1].rpartition(" ")[0]
    kept = words if 2 * len(words) >= room else text[:room]
    return kept.rstrip(" " + _JOINER) + ELLIPSIS
