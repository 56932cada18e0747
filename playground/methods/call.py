"""One Bot API call, and what every method needs to ask of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from playground.bots import Bot
from playground.chats import Chat, Message
from playground.entities import Formatted, parse
from playground.errors import Json, bad_request, forbidden
from playground.messages import as_api
from playground.params import Params
from playground.world import World


@dataclass
class Call:
    """A method called by a bot."""

    world: World
    bot: Bot
    params: Params

    def chat(self) -> Chat:
        """Return the chat that chat_id names, if the bot has ever seen it; refuses any other."""
        chat = self.bot.chats.get(self._chat_id())
        person = self.world.people.find(self._chat_id())
        if person is not None and (person.started or (chat is not None and chat.started)):
            return chat or self.world.chat(self.bot, person)
        if chat is None or chat.is_private:
            raise bad_request("chat not found")
        return chat

    def writable_chat(self) -> Chat:
        """Return the chat that chat_id names; refuses one in which the bot may not write (any more)."""
        person = self.world.people.find(self._chat_id())
        if person is None:
            return self.chat()
        if person.deactivated:
            raise forbidden("user is deactivated")
        chat = self.world.chat(self.bot, person)
        if not (chat.started or person.started):
            raise forbidden("bot can't initiate conversation with a user")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        return chat

    def message(self, chat: Chat, what: str) -> Message:
        """Return the message that message_id names; refuses, as "<what> not found"."""
        message = chat.messages.get(self.params.integer("message_id"))
        if message is None:
            raise bad_request(f"{what} not found")
        return message

    def formatted(self, name: str, entities: str) -> Formatted:
        """Return a text parameter, parsed as parse_mode or its entities say."""
        listed = self.params.object(entities, f"can't parse {entities} JSON object")
        formatted = parse(self.params.text(name), self.params.text("parse_mode"), listed)
        return Formatted(formatted.text, [self._with_person(entity) for entity in formatted.entities])

    def result(self, chat: Chat, message: Message) -> Json:
        """Return a message as the answer to this call."""
        return as_api(self.bot, chat, message, self.world.people)

    def _chat_id(self) -> int:
        if not self.params.text("chat_id"):
            raise bad_request("chat_id is empty")
        return self.params.chat_id() or 0

    def _with_person(self, entity: Json) -> Json:
        person = self.world.people.find(entity.get("user", {}).get("id", 0))
        return entity if person is None else entity | {"user": person.as_user()}


@dataclass(frozen=True)
class Method:
    """What a method does, and whether it counts against the sending rates."""

    name: str
    run: Callable[[Call], Awaitable[Any]]
    counted: bool


METHODS: dict[str, Method] = {}
Run = Callable[[Call], Awaitable[Any]]


def method(name: str, *, counted: bool = False) -> Callable[[Run], Run]:
    """Register the decorated function as a method of the Bot API."""

    def register(run: Run) -> Run:
        METHODS[name.lower()] = Method(name, run, counted)
        return run

    return register
