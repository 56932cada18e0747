"""Which button of a message a person means."""

from __future__ import annotations

import unicodedata
from urllib.parse import parse_qs, urlsplit

from playground.chats import Chat, Message
from playground.errors import Json, Refused
from playground.markup import button_text, is_inline


def find_button(chat: Chat, message: Message, wanted: str) -> Json:
    """Return the inline button with this callback_data or label, emoji aside, or the only one whose label contains it.

    Refuses (404) when there is none, (400) when several are meant.
    """
    rows = message.markup["inline_keyboard"] if message.markup and is_inline(message.markup) else []
    buttons: list[Json] = [button for row in rows for button in row]
    exact = [button for button in buttons if wanted in (button["text"], button.get("callback_data"))]
    plain = _plain(wanted)
    alike = [button for button in buttons if plain and plain == _plain(button["text"])]
    part = [button for button in buttons if plain and plain in _plain(button["text"])]
    found = exact or alike or part
    if len({button.get("callback_data") or button.get("url") for button in found}) > 1:
        labels = ", ".join(f'"{button["text"]}" ({button.get("callback_data")})' for button in found)
        raise Refused(400, f'"{wanted}" can be any of {labels}. Give the callback_data instead of the label.')
    if not found:
        raise _no_button(chat, message, wanted, buttons)
    return found[0]


def start_payload(url: str, username: str) -> str | None:
    """Return the payload of this bot's start link, None for another address; refuses (400) a bad one."""
    parts = urlsplit(url if "://" in url else f"https://{url}")
    if parts.hostname not in ("t.me", "telegram.me") or parts.path.strip("/").lower() != username.lower():
        return None
    payload = parse_qs(parts.query, keep_blank_values=True).get("start", [""])[0]
    if len(payload) > 64 or not all(char.isascii() and (char.isalnum() or char in "_-") for char in payload):
        raise Refused(400, "A start link carries at most 64 characters of A-Z, a-z, 0-9, _ and -.")
    return payload


def _no_button(chat: Chat, message: Message, wanted: str, buttons: list[Json]) -> Refused:
    keys = [button_text(key) for row in (chat.keyboard or {}).get("keyboard", []) for key in row]
    if wanted in keys:
        example = f'{{"text": "{wanted}"}}, {{"contact": "own"}} or {{"location": {{…}}}}'
        return Refused(
            400,
            f'"{wanted}" is on the keyboard: POST /users/{chat.id}/messages {example} instead of tapping.',
        )
    labels = ", ".join(f'"{button["text"]}"' for button in buttons) or "none"
    return Refused(
        404, f'Message {message.message_id} has no button "{wanted}"; its buttons: {labels}. '
        f'Example: {{"message_id": {message.message_id}, "button": "Yes"}}.'
    )  # fmt: skip


def _plain(label: str) -> str:
    letters = (char for char in label if unicodedata.category(char) not in ("So", "Sk", "Mn", "Cf", "Me"))
    return " ".join("".join(letters).casefold().split())
