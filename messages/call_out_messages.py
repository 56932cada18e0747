"""Messages to some people of a call-out: the questions, the preview, what they see, and that it is out."""

from __future__ import annotations

from messages import announcements
from messages.boards import title, to_board
from messages.card import Card
from messages.formats import number_text
from messages.forms import choice
from messages.html import Html, fill, lines, paragraphs
from messages.language import _, mark
from messages.menus import slash
from models.announcements import Announcement, Audience
from models.call_outs import CallOut
from models.people import Person
from services.call_out_messages import Receivers, Told
from services.policy import Policy

FORM = "message"
SEND = "send"

WHO = {
    Audience.COMING: mark("✅ Those who come ({number})"),
    Audience.RESERVE: mark("🟡 The reserve list ({number})"),
    Audience.SILENT: mark("💤 Who hasn't answered ({number})"),
}
# Translators: the first line of the message, to those who get it.
TO = {
    Audience.COMING: mark("📢 <b>To everybody who comes</b>"),
    Audience.RESERVE: mark("📢 <b>To everybody on the reserve list</b>"),
    Audience.SILENT: mark("📢 <b>To everybody who hasn't answered yet</b>"),
}


def ask_whom(found: Receivers) -> Card:
    """Which of the people who were asked; only those of whom there are any."""
    text = lines(
        fill("<b>{title}</b>", title=title(found.call_out)),
        Html(_("<b>Whom do you want to write to?</b>")),
        Html(_("For example: “Park at the church, the street is closed.” You see it once more before it goes out.")),
    )
    some = [(audience, number) for audience, number in found.numbers.items() if number]
    rows = tuple((choice(_(WHO[each]).format(number=number), FORM, "whom", each.value),) for each, number in some)
    return Card(text, rows=rows)


def nobody(call_out: CallOut) -> Card:
    """There is nobody to write to."""
    text = lines(
        fill("<b>{title}</b>", title=title(call_out)),
        Html(_("There is nobody to write to: all declined, or the call-out has reached nobody yet.")),
    )
    return Card(text, rows=((to_board(call_out),),))


def ask_text(found: Receivers, audience: Audience, policy: Policy) -> Card:
    """What to tell; nothing goes out yet."""
    number = found.numbers[audience]
    heading = _("<b>What do you want to tell them?</b> ({number} person)",
                "<b>What do you want to tell them?</b> ({number} people)", number)  # fmt: skip
    text = lines(
        fill(heading, number=number_text(number)),
        fill(
            _("Type it in one message of at most {most} characters. You see it once more before it goes out."),
            most=number_text(policy.longest_announcement),
        ),
    )
    return Card(text)


def preview(found: Receivers, audience: Audience, author: Person, text: str) -> Card:
    """Exactly what they will see, and how many they are."""
    number = found.numbers[audience]
    heading = _(
        "👀 <b>{number} person will see this, with a button to answer you:</b>",
        "👀 <b>{number} people will see this, with a button to answer you:</b>",
        number,
    )
    send = _("📢 Send to {number} person", "📢 Send to {number} people", number)
    written = number_text(number)
    whole = paragraphs(fill(heading, number=written), _body(found.call_out, audience, author, text))
    return Card(whole, rows=((choice(send.format(number=written), FORM, "check", SEND),),))


def message(said: Announcement, call_out: CallOut, audience: Audience) -> Card:
    """To one of them."""
    return Card(_body(call_out, audience, said.author, said.text), rows=((announcements.answer(said),),))


def _body(call_out: CallOut, audience: Audience, author: Person, text: str) -> Html:
    to = lines(Html(_(TO[audience])), fill("<i>{title}</i>", title=title(call_out)))
    return announcements.body(to, author, text)


def told(done: Told) -> Card:
    """It is out."""
    number = done.message.receivers
    text = _("✅ <b>Sent to {number} person.</b>", "✅ <b>Sent to {number} people.</b>", number)
    out = fill(text, number=number_text(number))
    answers = fill(_("Answers come here. You find them again with {inbox}."), inbox=slash("inbox"))
    return Card(lines(out, answers), rows=((to_board(done.call_out),),))


def sent_before() -> str:
    """A toast for a second tap."""
    return _("This message is out already. Nothing was sent twice.")


def subject(_draft: object) -> str:
    """What is being filled in."""
    return _("a message to people of a call-out")


def stopped() -> Card:
    """The form was left."""
    return Card(Html(_("Stopped. Nothing was sent.")))
