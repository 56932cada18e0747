"""Dates, times, distances and names as people read them: Europe/Brussels, in their own language."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, get_day_names
from babel.lists import format_list
from babel.numbers import format_decimal

from messages.language import _, current, mark
from models.emergencies import HelpRequest
from models.people import Person
from models.reference import Municipality

ZONE = ZoneInfo("Europe/Brussels")


_PROVINCES = {
    "Antwerpen": mark("Antwerp"),
    "Limburg": mark("Limburg"),
    "Oost-Vlaanderen": mark("East Flanders"),
    "Vlaams-Brabant": mark("Flemish Brabant"),
    "West-Vlaanderen": mark("West Flanders"),
}


def _locale() -> str:
    """English as in Europe: 17 May, not May 17."""
    return {"en": "en_GB"}.get(current(), current())


def clock_time(moment: datetime) -> str:
    """A time as 21.30 in Dutch, 21h30 in French and 21:30 elsewhere; always 24 hours."""
    local = moment.astimezone(ZONE)
    return minute_text(local.hour * 60 + local.minute)


def minute_text(minute: int) -> str:
    """A minute of the day, counted from midnight, as `clock_time` writes it."""
    separator = {"nl": ".", "fr": "h"}.get(current(), ":")
    return f"{minute // 60:02}{separator}{minute % 60:02}"


def day(moment: datetime, now: datetime) -> str:
    """The day as "today" or as `dated_day`: for what is read at once, or tells what happened."""
    return _("today") if _days_ahead(moment, now) == 0 else dated_day(moment, now)


def dated_day(moment: datetime, now: datetime) -> str:
    """The day as "tomorrow (Wed 25 Nov)", or its date alone: still true when it is read after midnight."""
    near = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}.get(_days_ahead(moment, now))
    return f"{near} ({_date_of(moment)})" if near else _date_of(moment)


def _date_of(moment: datetime) -> str:
    return str(format_skeleton("MMMEd", moment.astimezone(ZONE).date(), locale=_locale()))


def _days_ahead(moment: datetime, now: datetime) -> int:
    return (moment.astimezone(ZONE).date() - now.astimezone(ZONE).date()).days


def day_and_time(moment: datetime, now: datetime) -> str:
    """A moment as "today 21.30", for what is read at once, or tells what happened."""
    return _("{day} {time}").format(day=day(moment, now), time=clock_time(moment))


def dated_time(moment: datetime, now: datetime) -> str:
    """A moment as "today (Tue 24 Nov) 21.30", for a card on which people still rely the day after."""
    return _("{day} {time}").format(day=dated_day(moment, now), time=clock_time(moment))


def date_and_time(moment: datetime) -> str:
    """A moment as "Tue 24 Nov 21.30", for a card that stays as it is for days."""
    return _("{day} {time}").format(day=_date_of(moment), time=clock_time(moment))


def time_span(start: datetime, end: datetime, now: datetime) -> str:
    """A span as "today (Tue 24 Nov) 21.30 – 02.00 (4.5 hours)"; a day or longer also names the day of the end."""
    until = dated_time(end, now) if end - start >= timedelta(days=1) else clock_time(end)
    return f"{dated_time(start, now)} – {until} ({hours(end - start)})"


def hours(length: timedelta) -> str:
    """A length as "4.5 hours"."""
    number = length / timedelta(hours=1)
    written = number_text(round(number, 1))
    return _("{hours} hour", "{hours} hours", 1 if number == 1 else 2).format(hours=written)


def minutes(length: timedelta) -> str:
    """A length as "3 min"."""
    return _("{minutes} min").format(minutes=max(0, round(length / timedelta(minutes=1))))


def weekday(number: int) -> str:
    """A day of the week in short, Monday being 0."""
    return str(get_day_names("abbreviated", locale=_locale())[number])


def long_date(day_of: date) -> str:
    """A date as "31 December 1998"."""
    return str(format_date(day_of, format="long", locale=_locale()))


def number_text(number: float) -> str:
    """A number with the language's decimal sign."""
    return str(format_decimal(number, locale=_locale()))


def listing(items: list[str]) -> str:
    """Items as "a, b and c"."""
    return str(format_list(items, locale=_locale()))


def municipality_name(municipality: Municipality) -> str:
    """The municipality's name in the current language, where it has one."""
    by_language = {"fr": municipality.name_fr, "de": municipality.name_de}
    return by_language.get(current()) or municipality.name_nl


def province_name(province: str) -> str:
    """A Flemish province's name in the current language; the data has the Dutch one."""
    return _(_PROVINCES.get(province, province))


def first_name(name: str) -> str:
    """The name to greet somebody with."""
    return name.split(maxsplit=1)[0] if name.split() else name


def name_of(person: Person | None) -> str:
    """The whole name; of somebody who was erased, that they were."""
    return person.name if person else _("erased person")


def map_link(request: HelpRequest) -> str:
    """An address that opens a map at the meeting point, or empty where none is known."""
    if request.latitude is not None and request.longitude is not None:
        point = f"{request.latitude:.5f},{request.longitude:.5f}"
    elif request.address:
        point = f"{request.address}, {request.municipality.name_nl}"
    else:
        return ""
    return "https://www.google.com/maps/search/?" + urlencode({"api": "1", "query": point})
