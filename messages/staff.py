"""What requesters and coordinators have in common: refusals, and the people behind a request."""

from __future__ import annotations

from collections.abc import Sequence

from messages.card import Button, Card
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from messages.safety import danger
from models.people import Person
from services.phones import readable
from services.policy import Policy

MOST_ROWS = 20


def not_a_requester(policy: Policy) -> Card:
    """For whoever asks for help without having been appointed."""
    text = _(
        "Only people whom their municipality appointed can ask for volunteers here. I did nothing.\n"
        "Do you need help? Call your municipality, or {phone} (24 hours a day)."
    )
    return Card(paragraphs(danger(), fill(text, phone=policy.duty_phone)))


def not_for(town: str) -> Card:
    """For a municipality that doesn't fall under somebody's role."""
    text = _("You have no role in <b>{town}</b>. Type the name or the postcode of a municipality of yours.")
    return Card(fill(text, town=town))


def not_a_coordinator() -> Card:
    """For whoever types a coordinator's command without being one."""
    return Card(Html(_("Only coordinators can do this. I did nothing.")))


def not_allowed() -> str:
    """A plain line: the role that was needed isn't theirs, or no longer."""
    return _("You have no role for this, or no longer. Nothing was changed.")


def refused() -> Card:
    """As `not_allowed`, where a message answers rather than a tap."""
    return Card(Html(not_allowed()))


def choose(question: str, rows: Sequence[tuple[Button, ...]], *hints: str) -> Card:
    """One of several, the newest first; `question` and `hints` are HTML of ours."""
    left = len(rows) - MOST_ROWS
    more = _("{number} older one isn't shown.", "{number} older ones aren't shown.", left)
    return Card(lines(question, *hints, fill(more, number=left) if left > 0 else ""), rows=tuple(rows[:MOST_ROWS]))


def with_phone(person: Person) -> Html:
    """A name, and the number to call where it is known; Telegram makes it a link."""
    name, number = person.name or _("somebody without a name"), readable(person.phone)
    return fill("{name} · ☎ {phone}", name=name, phone=number) if number else fill("{name}", name=name)
