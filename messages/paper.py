"""A sheet as shapes in millimetres, and the letters on it; see messages.drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # heavy, and only few people ever ask for a sheet
    from PIL.ImageFont import FreeTypeFont

FONTS: Final = Path(__file__).parent / "fonts"  # DejaVu: Latin with all accents, Greek, Cyrillic, Arabic and more
BLACK, GREY, WHITE = 0, 90, 255


@dataclass(frozen=True)
class Text:
    """A line of text: `x` is its left end, or its middle if `centred`; `y` its base line; `size` that of the font."""

    text: str
    x: float
    y: float
    size: float
    bold: bool = False
    centred: bool = False
    shade: int = BLACK

    @property
    def left(self) -> float:
        return self.x - width_of(self.text, self.size, bold=self.bold) / 2 if self.centred else self.x


@dataclass(frozen=True)
class Box:
    """A filled area with round corners, or with `line` only its border, that thick."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0
    shade: int = BLACK
    line: float = 0


@dataclass(frozen=True)
class Code:
    """What `content` says as a QR code, `side` wide."""

    content: str
    x: float
    y: float
    side: float


Shape = Text | Box | Code


@dataclass(frozen=True)
class Sheet:
    title: str
    width: float
    height: float
    shapes: Sequence[Shape]


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of text is, in the unit of `size`."""
    return font(100, bold=bold).getlength(text) * size / 100


def fitting(text: str, size: float, room: float, *, bold: bool = False) -> float:
    """The size of the font in which the text fits into `room`: `size` or less."""
    return min(size, room / width_of(text, 1, bold=bold))


@lru_cache(maxsize=32)
def font(dots: int, *, bold: bool) -> FreeTypeFont:
    """The letters, so many dots high."""
    from PIL import ImageFont  # noqa: PLC0415  heavy

    return ImageFont.truetype(font_file(bold=bold), dots)


def font_file(*, bold: bool) -> Path:
    """Where they are."""
    return FONTS / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")
