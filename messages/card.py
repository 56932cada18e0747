"""A card: one message with its buttons, as data. It can be stored, and worded long before it is sent."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from aiogram.filters.callback_data import CallbackData


@dataclass(frozen=True)
class Button:
    """A button under a card: either `data` (see messages.buttons) or a link."""

    text: str
    data: str = ""
    url: str = ""


def button(text: str, data: CallbackData) -> Button:
    """A button that is answered by the handler of `data`'s factory."""
    return Button(text, data=data.pack())


@dataclass(frozen=True)
class Key:
    """A key of the keyboard below the chat; `request` is "contact" or "location", or empty for plain text."""

    text: str
    request: str = ""


@dataclass(frozen=True)
class Pin:
    """A point on the map, in degrees (WGS84), with the name of what is there."""

    latitude: float
    longitude: float
    title: str
    address: str


class AttachmentKind(StrEnum):
    """Files that go with a card; the comment names what `subject_id` is (see messages.attachments)."""

    POSTER_PICTURE = "poster_picture"  # corps
    POSTER_PAPER = "poster_paper"  # corps
    MY_DATA = "my_data"  # person, whose own chat it goes to
    CERTIFICATE = "certificate"  # certificate: the file that its owner sent
    TIMELINE = "timeline"  # help request
    REMOVED = "removed"  # none: what takes the place of a file that can no longer be deleted


@dataclass(frozen=True)
class Attachment:
    """A file that is made or looked up from ids when its card is sent, so that no card holds it."""

    kind: AttachmentKind
    subject_id: int


@dataclass(frozen=True)
class Card:
    """One message. `name` makes it a lasting card that later messages replace; `keys` open the keyboard below the chat,
    `drop_keys` puts that keyboard away. A card with keys can't have buttons as well (Telegram: one markup a message).
    With an `attachment` the text is its caption: at most 1,024 characters.
    """

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    keys: tuple[tuple[Key, ...], ...] = ()
    drop_keys: bool = False
    placeholder: str = ""
    silent: bool = False
    name: str | None = None
    pin: Pin | None = None
    attachment: Attachment | None = None

    @property
    def replaces(self) -> bool:
        """Whether it can take the place of a card that stands: Telegram edits neither keyboards, pins nor files in."""
        return not (self.keys or self.drop_keys or self.pin or self.attachment)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Card:
        rows = tuple(tuple(Button(**cell) for cell in row) for row in data["rows"])
        keys = tuple(tuple(Key(**cell) for cell in row) for row in data["keys"])
        pin = Pin(**data["pin"]) if data["pin"] else None
        file = Attachment(**data["attachment"]) if data.get("attachment") else None
        return cls(**{**data, "rows": rows, "keys": keys, "pin": pin, "attachment": file})


@dataclass(frozen=True)
class Reply:
    """What a handler answers: cards, and for a tap a short text on the button itself (at most 200 characters).

    After a tap the first card takes the place of the one that was tapped, unless `keep` is set.
    """

    cards: tuple[Card, ...] = ()
    toast: str = ""
    alert: bool = False
    keep: bool = False


def reply(*cards: Card, toast: str = "", alert: bool = False, keep: bool = False) -> Reply:
    """A Reply of these cards."""
    return Reply(cards, toast, alert, keep)
