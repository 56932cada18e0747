"""One message to Telegram, and what became of it."""

from __future__ import annotations

import re
from typing import Any

from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from messages.attachments import File, Forwarded
from messages.card import Button, Card, Key
from models.outbox import Method
from services.outbox import Claimed
from services.rules.delivery import Gone, Outcome, Refused, RetryAt, Sent, Unknown

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
AFTER_TROUBLE = 5.0  # seconds until Telegram is tried again after it couldn't be reached
NOTHING_TO_EDIT = ("message to edit not found", "message can't be edited", "message to delete not found",
                   "message can't be deleted")  # fmt: skip
TOO_OLD = "message can't be deleted"
QUOTE = re.compile(r"[\"“]|(?<![^\s(:])['‘]")  # the apostrophe of "can't" opens no quotation
NEVER_REACHABLE = ("chat not found", "user is deactivated", "bot was blocked", "can't initiate conversation")


async def send(bot: Bot, claim: Claimed, card: Card | None, file: File | Forwarded | None = None) -> Outcome:
    """Carries out what the claim asks, with `card` as its content and `file` for its attachment."""
    if claim.method is Method.DELETE:
        return await _delete(bot, claim, card, file)
    if card is None:
        return await _without_content(bot, claim)
    target = (claim.payload or {}).get("message_id") or claim.message_id
    if claim.method is not Method.SEND and target and card.replaces:
        change = bot.edit_message_text(card.text, chat_id=claim.chat_id, message_id=target, **_edit(card))
        edited = await attempt(change, repeatable=True)
        if not _is_gone(edited):
            return Sent(target) if isinstance(edited, Sent) else edited
    if claim.method is Method.EDIT:
        return Sent(None)
    return await attempt(_with_file(bot, claim, card, file) if file else _new(bot, claim, card))


async def _delete(bot: Bot, claim: Claimed, card: Card | None, instead: File | Forwarded | None) -> Outcome:
    """After 48 hours Telegram deletes no more, but changes a message at any age: a picture `instead` hides the file."""
    if claim.message_id is None:
        return Sent(None)
    outcome = await attempt(bot.delete_message(claim.chat_id, claim.message_id), repeatable=True)
    if not _is_gone(outcome):
        return outcome
    if card and isinstance(instead, File) and isinstance(outcome, Refused) and TOO_OLD in outcome.description:
        picture = BufferedInputFile(instead.content, instead.name)
        media = InputMediaPhoto(media=picture, caption=card.text, parse_mode="HTML")
        change = bot.edit_message_media(media, chat_id=claim.chat_id, message_id=claim.message_id)
        outcome = await attempt(change, repeatable=True)
    return Sent(None) if _is_gone(outcome) else outcome


async def _without_content(bot: Bot, claim: Claimed) -> Outcome:
    target = (claim.payload or {}).get("message_id")
    if claim.payload is None or target is None:
        return Sent(None)
    change = bot.edit_message_reply_markup(chat_id=claim.chat_id, message_id=target)
    outcome = await attempt(change, repeatable=True)
    return Sent(None) if _is_gone(outcome) else outcome


def _new(bot: Bot, claim: Claimed, card: Card) -> Any:
    silent = claim.silent or card.silent
    if pin := card.pin:
        return bot.send_venue(
            claim.chat_id, pin.latitude, pin.longitude, pin.title, pin.address, disable_notification=silent
        )
    return bot.send_message(
        claim.chat_id,
        card.text,
        parse_mode="HTML",
        link_preview_options=NO_PREVIEW,
        disable_notification=silent,
        reply_markup=markup(card),
    )


def _with_file(bot: Bot, claim: Claimed, card: Card, file: File | Forwarded) -> Any:
    send_it = bot.send_photo if file.is_picture else bot.send_document
    return send_it(
        claim.chat_id,
        file.file_id if isinstance(file, Forwarded) else BufferedInputFile(file.content, file.name),
        caption=card.text,
        parse_mode="HTML",
        disable_notification=claim.silent or card.silent,
        reply_markup=markup(card),
    )


def _edit(card: Card) -> dict[str, Any]:
    return {"parse_mode": "HTML", "link_preview_options": NO_PREVIEW, "reply_markup": _inline(card.rows)}


def markup(card: Card) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    """The card's buttons or keyboard in Telegram's terms."""
    if card.keys:
        return ReplyKeyboardMarkup(
            keyboard=[[_key(key) for key in row] for row in card.keys],
            resize_keyboard=True,
            one_time_keyboard=True,
            input_field_placeholder=card.placeholder or None,
        )
    return ReplyKeyboardRemove(remove_keyboard=True) if card.drop_keys else _inline(card.rows)


def _inline(rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup(inline_keyboard=[[_button(cell) for cell in row] for row in rows])


def _button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=button.text, callback_data=button.data or None, url=button.url or None)


def _key(key: Key) -> KeyboardButton:
    return KeyboardButton(
        text=key.text,
        request_contact=True if key.request == "contact" else None,
        request_location=True if key.request == "location" else None,
    )


async def attempt(call: Any, *, repeatable: bool = False) -> Outcome:
    """What Telegram's answer means for the message; `repeatable` if the call can bring nothing new into the chat."""
    try:
        result = await call
    except TelegramRetryAfter as patience:
        return RetryAt(float(patience.retry_after))
    except TelegramServerError:
        return RetryAt(AFTER_TROUBLE)
    except TelegramNetworkError as error:
        return RetryAt(AFTER_TROUBLE) if "Cannot connect" in str(error) else Unknown(repeatable)
    except TelegramAPIError as refusal:
        return _refusal(refusal)
    return Sent(getattr(result, "message_id", None))


def _refusal(refusal: TelegramAPIError) -> Outcome:
    description = refusal.message
    if "message is not modified" in description:
        return Sent(None)
    if any(known in description for known in NEVER_REACHABLE):
        return Gone()
    return Refused(_harmless(description))


def _harmless(description: str) -> str:
    """Telegram's words up to where they quote the message or an address, which may hold what people wrote."""
    return QUOTE.split(description, maxsplit=1)[0].strip()


def _is_gone(outcome: Outcome) -> bool:
    return isinstance(outcome, Refused) and any(known in outcome.description for known in NOTHING_TO_EDIT)
