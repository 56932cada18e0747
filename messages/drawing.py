"""Puts a sheet on paper (PDF), or into a picture (PNG)."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final

from messages.paper import WHITE, Box, Code, Shape, Sheet, Text, font, font_file

if TYPE_CHECKING:  # heavy, and only few people ever ask for a sheet
    from fpdf import FPDF
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

POINTS: Final = 72 / 25.4  # to a millimetre
DOTS: Final = 6  # to a millimetre, in a picture: 1,260 wide for A4, as wide as a telephone shows
MODULE: Final = 16  # dots a square of a code on paper: its edges stay sharp, whatever draws them


def _code(content: str, module: int) -> Image:
    """The code with `module` dots a square, without a border. A quarter of it may be spoiled: posters get wet."""
    import segno  # noqa: PLC0415  heavy
    from PIL import Image  # noqa: PLC0415  heavy

    png = BytesIO()
    segno.make(content, micro=False, error="q").save(png, kind="png", scale=module, border=0)
    return Image.open(png).convert("L")


def to_pdf(sheet: Sheet, made_at: datetime) -> bytes:
    """The sheet on one page."""
    from fpdf import FPDF  # noqa: PLC0415  heavy

    pdf = FPDF(unit="mm", format=(sheet.width, sheet.height))
    pdf.set_title(sheet.title)
    pdf.set_creation_date(made_at)
    for bold in (False, True):
        pdf.add_font("sheet", style="B" if bold else "", fname=font_file(bold=bold))
    pdf.add_page()
    for shape in sheet.shapes:
        _on_paper(pdf, shape)
    return bytes(pdf.output())


def _on_paper(pdf: FPDF, shape: Shape) -> None:
    match shape:
        case Text():
            pdf.set_font("sheet", style="B" if shape.bold else "", size=shape.size * POINTS)
            pdf.set_text_color(shape.shade)
            pdf.text(shape.left, shape.y, shape.text)
        case Box():
            pdf.set_fill_color(shape.shade)
            pdf.set_draw_color(shape.shade)
            pdf.set_line_width(shape.line)
            style, rounded = "D" if shape.line else "F", shape.radius > 0
            pdf.rect(
                shape.x, shape.y, shape.width, shape.height,
                style=style, round_corners=rounded, corner_radius=shape.radius,
            )  # fmt: skip
        case Code():
            pdf.image(_code(shape.content, MODULE), shape.x, shape.y, shape.side, shape.side)


def to_png(sheet: Sheet) -> bytes:
    """The sheet as a picture for a screen."""
    from PIL import Image, ImageDraw  # noqa: PLC0415  heavy

    picture = Image.new("L", (round(sheet.width * DOTS), round(sheet.height * DOTS)), WHITE)
    draw = ImageDraw.Draw(picture)
    for shape in sheet.shapes:
        _in_picture(picture, draw, shape)
    png = BytesIO()
    picture.save(png, "PNG", optimize=True)
    return png.getvalue()


def _in_picture(picture: Image, draw: ImageDraw, shape: Shape) -> None:
    match shape:
        case Text():
            letters = font(round(shape.size * DOTS), bold=shape.bold)
            at, anchor = (shape.x * DOTS, shape.y * DOTS), "ms" if shape.centred else "ls"
            draw.text(at, shape.text, fill=shape.shade, font=letters, anchor=anchor)
        case Box():
            corners = (shape.x, shape.y, shape.x + shape.width, shape.y + shape.height)
            draw.rounded_rectangle(
                [edge * DOTS for edge in corners],
                shape.radius * DOTS,
                fill=None if shape.line else shape.shade,
                outline=shape.shade if shape.line else None,
                width=round(shape.line * DOTS),
            )
        case Code():
            _paste_code(picture, shape)


def _paste_code(picture: Image, shape: Code) -> None:
    """Each square gets the same whole number of dots, or cameras have a harder time; what is left over is margin."""
    room = round(shape.side * DOTS)
    code = _code(shape.content, 1)
    code = code.resize((code.width * (room // code.width),) * 2, resample=0)
    margin = (room - code.width) // 2
    picture.paste(code, (round(shape.x * DOTS) + margin, round(shape.y * DOTS) + margin))
