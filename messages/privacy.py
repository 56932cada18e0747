"""The privacy notice. Whoever changes what it says gives it a new version."""

from __future__ import annotations

from messages.buttons import PrivacyButton
from messages.card import Card, button
from messages.html import Html, paragraphs
from messages.language import _, current

PRIVACY_VERSION = "2026-11b"


def notice(corps_slug: str) -> Card:
    """The notice, before anything is stored; the button leads to the first question."""
    on = PrivacyButton(language=current(), version=PRIVACY_VERSION, corps=corps_slug)
    return Card(_text(), rows=((button(_("Go on ➡️"), on),),))


def _text() -> Html:
    return paragraphs(
        _("🔒 <b>Your data, in short</b>"),
        _(
            "<b>Who is responsible?</b>\n"
            "The municipality whose corps you join, together with Red Cross Flanders, which coordinates."
        ),
        _(
            "<b>What do we keep, and why?</b>\n"
            "Your birth date, name, phone number, municipality, skills and times, to call you out when you "
            "can help. If you name somebody: whom we may call if something happens to you. And what you "
            "answered and when you helped, to coordinate and to insure you."
        ),
        _(
            "<b>Who sees it?</b>\n"
            "The coordinators and the people of the municipality that asks for help. After an accident, the "
            "insurer. Nobody else."
        ),
        _(
            "<b>How long?</b>\n"
            "As long as you are a volunteer. What the law asks us to keep for the insurance stays longer."
        ),
        _(
            "<b>Your rights</b>\n"
            "You may see, correct or erase your data, and object. Ask your municipality. Not satisfied? Then "
            "turn to the Data Protection Authority (gegevensbeschermingsautoriteit.be)."
        ),
        _(
            "<b>Good to know</b>\n"
            "Telegram carries these messages. A chat with a bot is not end-to-end encrypted: don't share "
            "secrets here."
        ),
        _("<i>This informs you; it asks no consent. Nothing is stored before you go on.</i>"),
    )
