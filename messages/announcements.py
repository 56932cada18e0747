"""Announcements to a corps: the question, the preview, what members see, and that it is out."""

from __future__ import annotations

from messages.buttons import AnswerButton
from messages.card import Button, Card, button
from messages.formats import municipality_name, number_text
from messages.forms import choice
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from messages.menus import slash
from models.announcements import Announcement
from models.corps import Corps
from models.people import Person
from services.announcements import Announced, EnoughToday, NobodyToTell, Prospect
from services.policy import Policy

FORM = "announce"
SEND = "send"


def ask_text(found: Prospect, policy: Policy) -> Card:
    """What to tell; nothing goes out yet."""
    text = paragraphs(
        lines(
            fill(_("<b>What do you want to tell the corps of {municipality}?</b>"), municipality=_name(found.corps)),
            fill(
                _("Type it in one message of at most {most} characters. You see it once more before it goes out."),
                most=number_text(policy.longest_announcement),
            ),
        ),
        fill(
            _(
                "This is for news, such as a training or a meeting. Do you need people? That is a request for help: "
                "your requester or coordinator makes one with {request}."
            ),
            request=slash("request"),
        ),
    )
    return Card(text)


def preview(found: Prospect, author: Person, text: str) -> Card:
    """Exactly what members will see, and how many they are."""
    heading = _(
        "👀 <b>{number} member will see this, with a button to answer you:</b>",
        "👀 <b>{number} members will see this, with a button to answer you:</b>",
        found.receivers,
    )
    send = _("📢 Send to {number} member", "📢 Send to {number} members", found.receivers)
    number = number_text(found.receivers)
    whole = paragraphs(
        fill(heading, number=number),
        body(_to_corps(found.corps), author, text),
        lines(_unreachable(found), Html(_("🌙 It is night: it rings nobody.")) if found.by_night else ""),
    )
    return Card(whole, rows=((choice(send.format(number=number), FORM, "check", SEND),),))


def _unreachable(found: Prospect) -> Html:
    if not found.unreachable:
        return Html("")
    text = _(
        "⚠️ {number} more can't be reached, and doesn't get it.",
        "⚠️ {number} more can't be reached, and don't get it.",
        found.unreachable,
    )
    return fill(text, number=number_text(found.unreachable))


def announcement(said: Announcement) -> Card:
    """To a member."""
    to = _to_corps(said.corps) if said.corps else Html("")
    return Card(body(to, said.author, said.text), rows=((answer(said),),))


def answer(said: Announcement) -> Button:
    """Writes back to whoever wrote it."""
    return button(_("💬 Answer"), AnswerButton(to="announcement", subject=said.id))


def _to_corps(corps: Corps) -> Html:
    return fill(_("📢 <b>To the corps of {municipality}</b>"), municipality=_name(corps))


def body(to: Html, author: Person, text: str) -> Html:
    """To whom it is, the text as it was written, and who wrote it."""
    return lines(
        to,
        fill("<blockquote>{text}</blockquote>", text=text),
        fill(_("<i>Written by {name}, not translated.</i>"), name=author.name),
    )


def announced(done: Announced) -> Card:
    """It is out."""
    number = done.announcement.receivers
    text = _(
        "✅ <b>Sent to {number} member of the corps of {municipality}.</b>",
        "✅ <b>Sent to {number} members of the corps of {municipality}.</b>",
        number,
    )
    out = fill(text, number=number_text(number), municipality=_name(done.corps))
    return Card(lines(out, fill(_("Answers come here. You find them again with {inbox}."), inbox=slash("inbox"))))


def sent_before() -> str:
    """A toast for a second tap."""
    return _("This announcement is out already. Nothing was sent twice.")


def stopped() -> Card:
    """The form was left."""
    return Card(Html(_("Stopped. Nothing was sent.")))


def no_corps() -> Card:
    """The municipality has none."""
    return Card(Html(_("This municipality has no corps yet, so there is nobody to tell.")))


def nobody_to_tell(found: NobodyToTell) -> Card:
    """No member can be reached."""
    text = _("There is nobody to tell yet: the corps of {municipality} has no other members who can be reached.")
    return Card(fill(text, municipality=_name(found.corps)))


def enough_today(found: EnoughToday) -> Card:
    """The policy's limit for a day."""
    text = _(
        "The corps of {municipality} has had {number} announcement today. Tomorrow you can send another one.",
        "The corps of {municipality} has had {number} announcements today. Tomorrow you can send another one.",
        found.most,
    )
    return Card(fill(text, municipality=_name(found.corps), number=found.most))


def _name(corps: Corps) -> str:
    return municipality_name(corps.municipality)
