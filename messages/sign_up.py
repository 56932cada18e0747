"""The questions of the sign-up, and what a wrong answer is told."""

from __future__ import annotations

from collections.abc import Sequence

from messages.availability import grid
from messages.card import Card, Key
from messages.formats import municipality_name, number_text
from messages.forms import choice
from messages.html import fill, lines, paragraphs
from messages.language import _
from messages.skills import skill_name
from models.reference import Municipality
from services.corps import NearbyCorps
from services.rules.dates import OLDEST_AGE, DateProblem
from services.rules.skills import SkillCode, from_bits

FORM = "signup"
BIRTH_DATE, TOWN, WHICH_TOWN, CORPS = "birth", "town", "which", "corps"
SKILLS, AVAILABILITY, WEEK, ALWAYS = "skills", "when", "week", "always"
DONE, NEWS = "done", "news"
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
        "You are welcome when you are 16."
    )
    nothing_new = _(
        "How good that you want to help! You can be a volunteer from the age of 16. I haven't kept this date, "
        "and your role stays as it is."
    )
    return Card(nothing_new if known else nothing)


def stopped() -> Card:
    """Left halfway."""
    return Card(_("Stopped. I have kept nothing of your answers. Would you like to join after all? Tap /start."))


def ask_town(proposed: Municipality | None) -> Card:
    """`proposed` is where the link came from that somebody followed: its name is a key that answers."""
    question = _("<b>Which municipality do you live in?</b>")
    how = _("Type your postcode, town or village. Or share your location with the key below.")
    here = ((Key(municipality_name(proposed)),),) if proposed else ()
    keys = (*here, (Key(_("📍 Share my location"), request="location"),))
    return Card(paragraphs(question, how), keys=keys, placeholder=_("For example 2800 or Heffen"))


def which_town(candidates: Sequence[tuple[int, str]]) -> Card:
    """Several could be meant: each as REFNIS code and name."""
    text = paragraphs(_("<b>Which one do you mean?</b>"), _("Not in the list? Type it again, or your postcode."))
    return Card(text, rows=tuple((choice(name, FORM, WHICH_TOWN, str(nis)),) for nis, name in candidates))


def no_such_town() -> Card:
    """Nothing in Belgium has that name, postcode or position."""
    return Card(
        lines(
            _("I don't find that in Belgium."),
            _("Type your postcode, town or village, for example <b>2800</b> or <b>Heffen</b>."),
        )
    )


def ask_corps(home: Municipality, nearby: Sequence[NearbyCorps], *, may_wait: bool) -> Card:
    """Which corps: the municipality's own, one nearby, or (`may_wait`) none until the municipality starts one."""
    name = municipality_name(home)
    joins = [choice(_join(near, home), FORM, CORPS, str(near.corps.id)) for near in nearby]
    news = [choice(_("Tell me when {name} starts one").format(name=name), FORM, CORPS, NEWS)] if may_wait else []
    has_none = all(near.corps.municipality_nis != home.nis for near in nearby)
    none_yet = _("<b>{name} has no volunteer corps yet.</b>\n\nYou can join one nearby. What would you like?")
    which = _("<b>Which corps would you like to join?</b>\n\n{name} has one of its own.")
    return Card(fill(none_yet if has_none else which, name=name), rows=tuple((option,) for option in (*joins, *news)))


def _join(near: NearbyCorps, home: Municipality) -> str:
    name = municipality_name(near.corps.municipality)
    if near.corps.municipality_nis == home.nis:
        return _("Join {corps}, where you live").format(corps=name)
    return _("Join {corps} ({distance} km)").format(corps=name, distance=number_text(round(near.kilometres)))


def ask_skills(bits: int) -> Card:
    """Two a row; what was tapped is ticked."""
    chosen = from_bits(bits)
    each = [
        choice(f"✅ {skill_name(code)}" if code in chosen else skill_name(code), FORM, SKILLS, code)
        for code in SkillCode
    ]
    rows = tuple(tuple(each[start : start + 2]) for start in range(0, len(each), 2))
    ready = choice(_("👍 Done") if bits else _("👍 None of these"), FORM, SKILLS, DONE)
    text = paragraphs(
        _("<b>What are you good at?</b>"),
        _("Tap all that fits you. Nothing special? Every pair of hands helps."),
    )
    return Card(text, rows=(*rows, (ready,)))


def ask_availability() -> Card:
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
    return Card(text, rows=tuple((choice(label, FORM, AVAILABILITY, value),) for label, value in options))


def ask_week(mask: int) -> Card:
    """The week as a grid."""

    def data(value: str) -> str:
        return choice("", FORM, WEEK, value).data

    ready = choice(_("👍 Done"), FORM, WEEK, DONE)
    text = paragraphs(
        _("<b>Tap the times when you can usually help.</b>"),
        _(
            "A day or a part of the day as a whole? Tap its name.\n"
            "Morning 6–12, midday 12–18, evening 18–24, night 0–6 o'clock."
        ),
    )
    return Card(text, rows=(*grid(mask, data), (ready,)))


def ask_call_always() -> Card:
    """Urgent call-outs ask whoever agrees to it here at any hour."""
    options = ((_("Yes, call me always"), YES), (_("No, only at my times"), NO))
    text = paragraphs(
        _("<b>May I also call you at other times if it is urgent?</b>"),
        _("In an emergency every hour counts. You may still say no then."),
    )
    return Card(text, rows=tuple((choice(label, FORM, ALWAYS, value),) for label, value in options))
