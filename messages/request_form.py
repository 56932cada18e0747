"""The questions of a help request, what was expected where an answer isn't understood, and that it is out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from messages import templates
from messages.buttons import RequestEmergencyButton
from messages.card import Button, Card, Key, button
from messages.formats import municipality_name, number_text
from messages.forms import choice
from messages.html import Html, fill, lines, paragraphs
from messages.language import _, mark
from messages.requests import edit_button, facts, status_name
from messages.safety import danger
from models.emergencies import Emergency, HelpRequest
from models.reference import Municipality
from services.help_requests import Raised
from services.policy import Policy
from services.rules.moments import MomentProblem
from services.rules.numbers import MOST_PEOPLE, CountProblem
from services.rules.shortening import shortened
from services.rules.templates import TemplateCode

FORM = "request"
NOW = "now"
COUNTS = (2, 5, 10, 20, 50)

COUNT_PROBLEMS = {
    CountProblem.UNREADABLE: mark("I don't see a number in that. Type how many people, such as <b>12</b>."),
    CountProblem.SEVERAL: mark("I see more than one number. Type one, such as <b>12</b>."),
    CountProblem.TOO_FEW: mark("Type a number of 1 or more, such as <b>12</b>."),
    CountProblem.TOO_MANY: mark("At most {most} people. Type a number such as <b>12</b>."),
}
MOMENT_PROBLEMS = {
    MomentProblem.UNREADABLE: mark(
        "I don't see a time in that. Type it like <b>21.30</b>, <b>tomorrow 9.00</b> or <b>24/11 9.00</b>."
    ),
    MomentProblem.PAST: mark("That has passed already. Type a time to come, like <b>tomorrow 9.00</b>."),
    MomentProblem.TOO_FAR: mark("That is more than a year away. Type it like <b>24/11 9.00</b>."),
    MomentProblem.IMPOSSIBLE: mark("That day or time doesn't exist. Type it like <b>24/11 9.00</b>."),
}


def _question(*parts: str) -> Html:
    return paragraphs(danger(), lines(*parts))


def ask_municipality(towns: Sequence[Municipality]) -> Card:
    """For whoever may ask for more than one: their municipalities where they are few, else to be typed."""
    text = _question(
        Html(_("<b>For which municipality?</b>")),
        "" if towns else Html(_("Type its name or postcode.")),
    )
    cells = [choice(municipality_name(town), FORM, "town", str(town.nis)) for town in towns]
    return Card(text, rows=tuple(tuple(cells[start : start + 2]) for start in range(0, len(cells), 2)))


def ask_what(town: Municipality | None, *, on_behalf: bool) -> Card:
    """The first of the four questions; `town` where it was chosen, so that a wrong one is seen at once.

    A usual request can be tapped: then most of the rest is filled in.
    """
    cells = [choice(templates.label(code), FORM, "what", code.value) for code in TemplateCode]
    return Card(
        _question(
            fill("📍 <b>{town}</b>", town=municipality_name(town)) if town else "",
            Html(_("☎ You enter it for the municipality. Its people are told.")) if on_behalf else "",
            Html(_("<b>What is needed?</b>")),
            Html(_("One line is enough, like <i>Fill sandbags along the river</i>.")),
            Html(_("Or tap what is usual: then I fill in the rest.")),
        ),
        rows=tuple(tuple(cells[start : start + 2]) for start in range(0, len(cells), 2)),
    )


def ask_where() -> Card:
    """An address, a point on the map, or both."""
    text = _question(
        Html(_("<b>Where?</b>")),
        Html(_("Type the address, or send a location: your own with the key below, another one with 📎.")),
    )
    key = Key(_("📍 Where I am now"), request="location")
    return Card(text, keys=((key,),), placeholder=_("Street and number"))


def point_noted() -> Html:
    """In a line, before the question that follows."""
    return Html(_("📍 <b>I have the point on the map.</b>"))


def ask_address() -> Card:
    """A point was sent: the address helps people to find it."""
    text = _question(
        Html(_("<b>Which address is it?</b>")),
        Html(_("It helps people to find the place. Type it, or skip it.")),
    )
    return Card(text)


def ask_count(usual: int = 0) -> Card:
    """How many people; `usual` for such a request, if that is known."""
    counts = sorted({*COUNTS, usual} - {0})
    text = _question(Html(_("<b>How many people?</b>")), Html(_("Tap, or type a number.")))
    return Card(text, rows=(tuple(choice(_count(number, usual), FORM, "count", str(number)) for number in counts),))


def _count(number: int, usual: int) -> str:
    return f"👉 {number}" if number == usual else str(number)


def ask_caller() -> Card:
    """Of a coordinator who enters it for others."""
    return Card(_question(Html(_("<b>Who called?</b>")), Html(_("Type name and number, or skip it."))))


def ask_when() -> Card:
    """The last question: after it, the request is out."""
    text = _question(
        Html(_("<b>When?</b> After this your request goes out.")),
        Html(_("Tap, or type it like <b>21.30</b>, <b>tomorrow 9.00</b> or <b>24/11 9.00</b>.")),
    )
    return Card(text, rows=((choice(_("🔴 Now"), FORM, "when", NOW),),))


def subject(what: str) -> str:
    """What is being filled in; `what` as far as it was answered, so that nobody goes on with an older one."""
    return _("your help request “{what}”").format(what=shortened(what, 30)) if what else _("your help request")


def stopped() -> Card:
    """The form was left: nothing went out."""
    return Card(paragraphs(Html(_("Stopped. No request went out.")), danger()))


def wrong_count(problem: CountProblem) -> Card:
    """What was expected instead of that number."""
    return Card(fill(_(COUNT_PROBLEMS[problem]), most=number_text(MOST_PEOPLE)))


def wrong_moment(problem: MomentProblem) -> Card:
    """What was expected instead of that time."""
    return Card(Html(_(MOMENT_PROBLEMS[problem])))


def text_expected() -> Card:
    """A photo or a voice message came where words were asked."""
    return Card(Html(_("I can only read text here. Please type your answer.")))


def too_long(most: int, length: int) -> Card:
    """What was typed doesn't fit."""
    text = _("That is {length} characters, and {most} fit. Please say it shorter.")
    return Card(fill(text, length=number_text(length), most=number_text(most)))


