"""Where somebody stands, what they can do, and a short answer to whatever the bot doesn't understand."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from messages import menus
from messages.buttons import SignUpButton
from messages.card import Button, Card, button
from messages.corps import join_button
from messages.formats import first_name, municipality_name
from messages.html import Html, fill, lines, paragraphs
from messages.invites import role_and_area
from messages.language import _
from messages.menus import slash
from messages.safety import danger
from models.corps import Corps
from models.people import Person
from models.roles import Role, RoleGrant


def home(person: Person, grants: Sequence[RoleGrant], *, note: str = "", offered: Corps | None = None) -> Card:
    """Name, corps, roles and commands; `note` (HTML) stands above. `offered` is a corps to join."""
    is_volunteer = person.signed_up_at is not None
    text = paragraphs(
        note,
        _standing(person) if is_volunteer else fill(_("<b>Hello {name}!</b>"), name=first_name(person.name)),
        lines(*(fill(_("You are {role}."), role=role_and_area(grant)) for grant in grants)),
        _commands(volunteer=is_volunteer, roles={grant.role for grant in grants}),
    )
    return Card(text, rows=_ways_in(is_volunteer=is_volunteer, offered=offered))


def _standing(person: Person) -> Html:
    name = first_name(person.name)
    if person.corps:
        text = _(
            "✅ <b>You are ready, {name}.</b> You are in the corps of <b>{corps}</b>.\n"
            "You don't have to do anything now. When your help is needed, you get a message here."
        )
        return fill(text, name=name, corps=municipality_name(person.corps.municipality))
    text = _(
        "🟡 <b>You are signed up, {name}.</b> {municipality} has no corps yet.\n"
        "You don't have to do anything now. As soon as it starts one, you get a message here."
    )
    home = municipality_name(person.municipality) if person.municipality else ""
    return fill(text, name=name, municipality=home)


def _commands(*, volunteer: bool, roles: Collection[str]) -> Html:
    each = menus.entries(volunteer=volunteer, roles=roles)
    return lines(
        *(
            fill("{command} – {what}", command=slash(entry.english), what=_(entry.description))
            for entry in each
            if entry.english not in ("start", "cancel")
        )
    )


def _ways_in(*, is_volunteer: bool, offered: Corps | None) -> tuple[tuple[Button, ...], ...]:
    if is_volunteer:
        return ((join_button(offered),),) if offered else ()
    slug = offered.slug if offered else ""
    return ((button(_("Sign up as a volunteer too"), SignUpButton(corps=slug)),),)


def help_card(*, volunteer: bool, roles: Collection[str]) -> Card:
    """What this person can do, each with an example."""
    parts = [danger()]
    if not volunteer and not roles:
        parts.append(_for_newcomers())
    if volunteer:
        parts.append(_for_volunteers())
    if Role.REQUESTER in roles:
        parts.append(_for_requesters())
    if Role.COORDINATOR in roles:
        parts.append(_for_coordinators())
    if Role.ADMINISTRATOR in roles:
        parts.append(_for_administrators())
    return Card(paragraphs(*parts, _for_everybody()))


def _for_newcomers() -> Html:
    text = _("<b>Would you like to help in an emergency?</b>\nTap {start} and sign up. It takes three minutes.")
    return fill(text, start=slash("start"))


def _for_volunteers() -> Html:
    return Html(
        _(
            "<b>As a volunteer</b> you get a message when help is needed, for example: 12 people to fill "
            "sandbags, today 21.30. Tap <b>I'm coming</b> or <b>I can't</b>. You can change your answer "
            "until the call-out closes."
        )
    )


def _for_requesters() -> Html:
    text = _(
        "<b>As a requester</b> you ask for help with {request}. Four questions and it is out, for example: "
        "filling sandbags · Zoutwerf 5 · 12 · now."
    )
    return fill(text, request=slash("request"))


def _for_coordinators() -> Html:
    text = _(
        "<b>As a coordinator</b> you get each help request here and take it over with one tap.\n"
        "{callout}: call people out, for example for a request that came by phone\n"
        "{board}: see who comes, who is on the reserve list and who is silent\n"
        "{assign}: put people on a task, for example “Team Zoutwerf”\n"
        "{escalate}: call the neighbours' corps when yours is not enough\n"
        "{close}: close a call-out, or end the emergency"
    )
    commands = {name: slash(name) for name in ("callout", "board", "assign", "escalate", "close")}
    return fill(text, **commands)


def _for_administrators() -> Html:
    text = _(
        "<b>As an administrator</b> you set up corps, neighbours and roles on the computer on which I run. "
        "There is nothing that you have to do in this chat."
    )
    return Html(text)


def _for_everybody() -> Html:
    text = _("{language}: choose another language\n{cancel}: stop what you are filling in")
    return fill(text, language=slash("language"), cancel=slash("cancel"))


def not_understood(*, known: bool) -> Card:
    """For words, photos and commands that mean nothing here."""
    if known:
        what = fill(_("Tap {help} to see what you can do here."), help=slash("help"))
    else:
        what = fill(_("Would you like to be a volunteer? Tap {start}."), start=slash("start"))
    return Card(paragraphs(danger(), lines(_("I don't understand that. Nobody reads along here."), what)))


def unknown_command_in_form() -> Card:
    """Halfway through a form, whose draft stays."""
    text = _("I don't know that command. {start} brings you back to your question, {cancel} stops it.")
    return Card(fill(text, start=slash("start"), cancel=slash("cancel")))


def nothing_to_stop() -> Card:
    """To /cancel outside any form."""
    return Card(fill(_("There is nothing to stop. Tap {help} to see what you can do."), help=slash("help")))


def dead_button() -> str:
    """A toast for a button that nothing answers any more."""
    return _("This button no longer works. Tap /start to see where you stand.")
