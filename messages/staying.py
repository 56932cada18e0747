"""The question whether somebody is still in, and what comes of it."""

from __future__ import annotations

from datetime import datetime

from messages.buttons import EraseButton, StillInButton
from messages.card import Card, button
from messages.formats import ZONE, first_name, long_date
from messages.html import Html, fill, lines, paragraphs
from messages.invites import role_and_area
from messages.language import _
from messages.menus import slash
from models.people import Person
from services.retention import Overdue


def still_in(person: Person, erased_on: datetime, *, has_role: bool) -> Card:
    """Whether they stay; and what happens, and when, if they say nothing."""
    silent = _("If I hear nothing, I erase all that I know about you on {day}.")
    with_role = _("If I hear nothing, I tell whoever hands out the roles on {day}.")
    text = paragraphs(
        fill(_("👋 <b>Are you still in, {name}?</b>"), name=first_name(person.name)),
        lines(
            Html(_("I haven't heard from you for a long time. May I still call on you when help is needed?")),
            fill(with_role if has_role else silent, day=long_date(erased_on.astimezone(ZONE).date())),
        ),
    )
    yes, no = button(_("💚 Yes, I stay"), StillInButton()), button(_("No, erase me"), EraseButton(act="ask"))
    return Card(text, rows=((yes,), (no,)))


def stayed(person: Person) -> Card:
    """They are in for another year."""
    text = _("💚 <b>Good that you stay, {name}!</b> You don't have to do anything now.")
    return Card(fill(text, name=first_name(person.name)))


def role_silent(overdue: Overdue) -> Card:
    """To whoever may take the role back."""
    name = overdue.holder.name or _("somebody without a name")
    return Card(
        lines(
            fill(
                _("⚠️ <b>{name}</b> is {role}, and hasn't reacted for a long time."),
                name=name,
                role=role_and_area(overdue.grant),
            ),
            fill(
                _("Do they still do it? If not, take the role back, with {team}. After that they are erased."),
                team=slash("team"),
            ),
        )
    )
