"""A corps' poster, to hang up and to pass on: in Dutch, on one sheet of A4, in black and white."""

from __future__ import annotations

from collections.abc import Iterator

from messages.language import _, speaking
from messages.paper import GREY, WHITE, Box, Code, Shape, Sheet, Text, fitting

WIDTH, HEIGHT, MARGIN = 210.0, 297.0, 18.0  # millimetres
ROOM = WIDTH - 2 * MARGIN
CODE = 96.0
QUIET = 12.0  # empty around the code: four of its squares at least, or cameras don't find it
CAPITAL = 0.73  # of the size of the font
LANGUAGE = "nl"  # that of Flemish municipalities, whoever asks for the poster


def poster(municipality: str, link: str) -> Sheet:
    """Who asks, what to do in three lines, and the code of the corps' start link."""
    with speaking(LANGUAGE):
        shapes = (*_heading(municipality), *_code(link), *_steps(), *_danger())
        return Sheet(_("Volunteer corps of {municipality}").format(municipality=municipality), WIDTH, HEIGHT, shapes)


def _heading(municipality: str) -> Iterator[Shape]:
    base, size = 44.0, fitting(municipality, 22, ROOM, bold=True)
    yield Text(_("VOLUNTEER CORPS"), MARGIN, base - CAPITAL * size - 5, 5, bold=True, shade=GREY)
    yield Text(municipality, MARGIN, base, size, bold=True)
    yield Box(MARGIN, base + 6, 26, 1.8)
    call = _("Help when it matters.")
    yield Text(call, MARGIN, 66, fitting(call, 10, ROOM, bold=True), bold=True)
    why = _("A flood, a power cut, a care home without lifts: every pair of hands counts.")
    yield Text(why, MARGIN, 75, fitting(why, 4.6, ROOM))


def _code(link: str) -> Iterator[Shape]:
    left, top, frame = (WIDTH - CODE) / 2, 95.0, CODE + 2 * QUIET
    yield Box(left - QUIET, top - QUIET, frame, frame, radius=5, line=1.2)
    yield Code(link, left, top, CODE)
    address = link.removeprefix("https://")
    size = fitting(address, 4.6, ROOM, bold=True)
    yield Text(address, WIDTH / 2, top + CODE + QUIET + 9, size, bold=True, centred=True)


def _steps() -> Iterator[Shape]:
    steps = (
        _("Scan the code with your phone."),
        _("Open Telegram, a free app, and tap Start."),
        _("Answer a few questions. You can join from the age of 16."),
    )
    size = min(fitting(step, 5.6, ROOM - 14) for step in steps)
    for number, step in enumerate(steps, start=1):
        base = 213.5 + 13 * number
        yield Box(MARGIN, base - 6.6, 9, 9, radius=2.5)
        yield Text(str(number), MARGIN + 4.5, base - 0.2, 5.6, bold=True, centred=True, shade=WHITE)
        yield Text(step, MARGIN + 14, base, size)


def _danger() -> Iterator[Shape]:
    yield Box(MARGIN, 264, ROOM, 20, radius=4)
    danger = _("In danger? Call 112")
    yield Text(danger, WIDTH / 2, 277.6, 11, bold=True, centred=True, shade=WHITE)
