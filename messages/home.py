"""Where somebody stands, what they can do, and a short answer to whatever the bot doesn't understand."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from messages import menus
from messages.availability import never_called
from messages.buttons import ShowButton, SignUpButton
from messages.card import Button, Card, button
from messages.corps import join_button, move_button
from messages.erasing import leaving
from messages.formats import first_name, municipality_name
from messages.forms import cannot_use
from messages.guardians import want_link, why_missing
from messages.html import Html, fill, lines, paragraphs
from messages.invites import role_and_area
from messages.language import _, mark
from messages.menus import Entry, Who, slash
from messages.pauses import im_back, pause_text
from messages.profile import to_profile
from messages.safety import danger
from models.corps import Corps
from models.people import Person
from models.roles import Role, RoleGrant
from services.consents import Standing

INTRODUCTIONS = {
    Who.NEWCOMER: mark("<b>Would you like to help in an emergency?</b> Signing up takes three minutes."),
    Who.VOLUNTEER: mark(
        "<b>As a volunteer</b> you get a message when help is needed, for example: 12 people to fill "
        "sandbags, today 21.30. Tap <b>I'm coming</b> or <b>I can't</b>. You can change your answer "
        "until the call-out closes."
    ),
    Who.REQUESTER: mark("<b>As a requester</b> you ask for help. Four questions and it is out."),
    Who.COORDINATOR: mark("<b>As a coordinator</b> you get each help request here and take it over with one tap."),
    Who.CORPS_ADMINISTRATOR: mark(
        "<b>As a corps administrator</b> you run the corps of your municipality: its members, its people with a role, "
        "its announcements."
    ),
    Who.ADMINISTRATOR: mark("<b>As an administrator</b> you found corps, and say who may do what."),
    Who.EVERYONE: mark("<b>Always</b>"),
}


def home(
    person: Person,
    grants: Sequence[RoleGrant],
    consent: Standing,
    *,
    note: str = "",
    offered: Corps | None = None,
    other: Corps | None = None,
    invited: int = 0,
) -> Card:
    """Name, corps, roles and commands; `note` (HTML) stands above.

    `offered` is a corps to join, `other` one to which a member of another could move. `invited`: how many of their
    open call-outs have just been shown again. `consent` is that of a minor's guardian.
    """
    is_volunteer = person.signed_up_at is not None
    text = paragraphs(
        note,
        _standing(person, consent, invited)
        if is_volunteer
        else fill(_("<b>Hello {name}!</b>"), name=first_name(person.name)),
        lines(*(fill(_("You are {role}."), role=role_and_area(grant)) for grant in grants)),
        _commands(volunteer=is_volunteer, roles={grant.role for grant in grants}),
    )
    return Card(text, rows=_ways_in(person, consent, is_volunteer=is_volunteer, offered=offered, other=other))


def _standing(person: Person, consent: Standing, invited: int) -> Html:
    name = first_name(person.name)
    if person.erase_wished_at:
        return lines(fill(_("<b>Hello {name}!</b>"), name=name), leaving())
    if invited:
        return _called_out(name, invited)
    if consent.missing:
        return lines(fill(_("<b>Hello {name}!</b>"), name=name), why_missing(consent))
    if person.paused_at:
        return lines(fill(_("<b>Hello {name}!</b>"), name=name), pause_text(person))
    if warning := never_called(person.availability, call_always=person.call_always):
        return lines(fill(_("<b>Hello {name}!</b>"), name=name), warning)
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


def _called_out(name: str, invited: int) -> Html:
    text = _(
        "👆 <b>Your call-out is above, {name}.</b>\nIts buttons are for your answer, also when it changes.",
        "👆 <b>Your call-outs are above, {name}.</b>\nTheir buttons are for your answer, also when it changes.",
        invited,
    )
    return fill(text, name=name)


def _commands(*, volunteer: bool, roles: Collection[str]) -> Html:
    each = menus.entries(volunteer=volunteer, roles=roles)
    return lines(
        *(
            fill("{command} – {what}", command=slash(entry.english), what=_(entry.description))
            for entry in each
            if entry.english not in ("start", "cancel")
        )
    )


def _ways_in(
    person: Person, consent: Standing, *, is_volunteer: bool, offered: Corps | None, other: Corps | None
) -> tuple[tuple[Button, ...], ...]:
    if not is_volunteer:
        slug = offered.slug if offered else ""
        return ((button(_("Sign up as a volunteer too"), SignUpButton(corps=slug)),),)
    rows = (
        (im_back(),) if person.paused_at else (),
        (want_link(),) if consent.missing else (),
        (join_button(offered),) if offered else (),
        (move_button(other),) if other else (),
        (to_profile(),),
    )
    return tuple(row for row in rows if row)


def help_card(*, volunteer: bool, roles: Collection[str]) -> Card:
    """What this person can do, by role, each command with an example."""
    groups = menus.by_role(volunteer=volunteer, roles=roles)
    return Card(paragraphs(danger(), *(_group(who, own) for who, own in groups)))


def _group(who: Who, own: Sequence[Entry]) -> Html:
    return lines(_(INTRODUCTIONS[who]), *(_command(entry) for entry in own))


def _command(entry: Entry) -> Html:
    text = fill("{command} – {what}", command=slash(entry.english), what=_(entry.description))
    example = fill(_("<i>for example: {example}</i>"), example=_(entry.example)) if entry.example else ""
    return lines(text, example)


def not_understood(*, kind: str, volunteer: bool, roles: Collection[str], invited: bool) -> Card:
    """For words, photos and commands that mean nothing here; `kind` is Telegram's name of what came.

    `invited`: their open call-outs have just been shown again.
    """
    what = _("I don't understand that.") if kind == "text" else cannot_use(kind)
    text = paragraphs(
        danger(),
        lines(what, _("Nobody reads along here.")),
        _("👆 Are you answering a call-out? Tap a button on its card.") if invited else "",
        _certificate() if volunteer and kind in ("photo", "document") else "",
        _("What would you like to do?"),
    )
    return Card(text, rows=_ways_on(volunteer=volunteer, roles=roles))


def _certificate() -> Html:
    text = _("Is it your first-aid certificate? Tap {certificate} first, then send it once more.")
    return fill(text, certificate=slash("certificate"))


def _ways_on(*, volunteer: bool, roles: Collection[str]) -> tuple[tuple[Button, ...], ...]:
    request = button(_("🆘 Ask for help"), ShowButton(what="request"))
    sign_up = button(_("Become a volunteer"), ShowButton(what="home"))
    helped = button(_("What can I do here?"), ShowButton(what="help"))
    may_ask = Role.REQUESTER in roles or Role.COORDINATOR in roles
    own = to_profile() if volunteer or roles else sign_up
    return ((request,), (own,), (helped,)) if may_ask else ((own,), (helped,))


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
