"""Joining a group by its link: what it means, and why it can't be."""

from __future__ import annotations

from messages.boards import not_now
from messages.buttons import GroupJoinButton
from messages.card import Card, button
from messages.corps import move_button
from messages.formats import municipality_name
from messages.groups import to_group
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from messages.menus import slash
from models.corps import Corps
from models.groups import Group
from services.group_joining import Welcome


def ask_join(found: Welcome) -> Card:
    """What joining means, before it."""
    group = found.group
    corps = municipality_name(group.corps.municipality)
    text = paragraphs(
        fill(_("👥 <b>Join {name}?</b>"), name=group.name),
        lines(
            fill(_("Leader: {leader}"), leader=group.leader.name if group.leader else ""),
            fill(_("You then also join the corps of {corps}."), corps=corps) if found.joins_corps else "",
        ),
        _("Your leader sees your name, and can have places wait for the group. You always answer for yourself."),
    )
    return _sure_join(text, group)


def _sure_join(text: Html, group: Group) -> Card:
    yes = button(_("✅ Join the group"), GroupJoinButton(token=group.token))
    return Card(text, rows=((yes,), (not_now(),)))


def in_another(own: Group) -> Card:
    """One is in one group at a time."""
    text = _("You are in <b>{name}</b>, and in one group at a time. Leave it first, then open the link again.")
    return Card(fill(text, name=own.name), rows=((to_group(),),))


def of_another_corps(group: Group, own: Corps) -> Card:
    """With the way to move, for whoever lives there now."""
    text = lines(
        fill(
            _("<b>{name}</b> is a group of the corps of {corps}. You are in the corps of {own}."),
            name=group.name,
            corps=municipality_name(group.corps.municipality),
            own=municipality_name(own.municipality),
        ),
        _("Do you want to be in that corps? Move first, then open the link again."),
    )
    return Card(text, rows=((move_button(group.corps),), (not_now(),)))


def is_full(group: Group) -> Card:
    """No more members can join."""
    text = _("{name} is full: nobody can join any more. You get the call-outs of your corps as usual.")
    return Card(fill(text, name=group.name))


def no_such_group() -> Card:
    """To whoever is known already; a stranger sees the first screen."""
    return Card(_("This link of a group doesn't work, or no longer. Ask its leader for the right one."))


def in_group(group: Group) -> Html:
    """At the end of a sign-up that began with the link."""
    text = _("👥 You are in the group <b>{name}</b> now. {group} shows it.")
    return fill(text, name=group.name, group=slash("group"))


def not_in_group() -> Html:
    """The same, where it couldn't be: another corps was chosen, or the group is full or gone."""
    return Html(_("👥 You are not in the group of your link: it is of another corps, full, or no longer there."))


def invites_you(group: Group) -> Html:
    """On the first screen of whoever follows the link: who it is from."""
    text = _(
        "<b>Paraat</b> calls the volunteers of <b>{municipality}</b> when help is needed. With this link you sign up "
        "and join <b>{name}</b>; its leader sees your name. Choose your language:"
    )
    return fill(text, municipality=municipality_name(group.corps.municipality), name=group.name)
