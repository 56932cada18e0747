"""What the Volunteers Act (law of 3 July 2005, article 4) demands that a volunteer knows before being deployed.

Whoever changes what it says gives `services.rules.volunteering` a new version. On secrecy the Act refers to the
Criminal Code; the text names no article of it, so that no numbering can be out of date.
"""

from __future__ import annotations

from datetime import datetime

from messages.card import Card
from messages.formats import ZONE, long_date
from messages.forms import choice
from messages.html import Html, fill, lines, paragraphs
from messages.language import _, mark
from messages.menus import slash
from services.policy import Policy
from services.rules.volunteering import Expenses, Terms

STEP = "rights"
EXPENSES = {
    Expenses.UNSAID: mark("You help for free. Are your expenses paid back? Ask your municipality."),
    Expenses.NONE: mark("You help for free, and expenses are not paid back."),
    Expenses.PROVEN: mark("You help for free. What you had to spend is paid back: keep your receipts."),
    Expenses.FLAT: mark("You help for free. For your expenses you get a fixed amount, within the limits of the law."),
}


def ask(form: str, policy: Policy) -> Card:
    """In the sign-up; the button carries the version that was read."""
    read = choice(_("👍 I have read this"), form, STEP, policy.terms.version)
    return Card(paragraphs(_text(policy), _again()), rows=((read,),))


def card(policy: Policy, shown_before: datetime | None = None) -> Card:
    """The same for whoever didn't sign up with it, or asks for it again."""
    return Card(paragraphs(_text(policy), _shown(shown_before) if shown_before else _again()), silent=True)


def _again() -> Html:
    return fill(_("<i>You find this again with {rights}.</i>"), rights=slash("rights"))


def _shown(moment: datetime) -> Html:
    return fill(_("<i>I first showed you this on {day}.</i>"), day=long_date(moment.astimezone(ZONE).date()))


def _text(policy: Policy) -> Html:
    return paragraphs(
        _("📄 <b>Your rights as a volunteer</b>\nThe law of 3 July 2005 says that you must know this."),
        _(
            "<b>Whom do you help?</b>\n"
            "Your municipality, a public authority, and Red Cross Flanders, which coordinates and was founded by "
            "Flemish decree. Neither makes a profit: the purpose is help in emergencies."
        ),
        lines(
            _(
                "<b>Are you insured?</b>\n"
                "Yes, through Red Cross Flanders, while you help on a call-out from this chat: if you have an "
                "accident, and if you cause damage to others (civil liability). You pay nothing."
            ),
            _insurer(policy.terms, policy.duty_phone),
        ),
        _(
            "<b>Who pays for damage?</b>\n"
            "The organisation, not you. Except if you do it on purpose, make a serious mistake, or make the same "
            "small mistake again and again."
        ),
        lines(_("<b>Are you paid?</b>"), _(EXPENSES[policy.terms.expenses])),
        _(
            "<b>Secrets</b>\n"
            "Keep to yourself what you see and hear about people. Some of it can fall under professional secrecy: "
            "passing that on is a crime."
        ),
        _("<b>Do you get unemployment benefit?</b>\nThen declare your volunteering to the RVA beforehand: form C45B."),
    )


def _insurer(terms: Terms, phone: str) -> Html:
    if not terms.insurer:
        return fill(_("Which insurer? Ask your municipality, or call {phone}."), phone=phone)
    if not terms.policy_number:
        return fill(_("Insurer: {insurer}"), insurer=terms.insurer)
    return fill(_("Insurer: {insurer}, policy {number}"), insurer=terms.insurer, number=terms.policy_number)
