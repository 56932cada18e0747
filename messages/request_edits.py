"""Completing a help request: the list of what can be changed now, and the question behind each line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from messages import skills
from messages.buttons import RequestButton, RequestEmergencyButton, RequestFieldButton, RequestRolesButton
from messages.card import Button, Card, button
from messages.formats import day_and_time, hours
from messages.forms import choice
from messages.html import Html, fill, lines, paragraphs
from messages.language import _, mark
from messages.request_form import COUNTS, NOW, emergency_button
from messages.requests import facts
from messages.safety import danger
from messages.skills import skill_names
from models.emergencies import Emergency, HelpRequest, RequestState
from services.help_requests import NoLongerEditable
from services.request_edits import EMERGENCY, Locked, is_locked
from services.rules.shortening import shortened
from services.rules.skills import Category

FORM = "edit"
UNPIN = "unpin"
SAME = "same"
NOTHING = "nothing"
LENGTHS = (2, 4, 8, 12)  # hours

FIELDS = {
    "what": mark("📝 What"),
    "where": mark("📍 Where"),
    "count": mark("👥 How many"),
    "start": mark("🕒 From when"),
    "end": mark("🕓 Until when"),
    "skills": mark("🧰 Skills"),
    "preferred": mark("⭐ Preferred skills"),
    "bring": mark("🎒 What to bring"),
}
# What of a request each line changes.
CHANGES = {
    "what": "what",
    "where": "address",
    "address": "address",
    "count": "needed",
    "start": "starts_at",
    "end": "ends_at",
    "skills": "skill_bits",
    "preferred": "preferred_skill_bits",
    "bring": "bring",
    "age": "minimum_age",
    "urgent": "urgent",
    "emergency": EMERGENCY,
    "roles": "roles",
}


def _field(request: HelpRequest, field: str, label: str) -> Button:
    return button(label, RequestFieldButton.model_validate({"field": field, "request": request.id}))


def fields(request: HelpRequest, now: datetime, name: str | None) -> Card:
    """Everything that can be changed now; `name` is the viewer's lasting card, if the list stands in its place."""
    text = paragraphs(
        Html(_("✏️ <b>Complete or adjust.</b> Tap what you want to change.")),
        facts(request, now),
        lines(
            fill(_("🧰 Skills: {skills}"), skills=skill_names(request.skill_bits)),
            fill(_("⭐ Preferred skills: {skills}"), skills=skill_names(request.preferred_skill_bits)),
            fill(_("🔞 Age: {age} and over"), age=request.minimum_age),
            Html(_("🔴 Urgent: also people who said “call me always”"))
            if request.urgent
            else Html(_("🔵 Not urgent: only people who are free then")),
            fill(_("🔗 Emergency: {emergency}"), emergency=request.emergency.name),
        ),
        Html(
            _(
                "People are being called out: their cards change too. "
                "A new place rings with whoever comes; a new time asks everybody again."
            )
        )
        if request.state is RequestState.CALLED_OUT
        else "",
    )
    return Card(text, rows=_field_rows(request), name=name)


def _field_rows(request: HelpRequest) -> tuple[tuple[Button, ...], ...]:
    cells = [cell for field, cell in _cells(request).items() if not is_locked(request, CHANGES[field])]
    pairs = tuple(tuple(cells[start : start + 2]) for start in range(0, len(cells), 2))
    return (*pairs, (_field(request, "done", _("✅ Done")),))


def _cells(request: HelpRequest) -> dict[str, Button]:
    age = _("🔞 From 16") if request.minimum_age == 18 else _("🔞 From 18")
    urgency = _("🔵 Not urgent") if request.urgent else _("🔴 Urgent")
    return {
        **{field: _field(request, field, _(label)) for field, label in FIELDS.items()},
        "roles": button(_("🎯 Roles"), RequestRolesButton(request=request.id)),
        "age": _field(request, "age", age),
        "urgent": _field(request, "urgent", urgency),
        "emergency": button(_("🔗 Emergency"), RequestButton(act="emergency", request=request.id)),
    }


def cannot_change(why: Locked | NoLongerEditable) -> str:
    """A plain line: too late to change this, and what can still be changed."""
    if isinstance(why, NoLongerEditable):
        return _("This request is closed. It can't be changed any more.")
    return _(
        "People are being called out, so this can't be changed any more. "
        "You can still change: what, where, how many, when and what to bring."
    )


def too_late(why: Locked | NoLongerEditable) -> Card:
    """The same as a message."""
    return Card(Html(cannot_change(why)))


