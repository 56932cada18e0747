"""When somebody can usually help, in words, and as a grid to tap."""

from __future__ import annotations

from collections.abc import Callable

from babel.dates import get_day_names

from messages.card import Button
from messages.formats import listing
from messages.html import Html
from messages.language import _, current, mark
from services.rules.availability import ALWAYS, DAYS, EVENINGS_AND_WEEKENDS, NEVER, DayPart, has

ON, OFF = "✅", "·"
PARTS = {
    DayPart.MORNING: mark("morning"),
    DayPart.AFTERNOON: mark("afternoon"),
    DayPart.EVENING: mark("evening"),
    DayPart.NIGHT: mark("night"),
}
# Five of these stand side by side on a phone: at most eight letters.
HEADS = {
    DayPart.MORNING: mark("Morning"),
    DayPart.AFTERNOON: mark("Midday"),
    DayPart.EVENING: mark("Evening"),
    DayPart.NIGHT: mark("Night"),
}


def day_name(day: int) -> str:
    """A weekday in short, Monday being day 0."""
    return str(get_day_names("abbreviated", "stand-alone", locale=current())[day])


def week_text(mask: int) -> str:
    """The week as words: one of the usual weeks, or each day with its parts."""
    usual = {
        ALWAYS: _("always"),
        EVENINGS_AND_WEEKENDS: _("evenings and weekends"),
        NEVER: _("no fixed times"),
    }
    return usual.get(mask) or "; ".join(_day_text(mask, day) for day in range(DAYS) if _parts(mask, day))


def never_called(mask: int, *, call_always: bool) -> Html:
    """A warning for whoever no call-out would reach, urgent or not; empty for everybody else."""
    if mask != NEVER or call_always:
        return Html("")
    return Html(_("⚠️ <b>Like this you get no call-outs.</b> Choose your times, or let me call you when it is urgent."))


def _parts(mask: int, day: int) -> list[DayPart]:
    return [part for part in DayPart if has(mask, day, part)]


def _day_text(mask: int, day: int) -> str:
    parts = _parts(mask, day)
    when = _("all day") if len(parts) == len(DayPart) else listing([_(PARTS[part]) for part in parts])
    return f"{day_name(day)} {when}"


def grid(mask: int, data: Callable[[str], str]) -> tuple[tuple[Button, ...], ...]:
    """The week as rows of buttons: a tap on a head toggles the part, on a day the day, on a cell that cell.

    `data` gives the callback data for a value: `all`, `part<n>`, `day<n>` or `cell<day>-<part>`.
    """
    heads = [Button(_(HEADS[part]), data(f"part{part.value}")) for part in DayPart]
    rows = [(Button(_("All"), data("all")), *heads)]
    for day in range(DAYS):
        cells = [Button(ON if has(mask, day, part) else OFF, data(f"cell{day}-{part.value}")) for part in DayPart]
        rows.append((Button(day_name(day), data(f"day{day}")), *cells))
    return tuple(rows)
