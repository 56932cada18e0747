"""Texts that don't fit into one message."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from messages.html import Html

ROOM = 3_800  # UTF-16 units of what is read: Telegram takes 4,096, and the way back of a form may follow
TAG = re.compile(r"<[^>]*>")


def pages(parts: Iterable[str]) -> list[Html]:
    """The parts (HTML of ours, each of them readable by itself) in as few messages as hold them, in their order."""
    full: list[Html] = []
    for part in parts:
        joined = f"{full[-1]}\n{part}" if full else part
        if full and _length(joined) <= ROOM:
            full[-1] = Html(joined)
        else:
            full.append(Html(part))
    return full


def _length(text: str) -> int:
    return len(html.unescape(TAG.sub("", text)).encode("utf-16-le")) // 2
