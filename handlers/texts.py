"""A text of several lines that somebody writes to others."""

from __future__ import annotations

from handlers.forms.answers import Answer, Words
from handlers.forms.form import NotUnderstood
from messages.request_form import text_expected, too_long
from services.rules.texts import several_lines


def letter_in(answer: Answer, most: int) -> str | NotUnderstood:
    """The words as they were written, if they fit in `most` signs."""
    text = several_lines(answer.text) if isinstance(answer, Words) else ""
    if not text:
        return NotUnderstood(text_expected())
    return text if len(text) <= most else NotUnderstood(too_long(most, len(text)))
