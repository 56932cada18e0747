"""What people do on their phones: write, share, tap, block; and what they see."""

from __future__ import annotations

from typing import Any

from playground.bots import Bot
from playground.buttons import find_button, start_payload
from playground.chats import Chat, Message
from playground.contents import read_content
from playground.errors import Json, Refused, whole
from playground.messages import as_api
from playground.people import Person
from playground.taps import ask
from playground.views import shown_message, standing_keyboard
from playground.world import World


class Phones:
    """The user side of one bot."""

    def __init__(self, world: World, bot: Bot) -> None:
        """Act in this world, towards this bot."""
        self._world = world
        self._bot = bot

    def message(self, person_id: int, wish: Json) -> int:
        """Send what `wish` says (text, contact, location, link, photo…) and return the message_id.

        Refuses an unknown person (404), one who blocked the bot (409), what isn't understood (400).
        """
        person = self._world.people.get(person_id)
        chat = self._open_chat(person, wish.get("chat_id"))
        if "link" in wish:
            wish = {"text": self._start_text(str(wish["link"]))}
        content = read_content(wish, person, self._bot)
        return self._send(person, chat, content, self._reply_to(chat, wish))

    async def tap(
        self,
        person_id: int,
        message_id: int,
        button: str | None = None,
        *,
        data: str | None = None,
        chat_id: int | None = None,
    ) -> Json:
        """Tap a button and return {"answer", "alert"}; the answer is None when none came in 5 s.

        `data` instead of a button is what a modified client could send, on any message. A start link sends
        its /start. Refuses an unknown person, message or button (404) and an ambiguous button (400).
        """
        person = self._world.people.get(person_id)
        chat = self._open_chat(person, chat_id)
        if data is None:
            found = find_button(chat, self._message(chat, message_id), button or "")
            if "url" in found:
                return self._follow(person, found["url"])
            data = found.get("callback_data")
        if data is None:
            raise Refused(400, "That button does nothing here: it has no callback_data.")
        return await ask(self._world, self._bot, person, chat, message_id, data)

    def block(self, person_id: int, *, blocked: bool = True) -> None:
        """Block (or unblock) the bot, which is told by a my_chat_member update."""
        person = self._world.people.get(person_id)
        chat = self._chat(person)
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        self._world.chat_changed(self._bot, chat)
        before, after = ("member", "kicked") if blocked else ("kicked", "member")
        self._membership(person, chat, before=before, after=after)
        self._world.tell("block", self._bot, chat, blocked=blocked)

    def unblock(self, person_id: int) -> None:
        """Take a block away again."""
        self.block(person_id, blocked=False)

    def deactivate(self, person_id: int) -> None:
        """Delete the person's Telegram account, as far as the bot can see."""
        person = self._world.people.get(person_id)
        self._world.people.deactivate(person_id)
        self._membership(person, self._chat(person), before="member", after="kicked")

    def chat(self, person_id: int, after: int = 0, *, chat_id: int | None = None) -> Json:
        """Return what the phone shows: messages above `after`, the keyboard, whether blocked and started."""
        person = self._world.people.get(person_id)
        chat = self._chat(person, chat_id)
        messages = [shown_message(each) for each in chat.messages.values() if each.message_id > after]
        return {
            "messages": messages,
            "keyboard": standing_keyboard(chat),
            "blocked": chat.blocked,
            "started": chat.started or person.started,
        }

    def commands(self, person_id: int) -> list[Json]:
        """Return the command menu that this person sees."""
        person = self._world.people.get(person_id)
        return self._bot.menus.seen_by(person.id, person.language_code)

    def group(self, title: str, members: list[int]) -> int:
        """Make a group of these people and the bot (told by my_chat_member) and return its id."""
        people = [self._world.people.get(person_id) for person_id in members]
        if not title or not people:
            raise Refused(400, 'A group needs a title and a member: {"title": "Team", "members": [7001]}.')
        chat = self._world.group(self._bot, title, members)
        self._membership(people[0], chat, before="left", after="member")
        return chat.id

    def _chat(self, person: Person, chat_id: Any = None) -> Chat:
        if chat_id is None or chat_id == person.id:
            return self._world.chat(self._bot, person)
        chat = self._bot.chats.get(whole(chat_id, "chat_id"))
        if chat is None or person.id not in chat.members:
            raise Refused(404, f"{person.first_name} is in no group {chat_id}.")
        return chat

    def _open_chat(self, person: Person, chat_id: Any) -> Chat:
        chat = self._chat(person, chat_id)
        if person.deactivated:
            raise Refused(409, f"{person.first_name}'s account is deactivated.")
        if chat.blocked:
            raise Refused(409, f"{person.first_name} has blocked the bot: POST /users/{person.id}/unblock.")
        return chat

    def _message(self, chat: Chat, message_id: int) -> Message:
        message = chat.messages.get(message_id)
        if message is None:
            last = max(chat.messages, default=None)
            raise Refused(404, f"No message {message_id} in this chat; the newest is {last}.")
        return message

    def _reply_to(self, chat: Chat, wish: Json) -> int | None:
        target = wish.get("reply_to")
        return None if target is None else self._message(chat, whole(target, "reply_to")).message_id

    def _send(self, person: Person, chat: Chat, content: Json, reply_to: int | None) -> int:
        message_id = self._bot.next_message_id()
        message = Message(message_id, person.id, False, self._world.now(), content, reply_to=reply_to)
        chat.messages[message_id] = message
        self._open_and_tidy(chat)
        body = as_api(self._bot, chat, message, self._world.people)
        message.update_id = self._bot.updates.add("message", body, chat.id)
        self._world.show("message", self._bot, chat, message)
        return message_id

    def _open_and_tidy(self, chat: Chat) -> None:
        used_up = bool(chat.keyboard and chat.keyboard.get("one_time_keyboard"))
        if chat.started and not used_up:
            return
        chat.started = True
        chat.keyboard = None if used_up else chat.keyboard
        self._world.chat_changed(self._bot, chat)
        self._world.tell_keyboard(self._bot, chat)

    def _start_text(self, url: str) -> str:
        payload = start_payload(url, self._bot.identity.username)
        if payload is None:
            own = f"https://t.me/{self._bot.identity.username}?start=x"
            raise Refused(400, f"{url} is no link to this bot, such as {own}.")
        return f"/start {payload}".strip()

    def _follow(self, person: Person, url: str) -> Json:
        self.message(person.id, {"link": url})
        return {"answer": None, "alert": False}

    def _membership(self, person: Person, chat: Chat, *, before: str, after: str) -> None:
        body: Json = {
            "chat": chat.as_api(self._world.people),
            "from": person.as_user(),
            "date": self._world.now(),
            "old_chat_member": self._member(before),
            "new_chat_member": self._member(after),
        }
        self._bot.updates.add("my_chat_member", body, chat.id)

    def _member(self, status: str) -> Json:
        member: Json = {"user": self._bot.as_user(), "status": status}
        return member | {"until_date": 0} if status == "kicked" else member
