"""What people wrote for others, as it stands: never translated, and marked so for whoever reads another language."""

from __future__ import annotations

from messages.html import Html, fill
from messages.language import _, current
from models.people import Person


def as_written(text: str, writer: Person | None) -> Html:
    """The text; in quotes and with a word on it, where its writer speaks another language than its reader."""
    if _is_foreign(writer):
        return fill(_("“{text}” <i>(as written, not translated)</i>"), text=text)
    return fill("{text}", text=text)


def quoted(text: str, writer: Person | None) -> Html:
    """The same for a second text on a card: the quotes are enough."""
    return fill(_("“{text}”") if _is_foreign(writer) else "{text}", text=text)


def _is_foreign(writer: Person | None) -> bool:
    return writer is not None and writer.language != current()
