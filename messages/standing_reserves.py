"""How many of its corps a municipality keeps at home when neighbours call."""

from __future__ import annotations

from messages.buttons import KeepHomeButton
from messages.card import Button, Card, button
from messages.corps_overview import to_overview
from messages.formats import municipality_name
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from messages.lists import rows_of
from models.corps import Corps
from services.policy import Policy

PERCENT = (0, 10, 30, 50, 75, 100)
PEOPLE = (5, 10, 20, 40)


def standing_text(corps: Corps, policy: Policy) -> Html:
    """A line that says how many stay."""
    if corps.keep_home is not None:
        text = _(
            "🏠 When neighbours call, {number} person stays at home",
            "🏠 When neighbours call, {number} people stay at home",
            corps.keep_home,
        )
        return fill(text, number=corps.keep_home)
    percent = policy.escalation.keep_home_percent if corps.keep_home_percent is None else corps.keep_home_percent
    return fill(_("🏠 When neighbours call, {percent}% of whoever is free stays at home"), percent=percent)


def ask(corps: Corps, policy: Policy) -> Card:
    """The choice: a share, a number, or what is usual."""
    nis = corps.municipality_nis
    text = paragraphs(
        lines(
            fill(_("<b>Standing reserve of {town}</b>"), town=municipality_name(corps.municipality)),
            standing_text(corps, policy),
        ),
        Html(_("I never wait for your answer when neighbours need help: this is what counts then, day and night.")),
        Html(_("How many of your free people should stay for your own municipality?")),
    )
    shares = [_button(f"{share} %", "percent", nis, share) for share in PERCENT]
    usual = _("As usual: {percent} %").format(percent=policy.escalation.keep_home_percent)
    numbers = [_button(_("{number} people").format(number=number), "people", nis, number) for number in PEOPLE]
    return Card(
        text,
        rows=(*rows_of(shares, 3), *rows_of(numbers, 2), (_button(usual, "usual", nis, 0),), (to_overview(corps),)),
    )


def _button(label: str, act: str, nis: int, number: int) -> Button:
    return button(label, KeepHomeButton.model_validate({"act": act, "nis": nis, "number": number}))


def changed() -> str:
    """A plain line."""
    return _("Noted. It counts from the next call on.")
