"""What somebody can answer to a question, read from a Telegram message or tap."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram.types import Message


@dataclass(frozen=True)
class Words:
    text: str


@dataclass(frozen=True)
class SharedContact:
    """`own`: Telegram vouches that it is the sender's own; anybody can forward somebody else's."""

    phone: str
    own: bool
    name: str = ""


@dataclass(frozen=True)
class Position:
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Choice:
    """A tap on one of the question's own buttons."""

    value: str


@dataclass(frozen=True)
class SomethingElse:
    """A photo, a sticker, a voice message: nothing that a form asks for. `kind` is Telegram's name of it."""

    kind: str = ""


Answer = Words | SharedContact | Position | Choice | SomethingElse


def answer_in(message: Message) -> Answer:
    """The answer that a message carries."""
    if contact := message.contact:
        sender = message.from_user.id if message.from_user else None
        name = " ".join(part for part in (contact.first_name, contact.last_name) if part)
        return SharedContact(contact.phone_number, own=contact.user_id == sender, name=name)
    if message.location:
        return Position(message.location.latitude, message.location.longitude)
    return Words(message.text.strip()) if message.text else SomethingElse(message.content_type)
