"""Hours in which somebody would rather not be woken, in words."""

from __future__ import annotations

from messages.card import Card
from messages.formats import minute_text
from messages.forms import choice
from messages.html import paragraphs
from messages.language import _, mark
from services.rules.quiet_hours import QuietHours, QuietProblem

STEP = "quiet"
NONE = "none"
USUAL = (QuietHours(22 * 60, 7 * 60), QuietHours(23 * 60, 6 * 60))
EXAMPLE = mark("For example <b>22.30-6.30</b>.")
PROBLEMS = {
    QuietProblem.UNREADABLE: mark("I don't see two times in that."),
    QuietProblem.NOT_A_HALF_HOUR: mark("I only know whole and half hours."),
    QuietProblem.WHOLE_DAY: mark("From and until are the same. No call-outs at all? Use {pause}."),
}


def hours_text(quiet: QuietHours | None) -> str:
    """The hours as 22.00 – 7.00, or that there are none."""
    if quiet is None:
        return _("none")
    return f"{minute_text(quiet.start)} – {minute_text(quiet.end)}"


def value_of(quiet: QuietHours) -> str:
    """Behind a button."""
    return f"{quiet.start}-{quiet.end}"


def ask(form: str, *, call_always: bool) -> Card:
    """Two usual nights, none, or typed."""
    urgent = (
        _("You said “call me always”: an urgent call-out still rings.")
        if call_always
        else _("An urgent call-out then comes without a sound.")
    )
    text = paragraphs(
        _("<b>When would you rather not be woken?</b>"),
        _("A call-out that can wait comes after your quiet hours.") + " " + urgent,
        _("Tap, or type from when until when.") + " " + _(EXAMPLE),
    )
    usual = tuple(choice(hours_text(quiet), form, STEP, value_of(quiet)) for quiet in USUAL)
    return Card(text, rows=(usual, (choice(_("No quiet hours"), form, STEP, NONE),)))


def not_understood(problem: QuietProblem, pause: str) -> Card:
    """What was expected; `pause` is the command."""
    return Card(paragraphs(_(PROBLEMS[problem]).format(pause=pause), _(EXAMPLE)))
