"""Corps: founded, joined, or another than one's own."""

from __future__ import annotations

from datetime import datetime

from messages.buttons import JoinCorpsButton, MoveCorpsButton
from messages.card import Button, Card, button
from messages.formats import day, municipality_name
from messages.html import Html, fill
from messages.language import _
from models.corps import Corps


def founded(corps: Corps, now: datetime) -> Card:
    """To whoever asked to hear of it."""
    text = _(
        "🟢 <b>{municipality} has its own volunteer corps</b> (since {day}). You asked to hear of it. "
        "Would you like to join?"
    )
    name = municipality_name(corps.municipality)
    return Card(fill(text, municipality=name, day=day(corps.founded_at, now)), rows=((join_button(corps),),))


def join_button(corps: Corps) -> Button:
    """For a volunteer who has no corps yet."""
    name = municipality_name(corps.municipality)
    return button(_("✅ Join the corps of {name}").format(name=name), JoinCorpsButton(corps=corps.id))


def move_button(corps: Corps) -> Button:
    """For a member of another corps; it asks once more."""
    name = municipality_name(corps.municipality)
    return button(_("Move to the corps of {name}").format(name=name), MoveCorpsButton(corps=corps.id))


def joined(corps: Corps) -> Html:
    """Above the home card of a new member."""
    return fill(_("✅ <b>You are now in the corps of {name}.</b>"), name=municipality_name(corps.municipality))


def in_another(own: Corps, other: Corps) -> Html:
    """For a member who followed another corps' link."""
    text = _("This link is of the corps of {other}. You are in the corps of <b>{own}</b>, and in one at a time.")
    return fill(text, own=municipality_name(own.municipality), other=municipality_name(other.municipality))


def already_member(corps: Corps) -> str:
    """A toast."""
    return _("You are in the corps of {name}.").format(name=municipality_name(corps.municipality))
