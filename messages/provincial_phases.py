"""The provincial phase: entering the governor's order, what it would do, that it began and that it ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from messages.buttons import NotNowButton, PhaseButton
from messages.card import Button, Card, button
from messages.formats import dated_time, name_of, number_text, province_name
from messages.forms import choice
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from messages.menus import slash
from models.provincial_phases import ProvincialPhase
from services.declaring import Declared, Plan

FORM = "phase"
REFERENCE = "reference"
CHECK = "check"
SURE = "sure"


def not_for_you() -> Card:
    """To whoever has no role for a whole province."""
    return Card(Html(_("Only coordinators and administrators of a whole province can enter a governor's order.")))


def which(provinces: Sequence[str]) -> Card:
    """For whoever has more than one."""
    rows = tuple((button(province_name(name), PhaseButton(act="show", province=name)),) for name in provinces)
    return Card(Html(_("<b>For which province?</b>")), rows=rows)


def none_yet(province: str) -> Card:
    """What the provincial phase is, and the way in."""
    text = paragraphs(
        fill(_("🏛 <b>Province of {name}: no provincial phase</b>"), name=province_name(province)),
        Html(
            _(
                "Has the governor declared the provincial phase? Then I call the whole province for every call-out "
                "that is short of people. You see first how many people that reaches."
            )
        ),
    )
    declare = button(_("🏛 Enter the governor's order"), PhaseButton(act="declare", province=province))
    return Card(text, rows=((declare,),))


def running(phase: ProvincialPhase, now: datetime) -> Card:
    """It is declared: by which order, since when, and how it ends."""
    text = paragraphs(
        lines(_declared(phase), _order(phase), _entered(phase, now)),
        Html(_("New call-outs can reach the whole province at once.")),
    )
    return Card(text, rows=((button(_("🏁 It has ended"), PhaseButton(act="end", province=phase.province)),),))


def _declared(phase: ProvincialPhase) -> Html:
    return fill(_("🏛 <b>Provincial phase in the province of {name}</b>"), name=province_name(phase.province))


def _order(phase: ProvincialPhase) -> Html:
    return fill(_("Order of the governor: {reference}"), reference=phase.reference)


def _entered(phase: ProvincialPhase, now: datetime) -> Html:
    when = dated_time(phase.declared_at, now)
    return fill(_("Entered by {name}, {when}"), name=name_of(phase.declared_by), when=when)


def ask_reference(province: str) -> Card:
    """The order's own number."""
    text = paragraphs(
        fill(_("🏛 <b>Provincial phase in the province of {name}</b>"), name=province_name(province)),
        Html(_("What is the reference of the governor's order? Type it, for example <b>CRISIS/2026/114</b>.")),
    )
    return Card(text)


def not_a_reference(most: int) -> Card:
    """What was expected."""
    text = _("Type the reference as one line of at most {most} characters, for example <b>CRISIS/2026/114</b>.")
    return Card(fill(text, most=most))


def check(plan: Plan, reference: str) -> Card:
    """How many people it will reach."""
    text = paragraphs(
        lines(
            fill(_("🏛 <b>Provincial phase in the province of {name}</b>"), name=province_name(plan.province)),
            fill(_("Order of the governor: {reference}"), reference=reference),
        ),
        lines(_reach(plan), _corps(plan)),
        Html(_("What corps keep at home for their own municipality stays at home.")),
    )
    return Card(text, rows=((choice(_label(plan), FORM, CHECK, SURE),),))


def _reach(plan: Plan) -> Html:
    if not plan.call_outs:
        return Html(_("No call-out is short of people now: nobody is called by this."))
    number = len(plan.call_outs)
    text = _(
        "📣 <b>{number} call-out is short of people: {people} people get it now.</b>",
        "📣 <b>{number} call-outs are short of people: {people} people get them now.</b>",
        number,
    )
    return fill(text, number=number, people=number_text(plan.people))


def _corps(plan: Plan) -> Html:
    text = _("The province has {number} corps.", "The province has {number} corps.", plan.corps)
    return fill(text, number=plan.corps)


def _label(plan: Plan) -> str:
    if not plan.people:
        return _("Yes, the phase is declared")
    text = _("📣 Yes, call {number} person", "📣 Yes, call {number} people", plan.people)
    return text.format(number=number_text(plan.people))


def begun(result: Declared, now: datetime) -> Card:
    """To whoever entered it."""
    asked = _("📣 {number} person is called out.", "📣 {number} people are called out.", result.asked)
    card = running(result.phase, now)
    return Card(paragraphs(card.text, fill(asked, number=number_text(result.asked))), rows=card.rows)


def declared(phase: ProvincialPhase, now: datetime) -> Card:
    """To the other coordinators there."""
    text = lines(
        _declared(phase),
        _order(phase),
        _entered(phase, now),
        Html(_("Call-outs that are short of people reach the whole province now.")),
    )
    return Card(text)


def ask_end(province: str) -> Card:
    """Once more."""
    text = fill(
        _("<b>Has the governor ended the provincial phase in the province of {name}?</b>"), name=province_name(province)
    )
    more = Html(_("Whoever was called stays called. New call-outs begin with their own corps again."))
    sure = button(_("Yes, it has ended"), PhaseButton(act="end_sure", province=province))
    return Card(paragraphs(text, more), rows=((sure,), (_not_now(),)))


def _not_now() -> Button:
    return button(_("Not now"), NotNowButton())


def ended(phase: ProvincialPhase, now: datetime) -> Card:
    """To everybody who leads there."""
    when = dated_time(phase.ended_at or now, now)
    text = fill(
        _("🏁 <b>The provincial phase in the province of {name} has ended</b> ({when})."),
        name=province_name(phase.province),
        when=when,
    )
    return Card(lines(text, Html(_("New call-outs begin with their own corps again."))))


def over(province: str) -> Card:
    """It isn't declared, or no longer."""
    text = _("There is no provincial phase in the province of {name} now. You enter one with {command}.")
    return Card(fill(text, name=province_name(province), command=slash("province")))


def stopped() -> Card:
    """The form was left."""
    return Card(Html(_("Stopped. Nothing was declared.")))


def subject(_draft: object) -> str:
    """What is being filled in."""
    return _("the governor's order")
