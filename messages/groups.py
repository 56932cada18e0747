"""Groups that come together: making one, its card, joining it, and its end."""

from __future__ import annotations

from urllib.parse import urlencode

from messages.buttons import GroupButton, GroupHeirButton, GroupJoinButton, NotNowButton
from messages.card import Button, Card, button
from messages.corps import move_button
from messages.formats import municipality_name
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from messages.lists import numbered, turning
from messages.menus import slash
from models.corps import Corps
from models.groups import Group, GroupMember
from models.people import Person
from services.groups import GroupOf, Welcome
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
    return Card(_("Nothing was changed."), rows=((_to_group(),),))


def subject(_draft: object) -> str:
    """What is being filled in."""
    return _("your group")


def _to_group() -> Button:
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
    return ((share,), (rename, hand_over, dissolve)) if len(seen.members) > 1 else ((share,), (rename, dissolve))


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
        (_not_now(),),
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
    return Card(fill(text, name=heir.name, group=group.name), rows=((_to_group(),),))


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
    return Card(text, rows=((button(label, data),), (_not_now(),)))


def _not_now() -> Button:
    return button(_("Not now"), NotNowButton())


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
    return Card(text, rows=((yes,), (_not_now(),)))


def in_another(own: Group) -> Card:
    """One is in one group at a time."""
    text = _("You are in <b>{name}</b>, and in one group at a time. Leave it first, then open the link again.")
    return Card(fill(text, name=own.name), rows=((_to_group(),),))


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
    return Card(text, rows=((move_button(group.corps),), (_not_now(),)))


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
        "and join <b>{name}</b>. Choose your language:"
    )
    return fill(text, municipality=municipality_name(group.corps.municipality), name=group.name)


def now_led(group: Group) -> Card:
    """To whoever leads it from now on."""
    text = lines(
        fill(_("👥 <b>You lead {name} from now on.</b>"), name=group.name),
        fill(_("You see its members and its link with {group}. You can also hand it over."), group=slash("group")),
    )
    return Card(text, rows=((_to_group(),),))


def was_dissolved(group: Group) -> Card:
    """To its members."""
    text = _("👥 Your group <b>{name}</b> was dissolved. You stay a volunteer, and get call-outs as usual.")
    return Card(fill(text, name=group.name), silent=True)


def line(name: str, *, leads: bool) -> str:
    """In a profile."""
    return _("{name} (you lead it)").format(name=name) if leads else name
