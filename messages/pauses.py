"""Pauses, in words: for how long, that one began, that it is over."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from messages.buttons import PauseButton, ProfileButton
from messages.card import Button, Card, button
from messages.formats import ZONE, long_date
from messages.forms import choice
from messages.html import Html, fill, paragraphs
from messages.language import _, mark
from messages.menus import slash
from messages.moving import still_expected
from models.people import Person
from services.pauses import Paused
from services.rules.coming_days import DayProblem

FORM = "pause"
STEP = "until"
OPEN = "open"
SPANS = {"7": mark("1 week"), "30": mark("1 month"), "91": mark("3 months")}  # by the number of days
PROBLEMS = {
    DayProblem.UNREADABLE: mark("I don't recognise that as a day."),
    DayProblem.NOT_AHEAD: mark("That day has to be still to come."),
    DayProblem.TOO_FAR: mark("That is more than a year away. Longer? Then tap <b>Until I say so</b>."),
    DayProblem.IMPOSSIBLE: mark("That day is not in the calendar."),
}


def ask(person: Person) -> Card:
    """How long: a usual time, a day, or until further notice."""
    text = paragraphs(
        pause_text(person),
        _("<b>How long do you want a pause?</b>"),
        _("Until then you get no call-outs, not even urgent ones. It ends by itself."),
        _("Tap, or type the day on which you are back, for example <b>15/8</b> or <b>Saturday</b>."),
    )
    spans = tuple(choice(_(label), FORM, STEP, days) for days, label in SPANS.items())
    rows = (spans, (choice(_("Until I say so"), FORM, STEP, OPEN),))
    return Card(text, rows=((im_back(),), *rows) if person.paused_at else rows)


def not_a_day(problem: DayProblem) -> Card:
    """What was expected, with an example."""
    return Card(paragraphs(_(PROBLEMS[problem]), _("Type it like <b>15/8</b>, <b>Saturday</b> or <b>2 weeks</b>.")))


def back_on(person: Person) -> date | None:
    """The day on which they can be called again, on the local clock."""
    return person.paused_until.astimezone(ZONE).date() if person.paused_until else None


def pause_text(person: Person) -> Html:
    """A line that says until when; empty for whoever isn't on a pause."""
    if person.paused_at is None:
        return Html("")
    day = back_on(person)
    if day is None:
        return Html(_("⏸ <b>On a pause until you say so.</b> You get no call-outs."))
    return fill(_("⏸ <b>On a pause until {day}.</b> You get no call-outs."), day=long_date(day))


def im_back() -> Button:
    """Ends the pause."""
    return button(_("▶️ I'm back"), PauseButton(act="end"))


def paused(pause: Paused, now: datetime) -> Card:
    """The pause has begun, and what it doesn't change."""
    day = back_on(pause.person)
    ends = (
        fill(_("On {day} you can be called again, by itself."), day=long_date(day))
        if day
        else fill(_("Are you back? Tap the button below, or {back}."), back=slash("active"))
    )
    text = paragraphs(
        pause_text(pause.person),
        ends + " " + _("Enjoy your time off."),
        _("You stand on a reserve list. During your pause you don't move up.") if pause.in_reserve else "",
        still_expected(pause.coming, now),
    )
    return Card(text, rows=((im_back(), _other_length()),))


def _other_length() -> Button:
    return button(_("Another date"), PauseButton(act="ask"))


def ended() -> Card:
    """They said that they are back."""
    text = _("▶️ <b>Welcome back.</b> From now on you get call-outs again. You don't have to do anything.")
    return Card(text, rows=((_to_profile(),),))


def over() -> Card:
    """The day has come: told once, quietly."""
    text = paragraphs(
        _("▶️ <b>Your pause is over.</b> From now on you get call-outs again. You don't have to do anything."),
        fill(_("Not back yet? Tap {pause}."), pause=slash("pause")),
    )
    return Card(text, silent=True)


def _to_profile() -> Button:
    return button(_("My profile"), ProfileButton(line="all"))


def not_paused() -> Card:
    """Nothing to end."""
    text = _("You are not on a pause: you get call-outs as usual. Do you want one? Tap {pause}.")
    return Card(fill(text, pause=slash("pause")), rows=((_to_profile(),),))


def unchanged() -> Card:
    """The question was left."""
    return Card(_("Nothing was changed."), rows=((_to_profile(),),))


def for_volunteers() -> Card:
    """Nobody else is called out."""
    text = _("Only volunteers get call-outs, so there is nothing to pause. Would you like to be one? Tap {start}.")
    return Card(fill(text, start=slash("start")))


def subject(_draft: object) -> str:
    """What is being filled in."""
    return _("your pause")


def days_in(value: str) -> timedelta | None:
    """The length behind a button."""
    return timedelta(days=int(value)) if value in SPANS else None
