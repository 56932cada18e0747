"""One chat between a bot and a person (or a group), and the messages in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from playground.errors import Json
from playground.markup import is_inline
from playground.people import People


@dataclass
class Message:
    """A message; `content` holds text, entities, photo… under the names that the Bot API gives them."""

    message_id: int
    sender: int  # id of the person or of the bot
    by_bot: bool
    date: int  # seconds since 1970, of the clock that the bot believes
    content: Json
    markup: Json | None = None
    reply_to: int | None = None
    edited: int | None = None  # date of the last edit
    silent: bool = False
    protected: bool = False
    pinned: bool = False
    update_id: int | None = None  # of a person's message, until the bot has confirmed it

    @property
    def is_editable(self) -> bool:
        """Whether its bot may edit it: Telegram refuses what was sent with a reply keyboard."""
        return self.by_bot and (self.markup is None or is_inline(self.markup))


@dataclass
class Chat:
    """A private chat (its id is the person's) or a group (negative id)."""

    id: int
    title: str = ""
    members: list[int] = field(default_factory=list)
    started: bool = False  # the person pressed start or wrote
    blocked: bool = False
    keyboard: Json | None = None  # the reply keyboard that stands now
    messages: dict[int, Message] = field(default_factory=dict)

    @property
    def is_private(self) -> bool:
        """Whether this is the chat of one person."""
        return self.id > 0

    def as_api(self, people: People) -> Json:
        """Return a Bot API Chat."""
        person = people.find(self.id)
        if person is not None:
            return person.as_chat()
        return {"id": self.id, "type": "group", "title": self.title}
