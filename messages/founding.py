"""A municipality without a corps, and founding one."""

from __future__ import annotations

from messages.boards import not_now
from messages.buttons import CorpsButton
from messages.card import Card, button
from messages.formats import municipality_name, number_text
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from models.corps import Corps
from services.corps_overview import NoCorpsYet


def no_corps_yet(seen: NoCorpsYet) -> Card:
    """The municipality has none; an administrator can found it from here."""
    town = municipality_name(seen.town)
    text = paragraphs(
        fill(_("<b>{municipality} has no volunteer corps yet.</b>"), municipality=town),
        _waiting(seen),
        "" if seen.may_found else Html(_("An administrator can found it. Ask one when the municipality is ready.")),
    )
    found = button(_("🟢 Found the corps of {name}").format(name=town), CorpsButton(act="found", nis=seen.town.nis))
    return Card(text, rows=((found,),) if seen.may_found else ())


def _waiting(seen: NoCorpsYet) -> Html:
    nobody = _("Nobody has asked to hear of it yet.")
    some = _(
        "🕒 {number} person wants to hear as soon as there is one.",
        "🕒 {number} people want to hear as soon as there is one.",
        seen.waiting,
    )
    return fill(some if seen.waiting else nobody, number=number_text(seen.waiting))


def confirm(seen: NoCorpsYet) -> Card:
    """What founding does; it can't be undone."""
    town = municipality_name(seen.town)
    told = _(
        "{number} person who waits for it gets a message at once.",
        "{number} people who wait for it get a message at once.",
        seen.waiting,
    )
    text = lines(
        fill(_("<b>Found the corps of {municipality}?</b>"), municipality=town),
        Html(_("It gets its own sign-up link and poster. This can't be undone.")),
        fill(told, number=number_text(seen.waiting)) if seen.waiting else "",
    )
    sure = button(_("✅ Yes, found it"), CorpsButton(act="found_sure", nis=seen.town.nis))
    return Card(text, rows=((sure,), (not_now(),)))


def founded(corps: Corps, told: int) -> str:
    """A toast; the figures of the new corps stand below it."""
    text = _(
        "The corps of {municipality} is founded. {number} person was told.",
        "The corps of {municipality} is founded. {number} people were told.",
        told,
    )
    return text.format(municipality=municipality_name(corps.municipality), number=number_text(told))


def founded_before(corps: Corps) -> str:
    """A toast for a second tap, or for somebody who was later than a colleague."""
    return _("{municipality} has a corps already.").format(municipality=municipality_name(corps.municipality))
