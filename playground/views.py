"""What a phone shows of a chat, for the page and for tests."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from playground.chats import Chat, Message
from playground.errors import Json
from playground.hooks import iso
from playground.markup import button_text, is_inline
from playground.people import Person
from playground.rendering import to_html


def shown_message(message: Message) -> Json:
    """Return a message as the JSON interface shows it."""
    content = message.content
    text = content.get("text") or content.get("caption") or content.get("sticker", {}).get("emoji", "")
    entities = content.get("entities") or content.get("caption_entities") or []
    shown = {
        "message_id": message.message_id,
        "from": "bot" if message.by_bot else "user",
        "text": text,
        "html": to_html(text, entities),
        "buttons": _buttons(message),
        "keyboard": _labels(message.markup),
        "date": iso(datetime.fromtimestamp(message.date, UTC)),
        "edited": message.edited is not None,
        "silent": message.silent,
        "pinned": message.pinned,
        "reply_to": message.reply_to,
        "location": content.get("location") or content.get("venue", {}).get("location"),
        "venue": _picked(content.get("venue"), "title", "address"),
        "contact": content.get("contact"),
        "photo": _file(content.get("photo", [None])[-1], "photo"),
        "document": _file(content.get("document"), "document"),
    }
    if not message.by_bot:
        shown["delivered"] = "sent" if message.update_id else "read-by-bot"
        shown["sender_id"] = message.sender
    return shown


def label_fields(labels: dict[str, str]) -> Json:
    """Return the label in English, and in every language that there is."""
    return {"label": labels.get("en", ""), "labels": labels}


def shown_person(person: Person, chat: Chat | None, labels: dict[str, str]) -> Json:
    """Return a person as the JSON interface shows one; `chat` is the one with the bot, if there is any yet."""
    return {
        "id": person.id,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "language_code": person.language_code,
        **label_fields(labels),
        "started": person.started or (chat is not None and chat.started),
        "blocked": chat is not None and chat.blocked,
    }


def standing_keyboard(chat: Chat) -> Json | None:
    """Return the reply keyboard that stands in a chat now, as the page draws it."""
    markup = chat.keyboard
    if markup is None:
        return None
    return {
        "rows": [[_key(button) for button in row] for row in markup["keyboard"]],
        "one_time": bool(markup.get("one_time_keyboard")),
        "placeholder": markup.get("input_field_placeholder") or None,
    }


def _key(button: Any) -> Json:
    wish = button if isinstance(button, dict) else {}
    request = "contact" if wish.get("request_contact") else "location" if wish.get("request_location") else None
    return {"text": button_text(button), "request": request}


def _buttons(message: Message) -> list[list[Json]]:
    if not is_inline(message.markup) or message.markup is None:
        return []
    return [
        [_picked(button, "text", "callback_data", "url") or {} for button in row]
        for row in message.markup["inline_keyboard"]
    ]


def _labels(markup: Json | None) -> list[list[str]]:
    return [[button_text(button) for button in row] for row in (markup or {}).get("keyboard", [])]


def _picked(value: Json | None, *names: str) -> Json | None:
    return None if value is None else {name: value[name] for name in names if value.get(name) is not None}


def _file(value: Json | None, name: str) -> Json | None:
    if value is None:
        return None
    file_name = value.get("file_name", f"{name}.png")
    return {"url": f"/playground/api/files/{value['file_id']}", "file_name": file_name}
