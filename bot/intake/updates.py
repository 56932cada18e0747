"""Raw updates: fetching them without letting one odd update fail its whole batch, and whose they are."""

from __future__ import annotations

from typing import Any

from aiogram.methods import TelegramMethod
from aiogram.types import Update, User

ALLOWED = ["message", "callback_query", "my_chat_member"]


class RawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates that leaves the updates as they came."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int
    limit: int = 100
    timeout: int = 0
    allowed_updates: list[str] | None = None


def lane_of(raw: dict[str, Any]) -> int:
    """Whose update this is: one person's are handled in order. Updates of nobody share lane 0."""
    for kind in ALLOWED:
        if sender := raw.get(kind, {}).get("from"):
            return int(sender.get("id", 0))
    return 0


def sender_in_private(update: Update) -> User | None:
    """Who wrote, tapped or blocked, where it was in a private chat with the bot; groups are left alone."""
    if update.message and update.message.chat.type == "private":
        return update.message.from_user
    if tap := update.callback_query:
        return tap.from_user if tap.message is None or tap.message.chat.type == "private" else None
    if change := update.my_chat_member:
        return change.from_user if change.chat.type == "private" else None
    return None
