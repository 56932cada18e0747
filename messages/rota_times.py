"""When somebody is on call, as people read it."""

from __future__ import annotations

from datetime import datetime

from messages.formats import date_and_time, dated_time, minute_text, weekday
from messages.html import Html, fill
from messages.language import _
from models.rota import RotaShift
from services.rota import as_weekly
from services.rules.rota import DAYS, Span, WeekTimes

A_RUN = 3  # days in a row that are written as "Mon – Fri"


def days_text(days: frozenset[int]) -> str:
    """The days as "every day", "Mon – Fri" or "Mon, Wed"."""
    if len(days) == DAYS:
        return _("every day")
    first = next((day for day in sorted(days) if (day - 1) % DAYS not in days), min(days))
    run = [(first + number) % DAYS for number in range(len(days))]
    if len(run) >= A_RUN and set(run) == days:
        return f"{weekday(run[0])} – {weekday(run[-1])}"
    return ", ".join(weekday(day) for day in sorted(days))


def times_text(times: WeekTimes) -> str:
    """Days and hours as "Mon – Fri 08:00 – 20:00"."""
    return f"{days_text(times.days)} {minute_text(times.start)} – {minute_text(times.end)}"


def shift_text(shift: RotaShift) -> str:
    """The same of a shift of the pattern."""
    return times_text(as_weekly(shift).times)


def span_text(start: datetime, end: datetime) -> str:
    """From when until when, for what is read days later too."""
    return f"{date_and_time(start)} – {date_and_time(end)}"


def until_text(end: datetime | None, now: datetime) -> str:
    """Until when, or that nothing else is planned."""
    return _("until {moment}").format(moment=dated_time(end, now)) if end else _("with nobody after them")


def gap_line(gap: Span) -> Html:
    """One time that nobody covers."""
    return fill("• {span}", span=span_text(gap.start, gap.end))
