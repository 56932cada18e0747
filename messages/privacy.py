"""The privacy notice, in each language with a version of its own.

Whoever changes what it says, in English or in a catalogue, gives it a new version: it is then shown at the next contact
to everybody who has seen another one (tests/messages/test_privacy.py notices a change without one).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from messages.buttons import PrivacyButton
from messages.card import Card, button
from messages.html import Html, fill, lines, paragraphs
from messages.language import _, current
from messages.menus import slash
from services.policy import Policy
from services.rules.retention import NEVER

VERSION: Final = "2026-11d"
# Languages in which the wording was changed since, each with its own version: {"fr": "2026-12a"}.
REWORDED: Mapping[str, str] = MappingProxyType({})


def version_in(language: str) -> str:
    """Which version is shown in that language today."""
    return REWORDED.get(language, VERSION)


def notice(corps_slug: str, policy: Policy) -> Card:
    """The notice, before anything is stored; the button leads to the first question."""
    on = PrivacyButton(language=current(), version=version_in(current()), corps=corps_slug)
    last = _("<i>This informs you; it asks no consent. Nothing is stored before you go on.</i>")
    return Card(paragraphs(_heading(), text(policy), last), rows=((button(_("Go on ➡️"), on),),))


def shown_again(policy: Policy) -> Card:
    """The same to whoever asks for it."""
    version = fill(_("<i>Version {version}</i>"), version=version_in(current()))
    return Card(paragraphs(_heading(), text(policy), version))


def renewed(policy: Policy) -> Card:
    """To whoever has seen another version. Folded up, so that what stands above it stays in view."""
    calm = _("You don't have to do anything. Tap it to read all; {privacy} shows it again.")
    news = lines(Html(_("🔒 <b>New to you: the privacy notice</b>")), fill(calm, privacy=slash("privacy")))
    return Card(paragraphs(news, fill("<blockquote expandable>{notice}</blockquote>", notice=text(policy))))


def _heading() -> Html:
    return Html(_("🔒 <b>Your data, in short</b>"))


def text(policy: Policy) -> Html:
    """What the notice says, without what stands around it."""
    return paragraphs(_responsible(policy), _kept(), _seen(), _emergency_contact(), _how_long(policy), _rights(policy))


def _responsible(policy: Policy) -> Html:
    text = _(
        "<b>Who is responsible?</b>\n"
        "{controller}. Organising help is a task in the public interest.\n"
        "A question about your data? Ask the data protection officer: {officer}."
    )
    return fill(text, controller=policy.controller.name, officer=policy.controller.protection_officer)


def _kept() -> Html:
    return Html(
        _(
            "<b>What do we keep, and why?</b>\n"
            "Your birth date, name, phone number, municipality, skills and times, to call you out when you can help. "
            "Of a first-aid certificate only its kind and until when it counts. What you answered and when you helped, "
            "to coordinate and to insure you."
        )
    )


def _seen() -> Html:
    return lines(
        Html(_("<b>Who sees it?</b>")),
        Html(_("• The Red Cross coordinators: your name, and whether you are under 18, when you answer a call-out.")),
        Html(_("• As long as you help: also your phone number, your skills and your emergency contact.")),
        Html(_("• The administrator of your corps: the same, and your birth date.")),
        Html(_("• The people who ask for help: how many come. No names.")),
        Html(_("• If you join a group: its leader sees your name. If you are under 18: your guardian too.")),
        Html(_("• The insurer, after an accident.")),
        Html(_("• Do you have a role yourself? Then the people you work with see your name and number.")),
        Html(_("We write down who looks at your number, your birth date or your emergency contact.")),
        Html(
            _("Telegram carries these messages. A chat with a bot is not end-to-end encrypted: share no secrets here.")
        ),
    )


def _emergency_contact() -> Html:
    return Html(
        _(
            "<b>Your emergency contact</b>\n"
            "Ask them first whether you may name them. We keep their name and number only to call them if something "
            "happens to you, and erase both with your data."
        )
    )


def _how_long(policy: Policy) -> Html:
    text = _(
        "<b>How long?</b>\n"
        "As long as you are a volunteer. Now and then we ask whether you stay; whoever doesn't answer, is erased after "
        "two reminders. A form that you don't finish: at most {days} days. What was reported to the insurer stays "
        "there as long as the law asks."
    )
    without = _(
        "<b>How long?</b>\n"
        "As long as you are a volunteer. A form that you don't finish: at most {days} days. What was reported to the "
        "insurer stays there as long as the law asks."
    )
    return fill(without if policy.retention.silence == NEVER else text, days=policy.keep_drafts.days)


def _rights(policy: Policy) -> Html:
    text = _(
        "<b>Your rights</b>\n"
        "You may see your data ({mydata}), correct them ({profile}), have them erased ({erase}), and object. "
        "Not satisfied? Turn to {authority}."
    )
    authority = policy.controller.complaint_authority or _(
        "the Data Protection Authority (gegevensbeschermingsautoriteit.be) or the Flemish Supervisory Committee (VTC)"
    )
    return fill(text, mydata=slash("mydata"), profile=slash("profile"), erase=slash("erase"), authority=authority)
