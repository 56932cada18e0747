"""Whom we may call if something happens to a volunteer: two questions."""

from __future__ import annotations

from messages.card import Card
from messages.forms import choice
from messages.html import fill, lines, paragraphs
from messages.language import _
from services.phones import readable

NAME, PHONE = "emergency", "emergency_phone"
NOBODY = "nobody"


def ask_name(form: str, *, known: str) -> Card:
    """A name, or somebody's contact with both; `known` is who it is now, in a profile."""
    text = paragraphs(
        _("<b>Whom may we call if something happens to you?</b>"),
        _("Type the first and last name. Or send the contact from your phone with 📎."),
    )
    remove = choice(_("Nobody any more"), form, NAME, NOBODY)
    return Card(text, rows=((remove,),) if known else ())


def not_a_contact(most: int) -> Card:
    """Neither a name nor a contact; `most` is how many signs a name may have."""
    text = _(
        "Type the first and last name of somebody whom we may call, for example <b>An Peeters</b>. "
        "At most {most} signs. Or send a contact with 📎."
    )
    return Card(fill(text, most=most))


def ask_phone(name: str) -> Card:
    """The number of whoever was named."""
    return Card(
        paragraphs(
            fill(_("<b>On which number can we reach {name}?</b>"), name=name),
            _("Type it, for example <b>0470 12 34 56</b>."),
        )
    )


def not_a_phone() -> Card:
    """Nothing that can be dialled."""
    return Card(
        lines(
            _("I don't recognise that as a phone number."),
            _("Type it like <b>0470 12 34 56</b>, or with its country like <b>+31 6 12 34 56 78</b>."),
        )
    )


def own_number() -> Card:
    """Whoever can't be reached can't be asked about themselves."""
    return Card(
        lines(
            _("That is your own number. I need the number of somebody else."),
            _("Type it like <b>0470 12 34 56</b>."),
        )
    )


def contact_text(name: str, phone: str) -> str:
    """As it stands in a summary."""
    return f"{name} · {readable(phone)}" if name else _("nobody")
