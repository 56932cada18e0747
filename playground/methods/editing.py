"""Methods that change, pin or delete a message that is already there."""

from __future__ import annotations

from playground.chats import Chat, Message
from playground.errors import Json, bad_request
from playground.markup import is_inline, read_markup
from playground.methods.call import Call, method
from playground.methods.sending import read_caption, read_text
from playground.params import Params

DELETABLE_SECONDS = 48 * 3600
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as"
    " a current content and reply markup of the message"
)


@method("editMessageText", counted=True)
async def edit_message_text(call: Call) -> Json:
    """Replace the text and the inline keyboard (no reply_markup takes the buttons away)."""
    content = read_text(call)
    chat, message, markup = _target(call)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _edit(call, chat, message, content, markup)


@method("editMessageCaption", counted=True)
async def edit_message_caption(call: Call) -> Json:
    """Replace the caption of a photo or a file, and the inline keyboard."""
    caption = read_caption(call)
    chat, message, markup = _target(call)
    kept = {name: value for name, value in message.content.items() if name in ("photo", "document")}
    if not kept:
        raise bad_request("there is no caption in the message to edit")
    return _edit(call, chat, message, kept | caption, markup)


@method("editMessageMedia", counted=True)
async def edit_message_media(call: Call) -> Json:
    """Replace a text, a photo or a file by a photo or a file, with its caption and the inline keyboard."""
    media = call.params.object("media", "can't parse InputMedia JSON object")
    if not isinstance(media, dict):
        raise bad_request("can't parse InputMedia: Object expected")
    kind = media.get("type")
    if kind not in ("photo", "document"):
        raise bad_request("can't parse InputMedia: Type of media is invalid")
    stored = call.bot.files.named(call.params, str(media.get("media") or ""), kind)
    shown = stored.as_photo() if kind == "photo" else stored.as_document()
    chat, message, markup = _target(call)
    if not any(known in message.content for known in ("text", "photo", "document")):
        raise bad_request("there is no media in the message to edit")
    return _edit(call, chat, message, {kind: shown} | _media_caption(call, media), markup)


def _media_caption(call: Call, media: Json) -> Json:
    """The caption stands within the media here."""
    return read_caption(Call(call.world, call.bot, Params(media)))


@method("editMessageReplyMarkup", counted=True)
async def edit_message_reply_markup(call: Call) -> Json:
    """Replace the inline keyboard only."""
    chat, message, markup = _target(call)
    return _edit(call, chat, message, message.content, markup)


@method("deleteMessage", counted=True)
async def delete_message(call: Call) -> bool:
    """Delete a message of the last 48 hours, the bot's own or the person's."""
    chat = call.chat()
    message = call.message(chat, "message to delete")
    if call.world.now() - message.date > DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    call.world.remove(call.bot, chat, message)
    return True


@method("pinChatMessage", counted=True)
async def pin_chat_message(call: Call) -> bool:
    """Pin a message on top of the chat."""
    chat = call.writable_chat()
    return _pin(call, chat, call.message(chat, "message to pin"), pinned=True)


@method("unpinChatMessage", counted=True)
async def unpin_chat_message(call: Call) -> bool:
    """Unpin a message, or the newest pinned one when none is named."""
    chat = call.writable_chat()
    if call.params.text("message_id"):
        return _pin(call, chat, call.message(chat, "message to unpin"), pinned=False)
    newest = next((each for each in reversed(chat.messages.values()) if each.pinned), None)
    if newest is None:
        raise bad_request("message to unpin not found")
    return _pin(call, chat, newest, pinned=False)


@method("unpinAllChatMessages", counted=True)
async def unpin_all_chat_messages(call: Call) -> bool:
    """Unpin every message of the chat."""
    chat = call.writable_chat()
    for message in [each for each in chat.messages.values() if each.pinned]:
        _pin(call, chat, message, pinned=False)
    return True


def _target(call: Call) -> tuple[Chat, Message, Json | None]:
    markup = read_markup(call.params, private=True)
    chat = call.writable_chat()
    message = call.message(chat, "message to edit")
    if not message.is_editable:
        raise bad_request("message can't be edited")
    if markup is not None and not is_inline(markup):
        raise bad_request("inline keyboard expected")
    return chat, message, markup


def _edit(call: Call, chat: Chat, message: Message, content: Json, markup: Json | None) -> Json:
    if content == message.content and markup == message.markup:
        raise bad_request(NOT_MODIFIED)
    if content != message.content:  # new buttons alone don't make a message "edited"
        message.edited = call.world.now()
    message.content, message.markup = content, markup
    call.world.show("edit", call.bot, chat, message)
    return call.result(chat, message)


def _pin(call: Call, chat: Chat, message: Message, *, pinned: bool) -> bool:
    message.pinned = pinned
    call.world.show("edit", call.bot, chat, message)
    return True
