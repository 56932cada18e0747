"""The bots: every well-formed token is one of its own, with its own chats, updates, menus and files."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field

from playground.calls import Calls
from playground.chats import Chat, Message
from playground.errors import ApiError, Json
from playground.faults import Faults
from playground.files import Files
from playground.limits import Limiter
from playground.menus import Menus
from playground.updates import Updates

TOKEN = re.compile(r"([1-9][0-9]{0,15}):[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True)
class BotIdentity:
    """A bot as @BotFather would have made it."""

    token: str
    username: str
    first_name: str


@dataclass
class WebhookSettings:
    """Where updates are pushed to, as setWebhook said, and the last trouble there."""

    url: str
    secret: str = ""
    max_connections: int = 40
    last_error: str = ""
    last_error_date: int = 0


@dataclass
class Query:
    """A tap on an inline button that the bot may answer, once, until it expires."""

    query_id: str
    expires_at: float  # real seconds
    answer: asyncio.Future[Json]


@dataclass
class Bot:
    """One bot and all that belongs to it."""

    identity: BotIdentity
    updates: Updates
    limiter: Limiter
    files: Files
    chats: dict[int, Chat] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)
    menus: Menus = field(default_factory=Menus)
    calls: Calls = field(default_factory=Calls)
    faults: Faults = field(default_factory=Faults)
    webhook: WebhookSettings | None = None
    profile: dict[str, str] = field(default_factory=dict)  # name, description… by "field/language"
    menu_buttons: dict[str, Json] = field(default_factory=dict)  # by chat id, "" is the default
    waker: asyncio.Event = field(default_factory=asyncio.Event)  # set when there is a new update
    last_message_id: int = 0
    last_query_id: int = 0

    @property
    def id(self) -> int:
        """The bot's own user id: the number that its token starts with."""
        return bot_id(self.token)

    @property
    def token(self) -> str:
        """The token, which nobody else should see."""
        return self.identity.token

    def as_user(self) -> Json:
        """Return a Bot API User."""
        name = self.profile.get("name/") or self.identity.first_name
        return {"id": self.id, "is_bot": True, "first_name": name, "username": self.identity.username}

    def next_message_id(self) -> int:
        """Return an id for a new message: they grow, across all chats of the bot."""
        self.last_message_id += 1
        return self.last_message_id

    def message(self, chat_id: int, message_id: int) -> Message | None:
        """Return a message that hasn't been deleted, or None."""
        chat = self.chats.get(chat_id)
        return None if chat is None else chat.messages.get(message_id)


def bot_id(token: str) -> int:
    """Return the id in a token; refuses (401) one that isn't well-formed."""
    match = TOKEN.fullmatch(token)
    if match is None:
        raise ApiError(401, "Unauthorized: invalid token specified")
    return int(match[1])


def unknown_identity(token: str) -> BotIdentity:
    """Return how a bot that nobody introduced is called."""
    return BotIdentity(token, f"playground_{bot_id(token)}_bot", f"Bot {bot_id(token)}")
