"""Text for Telegram's HTML: whatever comes from people is escaped on the way in."""

from __future__ import annotations

import html


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def fill(template: str, **values: object) -> Html:
    """The template (HTML of ours) with the values put in, escaped unless they are `Html`."""
    safe = {
        name: value if isinstance(value, Html) else html.escape(str(value), quote=False)
        for name, value in values.items()
    }
    return Html(template.format(**safe))


def lines(*parts: str) -> Html:
    """The parts that aren't empty, each on a line of its own. Each must be HTML of ours or come from `fill`."""
    return Html("\n".join(part for part in parts if part))


def paragraphs(*parts: str) -> Html:
    """The parts that aren't empty, with an empty line between them."""
    return Html("\n\n".join(part for part in parts if part))