def emergencies(request: HelpRequest, running: Sequence[Emergency], name: str | None) -> Card:
    """Which emergency the request belongs to."""
    others = [emergency for emergency in running if emergency.id != request.emergency_id]
    text = lines(
        fill(_("This request belongs to <b>{emergency}</b>."), emergency=request.emergency.name),
        Html(_("Does it belong to another one? Tap it.")),
    )
    rows = tuple((emergency_button(request, emergency),) for emergency in others[:8])
    new = button(_("🆕 A new emergency"), RequestEmergencyButton(request=request.id, emergency=0))
    return Card(text, rows=(*rows, (new,), (_back(request),)), name=name)


def _back(request: HelpRequest) -> Button:
    return button(_("⬅️ Back"), RequestButton(act="edit", request=request.id))


def _question(question: str, now_is: str = "") -> Html:
    standing = fill(_("Now: {value}"), value=shortened(now_is, 200)) if now_is else ""
    return paragraphs(danger(), lines(question, standing))


def ask_what(request: HelpRequest) -> Card:
    """What is needed, anew."""
    return Card(_question(_("<b>What is needed?</b> Type it."), request.what))


def ask_where(request: HelpRequest) -> Card:
    """An address or a point: another address takes the point away, and a point asks for its address."""
    card = Card(_question(_("<b>Where?</b> Type the address, or send a location with 📎."), request.address))
    if request.latitude is None:
        return card
    return Card(card.text, rows=((choice(_("Remove the point on the map"), FORM, "where", UNPIN),),))


def ask_address(request: HelpRequest) -> Card:
    """A point was sent: does the address that stands belong to it?"""
    question = _question(_("<b>Which address is that?</b> Type it, or tap."), request.address)
    still = _("Still {address}").format(address=shortened(request.address, 40))
    only = _("Only the point on the map")
    rows = ((choice(still, FORM, "address", SAME),), (choice(only, FORM, "address", NOTHING),))
    return Card(question, rows=rows)


def ask_count(request: HelpRequest) -> Card:
    """How many people, anew."""
    numbers = tuple(choice(str(number), FORM, "count", str(number)) for number in COUNTS)
    return Card(_question(_("<b>How many people?</b> Tap, or type a number."), str(request.needed)), rows=(numbers,))


def ask_start(request: HelpRequest, now: datetime) -> Card:
    """When it starts, anew; the end moves along."""
    text = _question(
        _("<b>From when?</b> Type it like <b>21.30</b>, <b>tomorrow 9.00</b> or <b>24/11 9.00</b>."),
        day_and_time(request.starts_at, now),
    )
    return Card(text, rows=((choice(_("🔴 Now"), FORM, "start", NOW),),))


def ask_end(request: HelpRequest, now: datetime) -> Card:
    """When it ends, or how long it takes."""
    text = _question(
        _("<b>Until when?</b> Type a time like <b>02.00</b>, or how long, like <b>5 hours</b>."),
        f"{day_and_time(request.ends_at, now)} ({hours(request.ends_at - request.starts_at)})",
    )
    lengths = tuple(choice(_("{hours} h").format(hours=number), FORM, "end", str(number)) for number in LENGTHS)
    return Card(text, rows=(lengths,))


def ends_before_start(request: HelpRequest, now: datetime) -> Card:
    """The end that was given isn't after the start."""
    text = _("It starts {start} and must end later. Type a time like <b>02.00</b>, or how long: <b>5 hours</b>.")
    return Card(fill(text, start=day_and_time(request.starts_at, now)))


def ask_skills(pages: Sequence[Category], page: Category | None, bits: int) -> Card:
    """Which of the catalogue everybody who comes must have: pages to toggle on."""

    def pick(label: str, value: str) -> Button:
        return choice(label, FORM, "skills", value)

    question = _question(
        _("<b>Which skills?</b> Only people who have all of them are asked. Tap to choose, then Done.")
    )
    return skills.ask_skills(question, pages, page, bits, pick)


def ask_preferred(pages: Sequence[Category], page: Category | None, bits: int) -> Card:
    """Which of the catalogue decide who is asked first."""

    def pick(label: str, value: str) -> Button:
        return choice(label, FORM, "preferred", value)

    question = _question(
        _("<b>Which skills are welcome?</b> Who has them is asked first, others after that. Tap to choose, then Done.")
    )
    return skills.ask_skills(question, pages, page, bits, pick)


def ask_bring(request: HelpRequest) -> Card:
    """What people should have with them."""
    question = _("<b>What should people bring?</b> Type it, like <i>sturdy shoes, rain coat, gloves</i>.")
    return Card(_question(question, request.bring), rows=((choice(_("Nothing special"), FORM, "bring", NOTHING),),))


def subject(_draft: object) -> str:
    """What is being filled in."""
    return _("your help request")


def stopped() -> Card:
    """A question was left: that line stays as it was."""
    return Card(Html(_("Nothing was changed.")))
