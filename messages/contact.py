"""The two questions that volunteers and staff are both asked: name and phone."""

from __future__ import annotations

from messages.card import Card, Key
from messages.forms import choice
from messages.html import fill, lines, paragraphs
from messages.language import _

NAME, PHONE = "name", "phone"
KNOWN_NAME = "known"


def ask_name(form: str, known: str) -> Card:
    """`known` is the name that Telegram gives, as a proposal; empty where it is no name."""
    text = paragraphs(_("<b>What is your name?</b>"), _("Type your first and last name."))
    if not known:
        return Card(text)
    proposal = choice(_("I'm called {name}").format(name=known), form, NAME, KNOWN_NAME)
    return Card(text, rows=((proposal,),))


def not_a_name(most: int) -> Card:
    """`most` is how many signs a name may have."""
    text = _("Please type your first and last name, for example <b>An Peeters</b>. At most {most} signs.")
    return Card(fill(text, most=most))


def ask_phone() -> Card:
    """The key shares the sender's own contact."""
    share = Key(_("📱 Share my number"), request="contact")
    text = paragraphs(
        _("<b>What is your phone number?</b>"),
        _("Tap <b>Share my number</b> below, or type it. Who works with you on a call-out can then reach you."),
    )
    return Card(text, keys=((share,),), placeholder=_("For example 0470 12 34 56"))


def not_your_contact() -> Card:
    """Somebody else's contact was shared."""
    return Card(
        lines(
            _("That is somebody else's number. I only keep your own."),
            _("Tap <b>Share my number</b> below, or type it."),
        )
    )


def number_of_emergency_contact() -> Card:
    """The number is that of whoever is called when something happens to them."""
    return Card(
        lines(
            _("That is the number of your emergency contact. I need your own."),
            _("Tap <b>Share my number</b> below, or type it."),
        )
    )


def not_a_phone() -> Card:
    """Nothing that can be dialled was typed or shared."""
    return Card(
        lines(
            _("I don't recognise that as a phone number."),
            _(
                "Type it like <b>0470 12 34 56</b>, or with its country like <b>+31 6 12 34 56 78</b>. "
                "Or tap <b>Share my number</b> below."
            ),
        )
    )
