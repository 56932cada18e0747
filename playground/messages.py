"""Messages as the Bot API returns and delivers them."""

from __future__ import annotations

from playground.bots import Bot
from playground.chats import Chat, Message
from playground.errors import Json
from playground.markup import is_inline
from playground.people import People


def as_api(bot: Bot, chat: Chat, message: Message, people: People, *, with_reply: bool = True) -> Json:
    """Return a Bot API Message."""
    person = people.find(message.sender)
    result: Json = {
        "message_id": message.message_id,
        "from": bot.as_user() if message.by_bot or person is None else person.as_user(),
        "chat": chat.as_api(people),
        "date": message.date,
        **message.content,
    }
    if message.edited is not None:
        result["edit_date"] = message.edited
    if message.protected:
        result["has_protected_content"] = True
    if is_inline(message.markup):
        result["reply_markup"] = message.markup
    replied = chat.messages.get(message.reply_to or 0)
    if replied is not None and with_reply:
        result["reply_to_message"] = as_api(bot, chat, replied, people, with_reply=False)
    return result


def inaccessible(chat: Chat, message_id: int, people: People) -> Json:
    """Return a Bot API InaccessibleMessage: what a tap on a vanished message carries."""
    return {"chat": chat.as_api(people), "message_id": message_id, "date": 0}
