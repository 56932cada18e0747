"""Groups that come together: making one, and its card."""

from __future__ import annotations

from urllib.parse import urlencode

from messages.buttons import GroupButton
from messages.card import Button, Card, button
from messages.formats import municipality_name
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from messages.lists import turning
from messages.menus import slash
from models.groups import Group, GroupMember
from services.groups import GroupOf
from services.notices import LastingCard
from services.pages import Page, page_of

FORM = "group"
NAME = "name"


def explain() -> Card:
    """For a volunteer who is in no group."""
    text = paragraphs(
        _("👥 <b>Do you come with a group?</b>"),
        _(
            "Scouts, Chiro, a club, colleagues: as a group you can say “we come with 8” to a call-out. "
            "Places then wait for you."
        ),
        _("Each member signs up alone: age, information and insurance are personal."),
        _("Do you lead a group? Make it here, and share its link. Are you in one? Ask your leader for the link."),
    )
    return Card(text, rows=((button(_("➕ Make a group"), GroupButton(act="make")),),))


def no_corps() -> Card:
    """A group belongs to a corps."""
    text = _("A group is part of a corps, and you are in none yet. Choose one in {profile}, then tap {group} again.")
    return Card(fill(text, profile=slash("profile"), group=slash("group")))


def for_volunteers() -> Card:
    """Nobody else is in a group."""
    text = _("A group is one of volunteers. Would you like to be one? Tap {start}.")
    return Card(fill(text, start=slash("start")))


def ask_name(known: str) -> Card:
    """How the group is called, or is to be called from now on."""
    question = fill(_("<b>What is {name} called from now on?</b>"), name=known) if known else ""
    return Card(
        paragraphs(
            question or _("<b>What is your group called?</b>"),
            _("Type its name, for example <b>Scouts Sint-Rombout</b>. Your coordinator and your members see it."),
        )
    )


def not_a_name(most: int) -> Card:
    """What was expected."""
    text = _("Type the name of your group in at most {most} signs, for example <b>Scouts Sint-Rombout</b>.")
    return Card(fill(text, most=most))


def unchanged() -> Card:
    """The form was left."""
    return Card(_("Nothing was changed."), rows=((to_group(),),))


def subject(_draft: object) -> str:
    """What is being filled in."""
    return _("your group")


def to_group() -> Button:
    """Shows the card of the group that they are in."""
    return button(_("👥 My group"), GroupButton(act="show"))


def group(seen: GroupOf, link: str, number: int = 0, note: str = "") -> Card:
    """The group: for its leader with a page of its members and the link, for a member with the way out."""
    name = LastingCard.GROUP.about(seen.group.id)
    head = lines(note, fill("👥 <b>{name}</b>", name=seen.group.name), _of_corps(seen.group))
    if not seen.leads:
        leave = button(_("Leave the group"), GroupButton(act="leave"))
        return Card(paragraphs(head, _for_member(seen)), rows=((leave,),), name=name)
    page = page_of(seen.members, number)
    text = paragraphs(head, _members(seen, page), _how_to_share(link))
    return Card(text, rows=(*_rows_of_leader(seen, link), *_turning(page)), name=name)


def _of_corps(group: Group) -> Html:
    return fill(_("Corps of {corps}"), corps=municipality_name(group.corps.municipality))


def _for_member(seen: GroupOf) -> Html:
    number = len(seen.members)
    many = _("{number} member. Leader: <b>{leader}</b>.", "{number} members. Leader: <b>{leader}</b>.", number)
    return lines(
        fill(many, number=number, leader=seen.group.leader.name if seen.group.leader else ""),
        _("When your leader says that the group comes, you get a message. You always answer for yourself."),
    )


def _members(seen: GroupOf, page: Page[GroupMember]) -> Html:
    number = len(seen.members)
    many = _("You lead this group. {number} member:", "You lead this group. {number} members:", number)
    names = (
        fill("{number}. {name}", number=place, name=member.person.name)
        for place, member in enumerate(page.items, start=page.first)
    )
    return lines(fill(many, number=number), *names)


def _how_to_share(link: str) -> Html:
    return lines(
        _("Share this link. Whoever opens it joins your group; who hasn't signed up yet does that first."),
        fill("{link}", link=link),
    )


def _rows_of_leader(seen: GroupOf, link: str) -> tuple[tuple[Button, ...], ...]:
    invitation = _("Come along with {name}! Open this link and tap Start.").format(name=seen.group.name)
    share = Button(_("📤 Share the link"), url="https://t.me/share/url?" + urlencode({"url": link, "text": invitation}))
    rename = button(_("✏️ Rename"), GroupButton(act="rename"))
    hand_over = button(_("🔁 Hand over"), GroupButton(act="heirs"))
    dissolve = button(_("🗑 Dissolve"), GroupButton(act="dissolve"))
    remove = button(_("➖ Remove somebody"), GroupButton(act="others"))
    alone = len(seen.members) == 1
    return ((share,), (rename, dissolve)) if alone else ((share, remove), (rename, hand_over, dissolve))


def _turning(page: Page[GroupMember]) -> tuple[tuple[Button, ...], ...]:
    return turning(page, lambda number: GroupButton(act="show", page=number))


def made() -> Html:
    """Above the card of a new group."""
    return Html(_("✅ <b>Your group is there.</b> You are its leader."))


def renamed() -> Html:
    """Above the card."""
    return Html(_("✅ <b>I have noted that.</b>"))


def joined() -> Html:
    """Above the card of a new member."""
    return Html(_("✅ <b>You are in the group now.</b>"))


def line(name: str, *, leads: bool) -> str:
    """In a profile."""
    return _("{name} (you lead it)").format(name=name) if leads else name
