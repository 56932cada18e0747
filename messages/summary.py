"""The end of the sign-up: everything once more, and what happens next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from messages import certificates, emergency_contact, residence
from messages import sign_up as questions
from messages.availability import never_called, week_text
from messages.card import Button, Card
from messages.contact import NAME, PHONE
from messages.emergency_contact import contact_text
from messages.formats import first_name, long_date, municipality_name
from messages.forms import choice
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from messages.menus import slash
from messages.profile import to_profile
from messages.skills import skill_names
from messages.test_alarms import send_one
from models.corps import Corps
from models.people import Person
from models.reference import Municipality
from services.certificates import SentFile
from services.phones import readable

SUMMARY = "summary"
CONFIRM = "confirm"
EDITABLE = (
    NAME,
    questions.BIRTH_DATE,
    PHONE,
    residence.TOWN,
    residence.CORPS,
    questions.SKILLS,
    questions.AVAILABILITY,
    questions.ALWAYS,
    emergency_contact.NAME,
    certificates.STEP,
)


@dataclass(frozen=True)
class Answers:
    """All that was answered. Without a corps, its founding is awaited."""

    birth_date: date
    name: str
    phone: str
    home: Municipality
    corps: Corps | None
    skill_bits: int
    availability: int
    call_always: bool
    minor: bool
    emergency_name: str
    emergency_phone: str
    certificate: SentFile | None


def summary(answers: Answers) -> Card:
    """Each answer on a line, a button to change each, and the one that signs up."""
    labels = _labels()
    values = _values(answers)
    text = paragraphs(
        _("<b>Is this right?</b>"),
        lines(*(fill("{label}: <b>{value}</b>", label=labels[step], value=values[step]) for step in values)),
        never_called(answers.availability, call_always=answers.call_always),
        _tasks_of_minors() if answers.minor else "",
    )
    confirm = choice(_("✅ That's right, sign me up"), questions.FORM, SUMMARY, CONFIRM)
    edits = [choice(f"✏️ {labels[step]}", questions.FORM, SUMMARY, step) for step in EDITABLE]
    return Card(text, rows=((confirm,), *_pairs(edits)))


def _labels() -> dict[str, str]:
    return {
        NAME: _("Name"),
        questions.BIRTH_DATE: _("Born"),
        PHONE: _("Phone"),
        residence.TOWN: _("Municipality"),
        residence.CORPS: _("Corps"),
        questions.SKILLS: _("Good at"),
        questions.AVAILABILITY: _("Times"),
        questions.ALWAYS: _("If urgent"),
        emergency_contact.NAME: _("Emergency contact"),
        certificates.STEP: _("First-aid certificate"),
    }


def _values(answers: Answers) -> dict[str, str]:
    return {
        NAME: answers.name,
        questions.BIRTH_DATE: long_date(answers.birth_date),
        PHONE: readable(answers.phone),
        residence.TOWN: municipality_name(answers.home),
        residence.CORPS: municipality_name(answers.corps.municipality) if answers.corps else _("none yet"),
        questions.SKILLS: skill_names(answers.skill_bits),
        questions.AVAILABILITY: week_text(answers.availability),
        questions.ALWAYS: _("call me always") if answers.call_always else _("only at my times"),
        emergency_contact.NAME: contact_text(answers.emergency_name, answers.emergency_phone),
        certificates.STEP: _certificate(answers.certificate),
    }


def _certificate(sent: SentFile | None) -> str:
    if sent is None:
        return _("none")
    return _("sent (the first photo)") if sent.album else _("sent")


def _tasks_of_minors() -> Html:
    return Html(_("You are not 18 yet, so you are not asked for tasks that are marked 18+."))


def _pairs(buttons: list[Button]) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))


def signed_up(person: Person, link: str, *, minor: bool, group: Html, waits: bool = False) -> Card:
    """What happens next; `link` is the corps' own start link, `group` says that they are in one now.

    `waits`: for a guardian's consent.
    """
    if person.corps is None:
        parts = (_waiting(person), _guardian() if waits else "", group, _later())
        return Card(paragraphs(*parts), rows=_ways_on())
    welcome = fill(
        _("✅ <b>Thank you, {name}! You are now in the corps of {corps}.</b>"),
        name=first_name(person.name),
        corps=municipality_name(person.corps.municipality),
    )
    share = fill(_("Do you know others who want to help? Share this link:\n{link}"), link=link)
    next_step = _guardian() if waits else _what_happens_next()
    text = paragraphs(lines(welcome, group), next_step, _tasks_of_minors() if minor else "", _later(), share)
    return Card(text, rows=_ways_on())


def _guardian() -> Html:
    return Html(
        _(
            "⏳ <b>You get no call-outs yet.</b> You are not 18, so a parent or guardian must agree first: send them "
            "the message below. I tell you when they have answered."
        )
    )


def _later() -> Html:
    text = _("Your languages, your own equipment and your quiet hours: add them any time with {profile}.")
    return fill(text, profile=slash("profile"))


def _ways_on() -> tuple[tuple[Button, ...], ...]:
    return ((send_one(),), (to_profile(),))


def _what_happens_next() -> Html:
    return Html(
        _(
            "You don't have to do anything now. When your help is needed, you get a message here: what, "
            "where and when. You then tap <b>I'm coming</b> or <b>I can't</b>.\n"
            "🔔 Keep the notifications of this chat on, and try once how that sounds."
        )
    )


def _waiting(person: Person) -> Html:
    text = _(
        "🟡 <b>Thank you, {name}! You are signed up.</b>\n\n{municipality} has no corps yet. As soon as it "
        "starts one, you get a message here. You don't have to do anything until then."
    )
    home = municipality_name(person.municipality) if person.municipality else ""
    return fill(text, name=first_name(person.name), municipality=home)
