"""Leaving a group, handing it over, and its end."""

from __future__ import annotations

from messages.boards import not_now
from messages.buttons import GroupButton, GroupHeirButton
from messages.card import Card, button
from messages.groups import to_group
from messages.html import Html, fill, lines
from messages.language import _
from messages.lists import numbered, turning
from messages.menus import slash
from models.groups import Group
from models.people import Person
from services.groups import GroupOf
from services.pages import page_of


def ask_leave(group: Group) -> Card:
    """Once more, since the way back needs the link."""
    text = lines(
        fill(_("<b>Leave {name}?</b>"), name=group.name),
        _("You stay a volunteer. If you come to a call-out, you are still expected there."),
    )
    return _sure(text, _("Yes, leave"), GroupButton(act="leave_sure"))


def left(group: Group) -> Card:
    """It is done."""
    text = _("You are no longer in {name}. To come back, ask its leader for the link.")
    return Card(fill(text, name=group.name))


def leads_it(group: Group) -> str:
    """A toast."""
    return _("You lead {name}: hand it over first, or dissolve it.").format(name=group.name)


def choose_heir(seen: GroupOf, number: int) -> Card:
    """Who leads from now on."""
    others = [member for member in seen.members if member.person_id != seen.group.leader_id]
    page = page_of(others, number)
    text = lines(
        fill(_("<b>Who leads {name} from now on?</b>"), name=seen.group.name),
        *(fill("{number}. {name}", number=place, name=member.person.name)
          for place, member in enumerate(page.items, start=page.first)),
        "" if others else _("Nobody else is in your group yet. Share its link first."),
    )  # fmt: skip
    rows = (
        *numbered(page, lambda member: GroupHeirButton(act="ask", person=member.person_id)),
        *turning(page, lambda other: GroupButton(act="heirs", page=other)),
        (not_now(),),
    )
    return Card(text, rows=rows)


def ask_heir(group: Group, heir: Person) -> Card:
    """Once more, since only the new leader could give it back."""
    text = lines(
        fill(_("<b>Hand {group} over to {name}?</b>"), group=group.name, name=heir.name),
        fill(_("You stay a member. {name} gets a message."), name=heir.name),
    )
    return _sure(text, _("Yes, hand over"), GroupHeirButton(act="sure", person=heir.id))


def handed_over(group: Group, heir: Person) -> Card:
    """It is done."""
    text = _("✅ {name} leads {group} from now on. You are still a member.")
    return Card(fill(text, name=heir.name, group=group.name), rows=((to_group(),),))


def no_such_member() -> str:
    """A toast."""
    return _("They are no longer in your group. Nothing was changed.")


def ask_dissolve(seen: GroupOf) -> Card:
    """Once more: it can't be undone."""
    number = len(seen.members) - 1
    told = _("{number} member gets a message.", "{number} members get a message.", number)
    text = lines(
        fill(_("<b>Dissolve {name}?</b>"), name=seen.group.name),
        _("Its link no longer works then, and places that wait for it go to others. Everybody stays a volunteer."),
        fill(told, number=number) if number else "",
    )
    return _sure(text, _("Yes, dissolve"), GroupButton(act="dissolve_sure"))


def dissolved(group: Group) -> Card:
    """It is done."""
    return Card(fill(_("{name} is dissolved. You are still a volunteer of your corps."), name=group.name))


def not_yours() -> str:
    """A toast for whoever leads no group, or no longer."""
    return _("You don't lead this group, or no longer. Nothing was changed.")


def _sure(text: Html, label: str, data: GroupButton | GroupHeirButton) -> Card:
    return Card(text, rows=((button(label, data),), (not_now(),)))


def now_led(group: Group) -> Card:
    """To whoever leads it from now on."""
    text = lines(
        fill(_("👥 <b>You lead {name} from now on.</b>"), name=group.name),
        fill(_("You see its members and its link with {group}. You can also hand it over."), group=slash("group")),
    )
    return Card(text, rows=((to_group(),),))


def was_dissolved(group: Group) -> Card:
    """To its members."""
    text = _("👥 Your group <b>{name}</b> was dissolved. You stay a volunteer, and get call-outs as usual.")
    return Card(fill(text, name=group.name), silent=True)
