"""Taking a role back: the question, what came of it, and the word to whoever held it."""

from __future__ import annotations

from datetime import datetime

from messages.buttons import GrantButton, TeamButton
from messages.card import Card, button
from messages.formats import ZONE, day_and_time, first_name, long_date
from messages.html import Html, fill, lines
from messages.invites import role_and_area
from messages.language import _
from models.people import Person
from models.roles import RoleGrant
from services.roles import Held


def confirm(held: Held, viewer: Person, area: str) -> Card:
    """Whose role it is, and what taking it back does."""
    grant, own = held.grant, held.holder.id == viewer.id
    name = held.holder.name or _("somebody without a name")
    since = long_date(grant.granted_at.astimezone(ZONE).date())
    what = _("You are {role}, since {day}.") if own else _("<b>{name}</b> is {role}, since {day}.")
    then = _("Take this role back? That counts at once, for buttons of old messages too.")
    told = "" if own else fill(_("{name} gets a message."), name=first_name(name))
    text = lines(
        fill(what, name=name, role=role_and_area(grant), day=since),
        Html(then),
        told,
    )
    sure = button(_("🔒 Yes, take it back"), GrantButton(act="revoke", grant=grant.id, area=area))
    back = button(_("⬅️ Back"), TeamButton.model_validate({"act": "show", "area": area}))
    return Card(text, rows=((sure,), (back,)))


def revoked(name: str) -> str:
    """A toast."""
    return _("Done: {name} no longer has this role.").format(name=name)


def own_given_up(grant: RoleGrant) -> Card:
    """To whoever took back the last role by which they could see the list."""
    return Card(fill(_("🔒 You are no longer {role}."), role=role_and_area(grant)))


def revoked_before() -> str:
    """A toast."""
    return _("This role was taken back before.")


def last_administrator() -> str:
    """A toast: nobody could hand out roles any more."""
    return _("This is the only administrator for all of Flanders. Invite another one first.")


def role_taken_back(grant: RoleGrant, by: Person | None, now: datetime) -> Card:
    """To whoever held it."""
    what = fill(_("🔒 <b>You are no longer {role}.</b>"), role=role_and_area(grant))
    if by is None:
        return Card(lines(what, Html(_("Buttons of old messages no longer work for it."))))
    text = _(
        "{name} took this role back {moment}. Buttons of old messages no longer work for it. Questions? Ask {name}."
    )
    return Card(lines(what, fill(text, name=by.name, moment=day_and_time(grant.revoked_at or now, now))))
