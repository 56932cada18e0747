"""The questions of the sign-up, and what a wrong answer is told; the profile asks them too, as `form` says."""

from __future__ import annotations

from collections.abc import Sequence

from messages import skills
from messages.availability import grid
from messages.card import Button, Card
from messages.forms import choice
from messages.html import fill, lines, paragraphs
from messages.language import _
from messages.menus import slash
from services.rules.dates import OLDEST_AGE, DateProblem
from services.rules.skills import Category

FORM = "signup"
BIRTH_DATE = "birth"
SKILLS, AVAILABILITY, WEEK, ALWAYS = "skills", "when", "week", "always"
DONE = skills.DONE
EVERY_TIME, EVENINGS, OWN_WEEK = "always", "evenings", "own"
YES, NO = "yes", "no"


def ask_birth_date() -> Card:
    """The first question: whether somebody may join at all."""
    question = _("<b>When were you born?</b>")
    return Card(paragraphs(question, _("Type your birth date, for example <b>31/12/1998</b>.")))


def not_a_birth_date(problem: DateProblem) -> Card:
    """What is wrong with the date that was typed, and how to type it."""
    wrong = {
        DateProblem.UNREADABLE: _("I don't recognise that as a date."),
        DateProblem.IMPOSSIBLE: _("That day is not in the calendar."),
        DateProblem.FUTURE: _("That day is still to come."),
        DateProblem.TOO_OLD: _("That is more than {years} years ago.").format(years=OLDEST_AGE),
    }
    return Card(lines(wrong[problem], _("Type your birth date like <b>31/12/1998</b>.")))


def too_young(*, known: bool) -> Card:
    """Kind, and true: nothing was stored; of somebody who is `known` by a role, nothing new."""
    nothing = _(
        "How good that you want to help! You can join from the age of 16. I have kept nothing about you. "
        "You are welcome when you are 16. Did you type the wrong year? Tap {start} and try again."
    )
    nothing_new = _(
        "How good that you want to help! You can be a volunteer from the age of 16. I haven't kept this date, "
        "and your role stays as it is."
    )
    return Card(fill(nothing_new if known else nothing, start=slash("start")))


def would_be_too_young() -> Card:
    """A volunteer changes their birth date to one with which they could not have signed up."""
    return Card(
        lines(
            _("With that date you are not 16 yet, and you can only be a volunteer from the age of 16."),
            _("Was it a slip? Type your birth date like <b>31/12/1998</b>. I have changed nothing."),
        )
    )


def subject(_draft: object) -> str:
    """What is being filled in."""
    return _("your registration")


def stopped() -> Card:
    """Left halfway."""
    return Card(_("Stopped. I have kept nothing of your answers. Would you like to join after all? Tap /start."))


def ask_skills(form: str, pages: Sequence[Category], page: Category | None, bits: int) -> Card:
    """The pages of the catalogue, or the one that is open."""

    def pick(label: str, value: str) -> Button:
        return choice(label, form, SKILLS, value)

    question = paragraphs(
        _("<b>What are you good at?</b>"),
        _("Tap a group, and choose what fits you. Nothing special? Every pair of hands helps."),
    )
    return skills.ask_skills(question, pages, page, bits, pick)


def ask_availability(form: str) -> Card:
    """Two usual weeks, or one's own."""
    options = (
        (_("Always"), EVERY_TIME),
        (_("Evenings and weekends"), EVENINGS),
        (_("Let me choose"), OWN_WEEK),
    )
    text = paragraphs(
        _("<b>When can you usually help?</b>"),
        _("You decide again at each call-out: you may always say no."),
    )
    return Card(text, rows=tuple((choice(label, form, AVAILABILITY, value),) for label, value in options))


def ask_week(form: str, mask: int) -> Card:
    """The week as a grid."""

    def data(value: str) -> str:
        return choice("", form, WEEK, value).data

    ready = choice(_("👍 Done"), form, WEEK, DONE)
    text = paragraphs(
        _("<b>Tap the times when you can usually help.</b>"),
        _(
            "A day or a part of the day as a whole? Tap its name.\n"
            "Morning 6–12, midday 12–18, evening 18–24, night 0–6 o'clock."
        ),
    )
    return Card(text, rows=(*grid(mask, data), (ready,)))


def ask_call_always(form: str) -> Card:
    """Urgent call-outs ask whoever agrees to it here at any hour."""
    options = ((_("Yes, call me always"), YES), (_("No, only at my times"), NO))
    text = paragraphs(
        _("<b>May I also call you at other times if it is urgent?</b>"),
        _("In an emergency every hour counts. You may still say no then."),
    )
    return Card(text, rows=tuple((choice(label, form, ALWAYS, value),) for label, value in options))
