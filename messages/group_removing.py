"""Taking a member out of a group."""

from __future__ import annotations

from messages.boards import not_now
from messages.buttons import GroupButton, GroupRemoveButton
from messages.card import Card, button
from messages.groups import to_group
from messages.html import fill, lines
from messages.language import _
from messages.lists import numbered, turning
from models.groups import Group
from models.people import Person
from services.groups import GroupOf
from services.pages import page_of


def choose(seen: GroupOf, number: int) -> Card:
    """Who is no longer to be in it."""
    others = [member for member in seen.members if member.person_id != seen.group.leader_id]
    page = page_of(others, number)
    text = lines(
        fill(_("<b>Who is no longer in {name}?</b>"), name=seen.group.name),
        *(fill("{number}. {name}", number=place, name=member.person.name)
          for place, member in enumerate(page.items, start=page.first)),
        "" if others else _("Nobody else is in your group."),
    )  # fmt: skip
    rows = (
        *numbered(page, lambda member: GroupRemoveButton(act="ask", person=member.person_id)),
        *turning(page, lambda other: GroupButton(act="others", page=other)),
        (not_now(),),
    )
    return Card(text, rows=rows)


def ask(group: Group, member: Person) -> Card:
    """Once more: the way back needs the link."""
    text = lines(
        fill(_("<b>Take {name} out of {group}?</b>"), name=member.name, group=group.name),
        fill(_("{name} gets a message, and stays a volunteer of the corps."), name=member.name),
    )
    yes = button(_("Yes, take out"), GroupRemoveButton(act="sure", person=member.id))
    return Card(text, rows=((yes,), (not_now(),)))


def removed(group: Group, member: Person) -> Card:
    """It is done."""
    text = _("✅ {name} is no longer in {group}, and gets a message.")
    return Card(fill(text, name=member.name, group=group.name), rows=((to_group(),),))


def was_removed(group: Group) -> Card:
    """To the member."""
    text = lines(
        fill(_("👥 You are no longer in the group <b>{name}</b>: its leader took you out."), name=group.name),
        _("You stay a volunteer, and get call-outs as usual. If you come to a call-out, you are still expected there."),
    )
    return Card(text, silent=True)
