"""Keyboards under messages: which Telegram takes, and which it refuses."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from playground.errors import Json, bad_request
from playground.params import Params

MAX_BUTTONS = 100
MAX_BYTES = 10_000
CALLBACK_DATA_BYTES = 64
ACTIONS = (
    "callback_game",
    "copy_text",
    "login_url",
    "pay",
    "switch_inline_query",
    "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat",
    "web_app",
)


def read_markup(params: Params, *, private: bool) -> Json | None:
    """Return the reply_markup of a call, None when there is none; refuses what Telegram refuses."""
    markup = params.object("reply_markup", "can't parse reply keyboard markup JSON object")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    inline = _rows(
        markup.get("inline_keyboard"),
        'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    )
    reply = _rows(markup.get("keyboard"), 'field "keyboard" must be an Array of Arrays')
    for button in (button for row in inline for button in row):
        _check_inline(button)
    for button in (button for row in reply for button in row):
        _check_reply(button, private=private)
    _check_size(inline + reply, markup)
    return _kind(markup, inline, reply)


def is_inline(markup: Json | None) -> bool:
    """Return whether this is an inline keyboard."""
    return markup is not None and "inline_keyboard" in markup


def button_text(button: Json | str) -> str:
    """Return the label of a reply keyboard's button, which may be bare text."""
    return button if isinstance(button, str) else str(button["text"])


def _kind(markup: Json, inline: list[list[Any]], reply: list[list[Any]]) -> Json | None:
    if reply:
        return markup | {"keyboard": [row for row in reply if row]}
    if inline:
        rows = [row for row in inline if row]
        return {"inline_keyboard": rows} if rows else None
    if markup.get("remove_keyboard") or markup.get("force_reply"):
        return markup
    return None


def _rows(value: Any, complaint: str) -> list[list[Any]]:
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        raise bad_request(complaint)
    return value


def _check_inline(button: Any) -> None:
    prefix = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(prefix + "InlineKeyboardButton must be an Object")
    _check_text(button, prefix, "Inline keyboard button text must be non-empty")
    if button.get("url"):
        _check_url(str(button["url"]))
    elif button.get("callback_data"):
        if len(str(button["callback_data"]).encode()) > CALLBACK_DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
    elif not any(button.get(action) is not None for action in ACTIONS):
        raise bad_request(prefix + "Text buttons are unallowed in the inline keyboard")


def _check_url(url: str) -> None:
    invalid = f"inline keyboard button URL '{url}' is invalid: "
    scheme = urlsplit(url).scheme if "://" in url or url.startswith("tg:") else "http"
    if scheme not in ("http", "https", "tg", "ton", "tonsite"):
        raise bad_request(invalid + "Unsupported URL protocol")
    host = urlsplit(url if "://" in url else f"http://{url}").hostname or ""
    if scheme in ("http", "https") and "." not in host:
        raise bad_request(invalid + "Wrong HTTP URL")


def _check_reply(button: Any, *, private: bool) -> None:
    prefix = "can't parse keyboard button: "
    if isinstance(button, str):
        return
    if not isinstance(button, dict):
        raise bad_request(prefix + "KeyboardButton must be a String or an Object")
    _check_text(button, prefix, "Keyboard button text must be non-empty")
    if button.get("request_contact") and not private:
        raise bad_request("phone number can be requested in private chats only")
    if button.get("request_location") and not private:
        raise bad_request("location can be requested in private chats only")


def _check_text(button: Json, prefix: str, complaint: str) -> None:
    if "text" not in button:
        raise bad_request(prefix + 'Can\'t find field "text"')
    if not isinstance(button["text"], str):
        raise bad_request(prefix + 'Field "text" must be of type String')
    if not button["text"].strip():
        raise bad_request(complaint)


def _check_size(rows: list[list[Any]], markup: Json) -> None:
    if sum(map(len, rows)) > MAX_BUTTONS or len(json.dumps(markup, ensure_ascii=False).encode()) > MAX_BYTES:
        raise bad_request("reply markup is too long")
