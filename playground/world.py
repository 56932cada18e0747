"""All that is true in a playground: the people, the bots, and what each phone shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from playground.archive import Archive
from playground.bots import Bot, BotIdentity, bot_id, unknown_identity
from playground.chats import Chat, Message
from playground.errors import Json, Refused
from playground.events import Event, Events
from playground.files import Files
from playground.hooks import Hooks, iso
from playground.limits import Limiter, Limits
from playground.people import People, Person
from playground.updates import Update, Updates
from playground.views import shown_message, standing_keyboard


class World:
    """The one place where messages appear, change and vanish, so that every watcher and the archive know."""

    def __init__(self, hooks: Hooks, limits: Limits, archive: Archive) -> None:
        """Start empty."""
        self.hooks = hooks
        self.limits = limits
        self.archive = archive
        self.events = Events()
        self.people = People(self._person_changed)
        self.bots: dict[str, Bot] = {}
        self.touched: set[int] = set()  # whose chats have changed since LabelWatch last looked
        self.default_token: str | None = None
        self.webhook_changed: Callable[[Bot], None] = lambda _bot: None

    # Bots

    def bot(self, token: str) -> Bot:
        """Return the bot of a token, made when it is new; refuses (401) what is no token."""
        return self.bots.get(token) or self.introduce(unknown_identity(token))

    def introduce(self, identity: BotIdentity) -> Bot:
        """Return the bot, known under this name from now on."""
        known = self.bots.get(identity.token)
        if known is not None:
            known.identity = identity
            return known
        bot = self._new_bot(identity)
        self.bots[identity.token] = bot
        self.archive.bot(bot)
        return bot

    def default_bot(self) -> Bot:
        """Return the bot that is meant when none is named; refuses (404) when that isn't clear."""
        if self.default_token is not None:
            return self.bots[self.default_token]
        if len(self.bots) == 1:
            return next(iter(self.bots.values()))
        raise Refused(404, 'Which bot? Name it: {"bot": "<its token>"} (or ?bot=<its token> in a GET).')

    # Chats

    def chat(self, bot: Bot, person: Person) -> Chat:
        """Return the private chat of a bot and a person, made when it is new."""
        chat = bot.chats.get(person.id)
        if chat is None:
            chat = bot.chats[person.id] = Chat(person.id, started=person.started)
            self.archive.chat(bot, chat)
        return chat

    def group(self, bot: Bot, title: str, members: list[int]) -> Chat:
        """Return a new group of a bot and people."""
        chat = Chat(min(0, *bot.chats) - 1 if bot.chats else -1, title, members, started=True)
        bot.chats[chat.id] = chat
        self.archive.chat(bot, chat)
        return chat

    def chat_changed(self, bot: Bot, chat: Chat) -> None:
        """Keep what changed of a chat besides its messages."""
        self.archive.chat(bot, chat)

    def now(self) -> int:
        """Return the bot's time in seconds since 1970."""
        return int(self.hooks.now().timestamp())

    async def advance(self, seconds: float) -> str:
        """Move the bot's time and return the new instant; refuses (501) when nothing can move it."""
        if self.hooks.advance is None:
            raise Refused(501, "Nothing can move the clock: the playground was started without that hook.")
        now = await self.hooks.advance(timedelta(seconds=seconds))
        self.tell_clock()
        return iso(now)

    async def labels(self, ids: list[int]) -> dict[int, dict[str, str]]:
        """Return the labels of these people by language, as far as somebody gives any."""
        return {} if self.hooks.labels is None else await self.hooks.labels(ids)

    # What phones show

    def show(self, kind: str, bot: Bot, chat: Chat, message: Message) -> None:
        """Keep a new or changed message and tell the watchers (kind: message, edit, delivered)."""
        self.archive.message(bot, chat, message)
        if kind == "message":
            self.archive.bot(bot)
        self.tell(kind, bot, chat, message)

    def remove(self, bot: Bot, chat: Chat, message: Message) -> None:
        """Take a message out of a chat."""
        del chat.messages[message.message_id]
        self.archive.message_gone(bot, chat, message)
        self.tell("delete", bot, chat, message)

    def tell(self, kind: str, bot: Bot, chat: Chat, message: Message | None = None, **more: object) -> None:
        """Publish an event about a chat."""
        self.touched.add(chat.id)
        if not self.events.watchers:
            return
        data: Json = {"user_id": chat.id, **more}
        if message is not None:
            data["message"] = shown_message(message)
        self.events.publish(Event(kind, bot.token, data))

    def tell_keyboard(self, bot: Bot, chat: Chat) -> None:
        """Publish which reply keyboard stands in a chat."""
        self.tell("keyboard", bot, chat, keyboard=standing_keyboard(chat))

    def tell_commands(self, bot: Bot, person_id: int | None) -> None:
        """Publish that somebody's command menu may have changed (None: everybody's)."""
        self.events.publish(Event("commands", bot.token, {"user_id": person_id}))

    def tell_person(self, person: Person, **more: object) -> None:
        """Publish that there is somebody new, or that something about a person is different."""
        known = {"id": person.id, "first_name": person.first_name, "last_name": person.last_name}
        user = known | {"language_code": person.language_code, **more}
        self.events.publish(Event("user", None, {"user_id": person.id, "user": user}))

    def tell_clock(self) -> None:
        """Publish what time it is now."""
        self.events.publish(Event("clock", None, {"now": iso(self.hooks.now())}))

    # What happens elsewhere

    def _new_bot(self, identity: BotIdentity) -> Bot:
        files = Files(bot_id(identity.token))
        bot = Bot(identity, Updates(self.hooks.seconds), Limiter(self.limits), files)
        bot.files.kept = partial(self.archive.file, bot)
        bot.updates.added = partial(self._update_added, bot)
        bot.updates.dropped = partial(self._update_dropped, bot)
        return bot

    def _update_added(self, bot: Bot, update: Update) -> None:
        self.archive.update(bot, update)
        bot.waker.set()

    def _update_dropped(self, bot: Bot, update: Update, confirmed: bool) -> None:
        self.archive.update_gone(bot, update)
        if confirmed:
            self._read_by_bot(bot, update)

    def _read_by_bot(self, bot: Bot, update: Update) -> None:
        if update.kind != "message":
            return
        chat = bot.chats.get(update.lane)
        message = chat and chat.messages.get(update.body["message_id"])
        if chat and message:
            message.update_id = None
            self.show("delivered", bot, chat, message)

    def _person_changed(self, person: Person) -> None:
        self.archive.person(person)
        self.tell_person(person)
