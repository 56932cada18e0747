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
    """A photo, a sticker, a voice message: nothing that most forms ask for. `kind` is Telegram's name of it."""

    kind: str = ""


@dataclass(frozen=True)
class Upload(SomethingElse):
    """A photo or a document, for the few questions that ask for one. `size` in bytes, where Telegram tells it.

    `album` names the photos among which it was sent, each in a message of its own.
    """

    file_id: str = ""
    is_picture: bool = False
    mime_type: str = ""
    size: int | None = None
    message_id: int = 0
    album: str | None = None


Answer = Words | SharedContact | Position | Choice | SomethingElse


def answer_in(message: Message) -> Answer:
    """The answer that a message carries."""
    if contact := message.contact:
        sender = message.from_user.id if message.from_user else None
        name = " ".join(part for part in (contact.first_name, contact.last_name) if part)
        return SharedContact(contact.phone_number, own=contact.user_id == sender, name=name)
    if message.location:
        return Position(message.location.latitude, message.location.longitude)
    return Words(message.text.strip()) if message.text else upload_in(message) or SomethingElse(message.content_type)


def upload_in(message: Message) -> Upload | None:
    """The photo, in its largest size, or the document that a message carries."""
    album, kind = message.media_group_id, message.content_type
    if message.photo:
        largest = message.photo[-1]
        return Upload(kind, largest.file_id, True, "image/jpeg", largest.file_size, message.message_id, album)
    if file := message.document:
        return Upload(kind, file.file_id, False, file.mime_type or "", file.file_size, message.message_id, album)
    return None
