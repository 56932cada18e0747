"""The poster of each Flemish corps fits on its sheet, and its code leads to the corps."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from io import BytesIO

import segno
from PIL import Image

from messages.drawing import DOTS, to_pdf, to_png
from messages.language import speaking
from messages.paper import Box, Code, Shape, Sheet, Text, width_of
from messages.posters import HEIGHT, MARGIN, QUIET, WIDTH, poster
from services.corps import slug_of
from services.reference import FOLDER
from services.rules.authority import FLANDERS

NOW = datetime(2026, 11, 24, 19, 4, tzinfo=UTC)
LINK = "https://t.me/paraat_vlaanderen_bot?start="  # a longer name than most


def flemish() -> list[str]:
    with (FOLDER / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        return [row["name_nl"] for row in csv.DictReader(file) if row["region"] == FLANDERS]


def mechelen() -> Sheet:
    return poster("Mechelen", f"{LINK}mechelen")


def edges(shape: Shape) -> tuple[float, float, float, float]:
    """Left, top, right and bottom."""
    match shape:
        case Text():
            width = width_of(shape.text, shape.size, bold=shape.bold)
            return shape.left, shape.y - shape.size, shape.left + width, shape.y
        case Box():
            return shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
        case Code():
            return shape.x, shape.y, shape.x + shape.side, shape.y + shape.side


def test_every_name_stays_within_the_margins() -> None:
    for name in flemish():
        for left, top, right, bottom in map(edges, poster(name, LINK + slug_of(name)).shapes):
            assert MARGIN - 0.1 <= left < right <= WIDTH - MARGIN + 0.1, name
            assert 8 <= top < bottom <= HEIGHT - 8, name


def test_the_code_has_its_quiet_zone() -> None:
    for name in {len(name): name for name in flemish()}.values():  # one of each length
        link = LINK + slug_of(name)
        [code] = [shape for shape in poster(name, link).shapes if isinstance(shape, Code)]
        modules = len(segno.make(link, micro=False, error="q").matrix)
        assert 4 * code.side / modules <= QUIET, name


def test_it_speaks_dutch_whoever_asks() -> None:
    with speaking("fr"):
        texts = " ".join(shape.text for shape in mechelen().shapes if isinstance(shape, Text))
    for part in ("VRIJWILLIGERSKORPS", "Mechelen", "Scan de code", "Telegram", "16 jaar", "Levensgevaar? Bel 112"):
        assert part in texts


def test_the_picture_shows_the_code_of_the_link() -> None:
    """Read back dot by dot, as a camera does: the middle of each square is black or white as in the code."""
    sheet = mechelen()
    [code] = [shape for shape in sheet.shapes if isinstance(shape, Code)]
    picture = Image.open(BytesIO(to_png(sheet)))
    assert picture.size == (1260, 1782)
    expected = [[bool(square) for square in row] for row in segno.make(code.content, micro=False, error="q").matrix]
    room = round(code.side * DOTS)
    dots = room // len(expected)
    margin = (room - dots * len(expected)) // 2
    left, top = (round(edge * DOTS) + margin + dots // 2 for edge in (code.x, code.y))
    read = [
        [picture.getpixel((left + dots * column, top + dots * row)) == 0 for column in range(len(expected))]
        for row in range(len(expected))
    ]
    assert read == expected


def test_the_page_to_print_is_one_sheet_of_a4_with_its_own_letters() -> None:
    pdf = to_pdf(mechelen(), NOW)
    assert pdf.startswith(b"%PDF-")
    assert pdf.count(b"/Type /Page\n") == 1
    assert b"/MediaBox [0 0 595.28 841.89]" in pdf
    assert pdf.count(b"/FontFile2") == 2  # both are embedded: it looks the same on every printer
    assert len(pdf) < 100_000
