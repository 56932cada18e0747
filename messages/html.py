"""Text for Telegram's HTML: whatever comes from people is escaped on the way in."""

from __future__ import annotations

import html
from typing import Final
from unicodedata import bidirectional

_RIGHT_TO_LEFT: Final = {"R", "AL"}
_ISOLATE, _END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def fill(template: str, **values: object) -> Html:
    """The template (HTML of ours) with the values put in, escaped and kept in their place unless they are `Html`."""
    safe = {name: value if isinstance(value, Html) else _isolated(_escaped(value)) for name, value in values.items()}
    return Html(template.format(**safe))


def _escaped(value: object) -> str:
    return html.escape(str(value), quote=False)


def _isolated(text: str) -> str:
    """An Arabic or Hebrew name would turn round the numbers and signs beside it; in an isolate it can't."""
    right_to_left = any(bidirectional(sign) in _RIGHT_TO_LEFT for sign in text)
    return f"{_ISOLATE}{text}{_END}" if right_to_left else text


def lines(*parts: str) -> Html:
    """The parts that aren't empty, each on a line of its own. Each must be HTML of ours or come from `fill`."""
    return Html("\n".join(part for part in parts if part))


def paragraphs(*parts: str) -> Html:
    """The parts that aren't empty, with an empty line between them."""
    return Html("\n\n".join(part for part in parts if part))
