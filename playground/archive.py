"""What of the world is kept in the store, and how it is read back."""

from __future__ import annotations

import base64
from collections.abc import Iterator, MutableMapping
from dataclasses import asdict
from typing import Any

from playground.bots import Bot, WebhookSettings
from playground.chats import Chat, Message
from playground.errors import Json
from playground.files import StoredFile
from playground.people import Person
from playground.store import Store
from playground.updates import Update

CHAT_FIELDS = ("id", "title", "members", "started", "blocked", "keyboard")


class Memory(MutableMapping[str, Any]):
    """A small key-value store (of JSON values) for the program that starts the playground."""

    def __init__(self, store: Store) -> None:
        """Read what is kept."""
        self._store = store
        self._values: dict[str, Any] = {key[0]: value for key, value in store.rows("memory")}

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self._values[name] = value
        self._store.put("memory", (name,), lambda: self._values[name])

    def __delitem__(self, name: str) -> None:
        del self._values[name]
        self._store.drop("memory", (name,))

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


class Archive:
    """One method for each thing that is kept; all return at once."""

    def __init__(self, store: Store) -> None:
        """Keep things in this store."""
        self.store = store

    def person(self, person: Person) -> None:
        """Keep a person."""
        self.store.put("person", (person.id,), lambda: asdict(person))

    def bot(self, bot: Bot) -> None:
        """Keep a bot's own settings."""
        self.store.put("bot", (bot.token,), lambda: _bot_row(bot))

    def chat(self, bot: Bot, chat: Chat) -> None:
        """Keep a chat, without its messages."""
        self.store.put("chat", (bot.token, chat.id), lambda: _chat_row(chat))

    def message(self, bot: Bot, chat: Chat, message: Message) -> None:
        """Keep a message."""
        self.store.put("message", (bot.token, chat.id, message.message_id), lambda: asdict(message))

    def message_gone(self, bot: Bot, chat: Chat, message: Message) -> None:
        """Forget a message."""
        self.store.drop("message", (bot.token, chat.id, message.message_id))

    def update(self, bot: Bot, update: Update) -> None:
        """Keep an unconfirmed update."""
        self.store.put("update", (bot.token, update.update_id), lambda: asdict(update))
        self.bot(bot)

    def update_gone(self, bot: Bot, update: Update) -> None:
        """Forget an update."""
        self.store.drop("update", (bot.token, update.update_id))

    def menu(self, bot: Bot, scope: str, language: str) -> None:
        """Keep a command menu, or that there is none."""
        key = (bot.token, scope, language)
        if bot.menus.get(scope, language):
            self.store.put("menu", key, lambda: bot.menus.get(scope, language))
        else:
            self.store.drop("menu", key)

    def file(self, bot: Bot, file: StoredFile) -> None:
        """Keep a file."""
        self.store.put("file", (bot.token, file.file_id), lambda: _file_row(file))


def _bot_row(bot: Bot) -> Json:
    return {
        "username": bot.identity.username,
        "first_name": bot.identity.first_name,
        "webhook": asdict(bot.webhook) if bot.webhook else None,
        "allowed": bot.updates.allowed,
        "last_update_id": bot.updates.last_id,
        "last_message_id": bot.last_message_id,
        "last_query_id": bot.last_query_id,
        "profile": bot.profile,
        "menu_buttons": bot.menu_buttons,
    }


def _chat_row(chat: Chat) -> Json:
    return {name: getattr(chat, name) for name in CHAT_FIELDS}


def _file_row(file: StoredFile) -> Json:
    return asdict(file) | {"content": base64.b64encode(file.content).decode()}


def restore_bot(bot: Bot, row: Json) -> None:
    """Give a bot the settings that were kept."""
    bot.webhook = WebhookSettings(**row["webhook"]) if row["webhook"] else None
    bot.updates.allowed = row["allowed"]
    bot.updates.last_id = row["last_update_id"]
    bot.last_message_id = row["last_message_id"]
    bot.last_query_id = row["last_query_id"]
    bot.profile = row["profile"]
    bot.menu_buttons = row["menu_buttons"]


def restore_belongings(bots: dict[str, Bot], store: Store) -> None:
    """Give bots their chats, messages, updates, menus and files that were kept."""
    for (token, chat_id), row in store.rows("chat"):
        bots[token].chats[chat_id] = Chat(**row)
    for (token, chat_id, message_id), row in sorted(store.rows("message"), key=lambda each: each[0]):
        bots[token].chats[chat_id].messages[message_id] = Message(**row)
    for (token, update_id), row in sorted(store.rows("update"), key=lambda each: each[0]):
        bots[token].updates.pending[update_id] = Update(**row)
    for (token, scope, language), commands in store.rows("menu"):
        bots[token].menus.set(scope, language, commands)
    for (token, file_id), row in sorted(store.rows("file"), key=lambda each: each[0]):
        content = base64.b64decode(row["content"])
        bots[token].files.by_id[file_id] = StoredFile(**row | {"content": content})
