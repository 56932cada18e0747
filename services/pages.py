"""A long list in pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
SIZE = 10  # as many as two rows of numbered buttons


@dataclass(frozen=True)
class Page(Generic[T]):
    """Page `number`, counted from 0, of a list of `total` items."""

    items: Sequence[T]
    number: int
    total: int

    @property
    def first(self) -> int:
        """The place of the page's first item in the whole list, counted from 1."""
        return self.number * SIZE + 1

    @property
    def last(self) -> int:
        """The number of the last page."""
        return last_page(self.total)


def last_page(total: int) -> int:
    """The number of the last page of so many items; an empty list has one empty page."""
    return max(0, (total - 1) // SIZE)


def page_of(items: Sequence[T], number: int) -> Page[T]:
    """That page of a list that is read as a whole; the last one for a number beyond it."""
    shown = min(number, last_page(len(items)))
    return Page(items[shown * SIZE : (shown + 1) * SIZE], shown, len(items))
