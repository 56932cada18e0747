"""Answers to announcements, and the answers to those: one by one, and as a list."""

from __future__ import annotations

from datetime import datetime

from messages.buttons import AnswerButton, InboxButton, InboxMessageButton
from messages.card import Button, Card, button
from messages.formats import day_and_time, first_name, number_text
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from messages.lists import numbered, turning
from models.announcements import InboxMessage
from models.people import Person
from services.inbox import Delivered, Received, Subject
from services.pages import Page
from services.policy import Policy
from services.rules.shortening import shortened

FORM = "answer"
SNIPPET = 60  # signs


def message(written: InboxMessage) -> Card:
    """To whoever it was written to; they can answer it with a tap, or by replying to it."""
    return Card(_body(written), rows=((_answer(written), button(_("📥 Inbox"), InboxButton())),))


def _body(written: InboxMessage) -> Html:
    return lines(
        fill(_("💬 <b>{name} answers you</b>"), name=written.sender.name),
        fill(_("<i>about “{text}”</i>"), text=_snippet(written.announcement.text)),
        fill("<blockquote>{text}</blockquote>", text=written.text),
    )


def _answer(written: InboxMessage) -> Button:
    return button(_("💬 Answer"), AnswerButton(to="message", subject=written.id))


def _snippet(text: str) -> str:
    return shortened(" ".join(text.split()), SNIPPET)


def ask_text(to: Subject, policy: Policy) -> Card:
    """What to answer, and to whom it goes."""
    name = first_name(to.writer.name)
    text = lines(
        fill(_("<b>What do you answer {name}?</b>"), name=name),
        fill(
            _("Type it in one message of at most {most} characters. Only {name} reads it."),
            most=number_text(policy.longest_announcement),
            name=name,
        ),
    )
    return Card(text)


def delivered(done: Delivered) -> Card:
    """The answer is on its way."""
    return Card(fill(_("✅ Your answer went to {name}."), name=done.to.name))


def stopped() -> Card:
    """The form was left."""
    return Card(Html(_("Stopped. Nothing was sent.")))


def speaks_no_longer(author: Person) -> str:
    """A plain line: whoever wrote it has no role any more by which they could."""
    return _("{name} no longer gets answers to this. Nothing was sent.").format(name=author.name)


def nothing_to_answer() -> str:
    """A plain line: it is somebody else's, or it was erased."""
    return _("There is nothing here that you can answer, or no longer.")


def refused(why: str) -> Card:
    """Such a line as a message, where no tap can show it."""
    return Card(fill("{why}", why=why))


def inbox(page: Page[Received], now: datetime) -> Card:
    """A page of what was written to somebody, the newest first; a number opens it."""
    heading = _("<b>📥 Your inbox</b>")
    if not page.total:
        return Card(lines(heading, Html(_("It is empty. Answers to announcements come here."))))
    listed = [_line(number, each, now) for number, each in enumerate(page.items, start=page.first)]
    rows = (
        *numbered(page, lambda each: InboxMessageButton(message=each.message.id, page=page.number)),
        *turning(page, lambda number: InboxButton(page=number)),
    )
    return Card(paragraphs(heading, *listed), rows=rows)


def _line(number: int, received: Received, now: datetime) -> Html:
    written = received.message
    return lines(
        fill(
            "{number}. {state} <b>{name}</b> · {moment}",
            number=number,
            state="✅" if received.answered else "💬",
            name=written.sender.name,
            moment=day_and_time(written.sent_at, now),
        ),
        fill("<i>{text}</i>", text=_snippet(written.text)),
    )


def one(received: Received, page: int, now: datetime) -> Card:
    """One message of the inbox in full."""
    written = received.message
    text = lines(
        _body(written),
        fill("🕒 {moment}", moment=day_and_time(written.sent_at, now)),
        Html(_("✅ You answered it.")) if received.answered else "",
    )
    return Card(text, rows=((_answer(written), button(_("📥 Inbox"), InboxButton(page=page))),))
