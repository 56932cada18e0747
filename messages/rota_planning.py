"""Planning a shift, in questions: who, and when."""

from __future__ import annotations

from collections.abc import Sequence

from messages.card import Card
from messages.forms import choice
from messages.html import Html, fill, lines, paragraphs
from messages.language import _, mark
from messages.lists import rows_of
from messages.rota import back
from messages.rota_times import shift_text, times_text
from models.people import Person
from services.areas import Area
from services.rota_plans import Clash
from services.rules.rota import WeekTimes
from services.rules.rota_words import RotaProblem

FORM = "rota"
MOST_PEOPLE = 8
NOW = "now"
USUAL = {
    "days": WeekTimes(frozenset(range(5)), 8 * 60, 20 * 60),
    "nights": WeekTimes(frozenset(range(7)), 20 * 60, 8 * 60),
    "weekend": WeekTimes(frozenset({5, 6}), 8 * 60, 20 * 60),
}
PROBLEMS = {
    RotaProblem.UNREADABLE: mark("I don't see days and hours in that."),
    RotaProblem.PAST: mark("That has passed already."),
    RotaProblem.TOO_LONG: mark("That is too long for one time. Plan it as a shift of every week."),
}


def ask_who(people: Sequence[Person], viewer_id: int) -> Card:
    """Who is on call: the viewer first, the others by name."""
    shown = sorted(people, key=lambda person: person.id != viewer_id)[:MOST_PEOPLE]
    cells = [
        choice(_("I am") if person.id == viewer_id else person.name, FORM, "who", str(person.id)) for person in shown
    ]
    more = Html(_("Tap, or type (part of) a name.")) if len(people) > MOST_PEOPLE else ""
    return Card(lines(Html(_("<b>Who is on call?</b>")), more), rows=rows_of(cells, 2))


def nobody_of_that_name() -> Card:
    """They are no coordinator of that area."""
    return Card(Html(_("I don't know a coordinator of that name here. Somebody new? Invite them first.")))


def ask_weekly() -> Card:
    """Days and hours that come back."""
    text = lines(
        Html(_("<b>When, every week?</b>")),
        Html(_("Tap, or type days and hours, such as <b>Mon-Fri 8-20</b> or <b>Sat 20-8</b> (until the day after).")),
    )
    return Card(text, rows=rows_of([choice(times_text(times), FORM, "when", key) for key, times in USUAL.items()], 1))


def ask_once() -> Card:
    """A time that comes once."""
    text = lines(
        Html(_("<b>From when until when?</b>")),
        Html(_("Type it like <b>24/12 20.00 - 25/12 8.00</b> or <b>Saturday 8-20</b>.")),
    )
    return Card(text, rows=((choice(_("From now, 12 hours"), FORM, "when", NOW),),))


def not_a_weekly_shift(problem: RotaProblem) -> Card:
    """What was expected, with an example."""
    return Card(lines(Html(_(PROBLEMS[problem])), Html(_("Type it like <b>Mon-Fri 8-20</b> or <b>Sat, Sun 20-8</b>."))))


def not_a_shift(problem: RotaProblem) -> Card:
    """What was expected, with an example."""
    return Card(
        lines(
            Html(_(PROBLEMS[problem])), Html(_("Type it like <b>24/12 20.00 - 25/12 8.00</b> or <b>Saturday 8-20</b>."))
        )
    )


def stopped() -> Card:
    """The form was left."""
    return Card(Html(_("Stopped. The rota stays as it was.")))


def planned() -> str:
    """A line above the rota."""
    return _("✅ <b>Planned.</b>")


def clash(found: Clash, area: Area) -> Card:
    """Somebody has part of it already."""
    text = _("⚠️ <b>{name} is on call then already:</b> {times}. Nothing was changed.")
    hint = _("For a single time, plan it <b>once</b>: that goes before the week. Or take the other shift out first.")
    body = paragraphs(fill(text, name=found.shift.person.name, times=shift_text(found.shift)), Html(hint))
    return Card(body, rows=((back(area),),))


def cannot_be_on_call() -> Card:
    """They lost the role, or blocked the bot, meanwhile."""
    return Card(
        Html(_("⚠️ They can't be on call here: no coordinator, or no message reaches them. Nothing was changed."))
    )


def subject(_draft: object) -> str:
    """What is being filled in."""
    return _("a shift of the rota")
