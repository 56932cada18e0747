"""Roles: what one is invited to, and where it holds."""

from __future__ import annotations

from messages.areas import area_name
from messages.buttons import InviteButton
from messages.card import Card, button
from messages.html import Html, fill, paragraphs
from messages.language import _, mark
from messages.menus import slash
from models.roles import Role, RoleGrant, RoleInvite, Scope
from services.areas import Area, Place

# Where a role holds is a part of its sentence: languages differ in how they put it.
HOLDS = {
    (Role.REQUESTER, Scope.MUNICIPALITY): mark("requester for <b>{where}</b>"),
    (Role.REQUESTER, Scope.PROVINCE): mark("requester for the province of <b>{where}</b>"),
    (Role.REQUESTER, Scope.FLANDERS): mark("requester for all of Flanders"),
    (Role.CORPS_ADMINISTRATOR, Scope.MUNICIPALITY): mark("corps administrator for <b>{where}</b>"),
    (Role.COORDINATOR, Scope.MUNICIPALITY): mark("coordinator for <b>{where}</b>"),
    (Role.COORDINATOR, Scope.PROVINCE): mark("coordinator for the province of <b>{where}</b>"),
    (Role.COORDINATOR, Scope.FLANDERS): mark("coordinator for all of Flanders"),
    (Role.ADMINISTRATOR, Scope.MUNICIPALITY): mark("administrator for <b>{where}</b>"),
    (Role.ADMINISTRATOR, Scope.PROVINCE): mark("administrator for the province of <b>{where}</b>"),
    (Role.ADMINISTRATOR, Scope.FLANDERS): mark("administrator for all of Flanders"),
}


def role_and_area(held: RoleGrant | RoleInvite) -> Html:
    """A role and where it holds, such as: coordinator for Mechelen."""
    return role_for(held.role, Place(Area(held.municipality_nis, held.province), held.municipality))


def role_for(role: Role, place: Place) -> Html:
    """The same of a role that nobody holds yet."""
    return fill(_(HOLDS[role, place.area.scope]), where=area_name(place))


def invitation(invite: RoleInvite, token: str) -> Card:
    """What the link offers, and what accepting it means."""
    text = paragraphs(
        fill(_("You are invited as {role}."), role=role_and_area(invite)),
        _(
            "If you accept, your name and phone number are kept and shown to the people with whom you work "
            "on a call-out. That lasts as long as you have this role."
        ),
    )
    return Card(text, rows=((button(_("✅ Accept"), InviteButton(token=token)),),))


def granted(grant: RoleGrant) -> Card:
    """The role is theirs."""
    return Card(
        fill(
            _("✅ You are now {role}. Tap {help} to see what you can do."),
            role=role_and_area(grant),
            help=slash("help"),
        )
    )


def already_yours() -> str:
    """A toast for a second tap."""
    return _("You have accepted this already.")


def not_valid() -> Card:
    """One answer for a link that is unknown, used or expired."""
    return Card(_("This invitation is not valid (any more). Please ask for a new one."))


def contact_kept() -> Html:
    """Above the home card, once name and phone are known."""
    return Html(_("✅ Thank you, I have noted that."))


def contact_subject(_draft: object) -> str:
    """What is being filled in."""
    return _("your name and number")


def contact_stopped() -> Card:
    """Name and phone weren't given; the role doesn't hang on it."""
    return Card(_("All right, your role stays as it is. Tap /start to see where you stand."))
