"""Methods that put a new message into a chat."""

from __future__ import annotations

from playground.chats import Chat, Message
from playground.errors import Json, bad_request
from playground.markup import is_inline, read_markup
from playground.methods.call import Call, method

MAX_TEXT = 4096
MAX_CAPTION = 1024


def read_text(call: Call) -> Json:
    """Return the content that text, parse_mode and entities make; refuses empty and too long texts."""
    if not call.params.text("text"):
        raise bad_request("message text is empty")
    formatted = call.formatted("text", "entities")
    if not formatted.text:
        raise bad_request("text must be non-empty")
    if len(formatted.text) > MAX_TEXT:
        raise bad_request("message is too long")
    return {"text": formatted.text} | ({"entities": formatted.entities} if formatted.entities else {})


def read_caption(call: Call) -> Json:
    """Return the content that caption, parse_mode and caption_entities make; refuses too long ones."""
    formatted = call.formatted("caption", "caption_entities")
    if len(formatted.text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    if not formatted.text:
        return {}
    entities = {"caption_entities": formatted.entities} if formatted.entities else {}
    return {"caption": formatted.text} | entities


@method("sendMessage", counted=True)
async def send_message(call: Call) -> Json:
    """Send text."""
    return _send(call, read_text(call))


@method("sendPhoto", counted=True)
async def send_photo(call: Call) -> Json:
    """Send a photo, uploaded or by file_id."""
    return _send(call, {"photo": call.bot.files.sent(call.params, "photo").as_photo()} | read_caption(call))


@method("sendDocument", counted=True)
async def send_document(call: Call) -> Json:
    """Send a file, uploaded or by file_id."""
    document = call.bot.files.sent(call.params, "document").as_document()
    return _send(call, {"document": document} | read_caption(call))


@method("sendLocation", counted=True)
async def send_location(call: Call) -> Json:
    """Send a point on the map."""
    return _send(call, {"location": _location(call)})


@method("sendVenue", counted=True)
async def send_venue(call: Call) -> Json:
    """Send a point on the map with a title and an address."""
    venue: Json = {"location": _location(call)}
    for name in ("title", "address"):
        venue[name] = call.params.text(name)
        if not venue[name]:
            raise bad_request(f"venue {name} must be non-empty")
    return _send(call, {"venue": venue, "location": venue["location"]})


@method("sendContact", counted=True)
async def send_contact(call: Call) -> Json:
    """Send somebody's name and telephone number."""
    names = ("phone_number", "first_name", "last_name", "vcard")
    contact = {name: call.params.text(name) for name in names if call.params.text(name)}
    for name in names[:2]:
        if name not in contact:
            raise bad_request(f"{name.replace('_', ' ')} is empty")
    return _send(call, {"contact": contact})


@method("sendChatAction")
async def send_chat_action(call: Call) -> bool:
    """Accept "typing" and the like, which nothing here shows."""
    call.writable_chat()
    return True


def _location(call: Call) -> Json:
    latitude, longitude = call.params.number("latitude"), call.params.number("longitude")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("wrong location specified")
    return {"latitude": latitude, "longitude": longitude}


def _send(call: Call, content: Json) -> Json:
    chat_id = call.params.chat_id() or 0
    markup = read_markup(call.params, private=chat_id > 0)
    chat = call.writable_chat()
    message = Message(
        message_id=0,
        sender=call.bot.id,
        by_bot=True,
        date=call.world.now(),
        content=content,
        markup=markup,
        reply_to=_reply_to(call, chat),
        silent=call.params.flag("disable_notification"),
        protected=call.params.flag("protect_content"),
    )
    message.message_id = call.bot.next_message_id()
    chat.messages[message.message_id] = message
    call.world.show("message", call.bot, chat, message)
    _change_keyboard(call, chat, markup)
    return call.result(chat, message)


def _reply_to(call: Call, chat: Chat) -> int | None:
    wish = call.params.object("reply_parameters", "can't parse reply parameters JSON object")
    wish = wish or {
        "message_id": call.params.integer("reply_to_message_id"),
        "allow_sending_without_reply": call.params.flag("allow_sending_without_reply"),
    }
    if not isinstance(wish, dict):
        raise bad_request("object expected as reply parameters")
    target = int(wish.get("message_id") or 0)
    if target in chat.messages:
        return target
    if target and not wish.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return None


def _change_keyboard(call: Call, chat: Chat, markup: Json | None) -> None:
    if markup is None or is_inline(markup) or "force_reply" in markup:
        return
    keyboard = markup if "keyboard" in markup else None
    if keyboard != chat.keyboard:
        chat.keyboard = keyboard
        call.world.chat_changed(call.bot, chat)
        call.world.tell_keyboard(call.bot, chat)