def place_abroad() -> Card:
    """The point on the map isn't near any Belgian municipality."""
    return Card(Html(_("That point isn't in Belgium. Send another one, or type the address.")))


def raised(result: Raised, now: datetime, policy: Policy) -> Card:
    """To the requester, right after the last question: it is out, to how many, and what was assumed."""
    request = result.request
    text = paragraphs(
        _out_to(result.alerted, policy),
        facts(request, now),
        lines(_assumed(request), _part_of(result)),
        danger(),
    )
    rows = ((edit_button(request),), *_other_emergencies(result))
    return Card(text, rows=rows, name=status_name(request))


def _out_to(alerted: int, policy: Policy) -> Html:
    if not alerted:
        text = _(
            "⚠️ <b>No coordinator can be alerted for your municipality.</b>\n"
            "Call {phone} now: somebody answers day and night. I keep your request."
        )
        return fill(text, phone=policy.duty_phone)
    text = _(
        "✅ <b>Your request is out, to {number} coordinator.</b>",
        "✅ <b>Your request is out, to {number} coordinators.</b>",
        alerted,
    )
    return lines(fill(text, number=alerted), Html(_("I tell you as soon as one takes it over.")))


def _assumed(request: HelpRequest) -> Html:
    if request.urgent:
        return fill(_("I assumed: aged {age} and over, urgent. Adjust it if that is wrong."), age=request.minimum_age)
    return fill(_("I assumed: aged {age} and over, not urgent. Adjust it if that is wrong."), age=request.minimum_age)


def _joined_one(result: Raised) -> bool:
    return any(emergency.id == result.request.emergency_id for emergency in result.running)


def _part_of(result: Raised) -> Html:
    if _joined_one(result):
        name = result.request.emergency.name
        return fill(_("It belongs to the emergency <b>{emergency}</b>."), emergency=name)
    if result.running:
        return Html(_("It opened a new emergency. Does it belong to one that is going on? Tap it."))
    return Html("")


def _other_emergencies(result: Raised) -> tuple[tuple[Button, ...], ...]:
    if _joined_one(result):
        new = RequestEmergencyButton(request=result.request.id, emergency=0)
        return ((button(_("It is a new emergency"), new),),)
    return tuple((emergency_button(result.request, emergency),) for emergency in result.running[:5])


def emergency_button(request: HelpRequest, emergency: Emergency) -> Button:
    """Puts the request under that emergency."""
    name = shortened(emergency.name, 40)
    return button(name, RequestEmergencyButton(request=request.id, emergency=emergency.id))
