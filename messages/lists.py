"""Long lists: numbered lines with a button for each number, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from aiogram.filters.callback_data import CallbackData

from messages.card import Button, button
from messages.language import _
from services.pages import Page

T = TypeVar("T")
IN_A_ROW = 5


def numbered(page: Page[T], data: Callable[[T], CallbackData | None]) -> tuple[tuple[Button, ...], ...]:
    """A button with its number for each item of the page for which there is data."""
    known = [(number, data(item)) for number, item in enumerate(page.items, start=page.first)]
    return rows_of([button(str(number), each) for number, each in known if each])


def rows_of(buttons: Sequence[Button], most: int = IN_A_ROW) -> tuple[tuple[Button, ...], ...]:
    """The buttons in rows of at most so many."""
    return tuple(tuple(buttons[start : start + most]) for start in range(0, len(buttons), most))


def turning(page: Page[T], data: Callable[[int], CallbackData], *between: Button) -> tuple[tuple[Button, ...], ...]:
    """The last row: to the page before and after, as far as there is one, with other buttons between."""
    before = (button(_("◀️ Previous"), data(page.number - 1)),) if page.number else ()
    after = (button(_("Next ▶️"), data(page.number + 1)),) if page.number < page.last else ()
    row = (*before, *between, *after)
    return (row,) if row else ()
