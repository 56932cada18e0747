"""Who may do what in an area: the list, a new invitation, and the links that are still open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from messages.areas import area_label, area_name
from messages.buttons import CorpsButton, GrantButton, TeamButton, WithdrawButton
from messages.card import Button, Card, button
from messages.formats import dated_time
from messages.forms import choice
from messages.html import Html, fill, lines, paragraphs
from messages.invites import role_and_area, role_for
from messages.language import _, mark
from messages.lists import numbered, rows_of, turning
from models.roles import Role, RoleInvite
from services.areas import Area, Place, code_of
from services.pages import page_of
from services.roles import Held
from services.teams import Invited, OpenInvites, Team

FORM = "invite"

HEADS = {
    Role.REQUESTER: mark("<b>Requesters</b> ask for help"),
    Role.CORPS_ADMINISTRATOR: mark("<b>Corps administrators</b> run the corps"),
    Role.COORDINATOR: mark("<b>Coordinators</b> call people out"),
    Role.ADMINISTRATOR: mark("<b>Administrators</b> set everything up"),
}
NAMES = {
    Role.REQUESTER: mark("Requester"),
    Role.CORPS_ADMINISTRATOR: mark("Corps administrator"),
    Role.COORDINATOR: mark("Coordinator"),
    Role.ADMINISTRATOR: mark("Administrator"),
}


def team(seen: Team) -> Card:
    """A page of the roles that hold for the area, by what they are for; a number leads to taking one back."""
    area = code_of(seen.place.area)
    text = paragraphs(
        fill(_("<b>Who may do what: {area}</b>"), area=area_name(seen.place)),
        *_by_role(seen),
        lines(*(fill(_("⚠️ {heading}: nobody yet"), heading=Html(_(HEADS[role]))) for role in seen.vacant)),
        Html(_("Tap a number to take that role back.")) if _shows_removable(seen) else "",
    )
    rows = (
        *numbered(seen.members, lambda held: _grant_button(held, area) if held.grant.id in seen.removable else None),
        _ways_on(seen, area),
        *turning(seen.members, lambda page: TeamButton(act="show", area=area, page=page)),
    )
    return Card(text, rows=tuple(row for row in rows if row))


def _shows_removable(seen: Team) -> bool:
    return any(held.grant.id in seen.removable for held in seen.members.items)


def _grant_button(held: Held, area: str) -> GrantButton:
    return GrantButton(act="show", grant=held.grant.id, area=area)


def _by_role(seen: Team) -> list[Html]:
    shown = list(enumerate(seen.members.items, start=seen.members.first))
    return [
        lines(
            Html(_(HEADS[role])),
            *(_line(number, held, seen.place) for number, held in shown if held.grant.role is role),
        )
        for role in dict.fromkeys(held.grant.role for _number, held in shown)
    ]


def _line(number: int, held: Held, place: Place) -> Html:
    grant, name = held.grant, held.holder.name or _("somebody without a name")
    where = Place(Area(grant.municipality_nis, grant.province), grant.municipality)
    if where.area == place.area:
        return fill("{number}. {name}", number=number, name=name)
    return fill("{number}. {name} <i>({area})</i>", number=number, name=name, area=area_label(where))


def _ways_on(seen: Team, area: str) -> tuple[Button, ...]:
    invite = (button(_("➕ Invite"), TeamButton(act="invite", area=area)),) if seen.grantable else ()
    number = seen.open_invites
    links = _("✉️ {number} open link", "✉️ {number} open links", number).format(number=number)
    opened = (button(links, TeamButton(act="invites", area=area)),) if number else ()
    nis = seen.place.area.nis
    corps = (button(_("⬆️ Corps"), CorpsButton(act="show", nis=nis)),) if nis is not None else ()
    return (*invite, *opened, *corps)


def nobody_to_manage() -> Card:
    """For whoever asks without a role that hands out roles."""
    return Card(Html(_("Only those who run a corps, coordinators and administrators can do this. I did nothing.")))


def ask_role(place: Place, roles: Sequence[Role]) -> Card:
    """Which role the invitation is for."""
    text = lines(
        fill(_("<b>What may they do for {area}?</b>"), area=area_name(place)),
        *(Html("• " + _(HEADS[role])) for role in roles),
    )
    return Card(text, rows=rows_of([choice(_(NAMES[role]), FORM, "role", role.value) for role in roles], 2))


def invited(made: Invited, link: str, now: datetime) -> tuple[Card, Card]:
    """What to do with the link, and the message to pass on."""
    back = button(_("⬅️ Who may do what"), TeamButton(act="show", area=code_of(made.place.area)))
    how = lines(
        fill(_("✅ <b>The invitation is ready: {role}.</b>"), role=role_for(made.role, made.place)),
        Html(_("Forward the next message to <b>one</b> person. Whoever opens the link first gets the role.")),
    )
    text = _(
        "You are invited to Paraat as {role}. With Paraat, municipalities call up volunteers in an emergency.\n\n"
        "Open this link on your phone and tap Start:\n{link}\n\n"
        "The link is for you alone. It works once, until {moment}."
    )
    message = fill(text, role=role_for(made.role, made.place), link=link, moment=dated_time(made.expires_at, now))
    return Card(how, rows=((back,),)), Card(message)


def stopped() -> Card:
    """The form was left: no link was made."""
    return Card(Html(_("Stopped. Nobody was invited.")))


def open_invites(seen: OpenInvites, now: datetime) -> Card:
    """Links that nobody has used yet; a number makes one worthless."""
    area = code_of(seen.place.area)
    page = page_of(seen.invites, 0)
    listed = [_invite(number, invite, now) for number, invite in enumerate(page.items, start=1)]
    more = page.total - len(page.items)
    hint = _("Tap a number to withdraw that link: it no longer works then.")
    older = _("… and {number} older link", "… and {number} older links", more)
    text = paragraphs(
        fill(_("<b>Open links: {area}</b>"), area=area_name(seen.place)),
        lines(*listed, fill(older, number=more) if more else ""),
        Html(hint if listed else _("There are none.")),
    )
    back = button(_("⬅️ Who may do what"), TeamButton(act="show", area=area))
    return Card(text, rows=(*numbered(page, lambda invite: WithdrawButton(invite=invite.id)), (back,)))


def _invite(number: int, invite: RoleInvite, now: datetime) -> Html:
    until = dated_time(invite.expires_at, now)
    if invite.created_by is None:
        text = _("{number}. {role}, until {moment}")
        return fill(text, number=number, role=role_and_area(invite), moment=until)
    text = _("{number}. {role}, until {moment}, made by {name}")
    name = invite.created_by.name
    return fill(text, number=number, role=role_and_area(invite), moment=until, name=name)


def withdrawn() -> str:
    """A toast."""
    return _("Withdrawn: the link no longer works.")


def no_such_invite() -> str:
    """A toast."""
    return _("This link was used, withdrawn or has expired. There is nothing to withdraw.")
