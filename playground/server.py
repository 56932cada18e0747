"""The playground as one thing to start and stop: Bot API, people and page on one port of 127.0.0.1."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import Any

from aiohttp import web

from playground.archive import Archive, Memory, restore_belongings, restore_bot
from playground.bot_api import BotApi
from playground.bots import Bot, BotIdentity
from playground.errors import Json
from playground.events import Subscription
from playground.guards import local_only, refusals
from playground.hooks import Hooks
from playground.labels import LabelWatch
from playground.limits import Limits
from playground.people import People, Person
from playground.phones import Phones
from playground.site import add_headers, page_routes
from playground.store import Nowhere, SqliteStore, Store
from playground.user_api import UserApi
from playground.webhook import Deliveries
from playground.world import World

HOST = "127.0.0.1"
MAX_BODY = 50 * 1024 * 1024  # what a bot may upload


class Playground:
    """A Bot API server and its people. Every call below means the default bot unless it names a token."""

    def __init__(
        self,
        hooks: Hooks | None = None,
        limits: Limits | None = None,
        state: Path | None = None,
        default_bot: BotIdentity | None = None,
    ) -> None:
        """Read back what `state` (a file) keeps; without one, everything is forgotten at the end."""
        self._store: Store = SqliteStore(state) if state else Nowhere()
        self.memory = Memory(self._store)
        self._world = World(hooks or Hooks(), limits or Limits(), Archive(self._store))
        self._restore()
        if default_bot is not None:
            self._world.default_token = self._world.introduce(default_bot).token
        self._stopping = asyncio.Event()
        self._bot_api = BotApi(self._world, self._stopping)
        self._deliveries = Deliveries(self._bot_api.reply)
        self._world.webhook_changed = self._deliveries.change
        self._runner: web.AppRunner | None = None
        self._label_watch: asyncio.Task[None] | None = None
        self.port = 0

    @property
    def url(self) -> str:
        """The address, such as http://127.0.0.1:8080."""
        return f"http://{HOST}:{self.port}"

    @property
    def people(self) -> People:
        """Everybody who holds a phone."""
        return self._world.people

    async def start(self, port: int = 0) -> None:
        """Listen on a port (0 = any free one); OSError when it is taken."""
        app = web.Application(client_max_size=MAX_BODY, middlewares=[local_only, refusals])
        app.add_routes([*self._bot_api.routes(), *UserApi(self._world).routes(), *page_routes()])
        app.on_response_prepare.append(add_headers)
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=2.0)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, HOST, port).start()
        except OSError:
            await self._runner.cleanup()
            raise
        self.port = self._runner.addresses[0][1]
        for bot in self._world.bots.values():
            self._deliveries.change(bot)
        # Kept here, and ended by stop.
        self._label_watch = asyncio.create_task(LabelWatch(self._world).run())  # noqa: TID251

    async def stop(self) -> None:
        """End long polls and event streams at once, stop listening, write the state."""
        self._stopping.set()
        for bot in self._world.bots.values():
            bot.updates.stop()
        self._world.events.stop()
        await self._deliveries.stop()
        try:
            await self._end_label_watch()
        finally:
            if self._runner is not None:
                await self._runner.cleanup()
            self._store.close()

    # The same as the JSON interface, without HTTP

    def phones(self, bot: str | None = None) -> Phones:
        """Return the user side of a bot (by token)."""
        return Phones(self._world, self._world.bot(bot) if bot else self._world.default_bot())

    def message(self, person_id: int, wish: Json, *, bot: str | None = None) -> int:
        """Send what a person writes or shares and return the message_id; see Phones.message."""
        return self.phones(bot).message(person_id, wish)

    async def tap(
        self,
        person_id: int,
        message_id: int,
        button: str | None = None,
        *,
        bot: str | None = None,
        **more: Any,
    ) -> Json:
        """Tap a button and return {"answer", "alert"}; see Phones.tap."""
        return await self.phones(bot).tap(person_id, message_id, button, **more)

    def block(self, person_id: int, *, bot: str | None = None) -> None:
        """Let a person block the bot."""
        self.phones(bot).block(person_id)

    def unblock(self, person_id: int, *, bot: str | None = None) -> None:
        """Let a person take the block away."""
        self.phones(bot).unblock(person_id)

    def deactivate(self, person_id: int, *, bot: str | None = None) -> None:
        """Let a person's Telegram account end."""
        self.phones(bot).deactivate(person_id)

    def chat(self, person_id: int, after: int = 0, *, bot: str | None = None) -> Json:
        """Return what a person's phone shows; see Phones.chat."""
        return self.phones(bot).chat(person_id, after)

    def commands(self, person_id: int, *, bot: str | None = None) -> list[Json]:
        """Return the command menu that a person sees."""
        return self.phones(bot).commands(person_id)

    def faults(self, wish: Json, *, bot: str | None = None) -> None:
        """Order trouble: {"method", "chat_id", "fault", "value", "times"}."""
        self._bot(bot).faults.add(wish)

    def clear_faults(self, *, bot: str | None = None) -> None:
        """Take back all trouble that hasn't happened yet."""
        self._bot(bot).faults.clear()

    def calls(self, after: int = 0, *, bot: str | None = None) -> list[Json]:
        """Return the recorded Bot API calls with a higher sequence number."""
        return self._bot(bot).calls.after(after)

    def unconfirmed(self, *, bot: str | None = None) -> int:
        """Return how many updates the bot hasn't confirmed yet."""
        updates = self._bot(bot).updates
        updates.expire()
        return len(updates.pending)

    async def advance(self, seconds: float) -> str:
        """Move the bot's time and return the new instant (ISO 8601)."""
        return await self._world.advance(seconds)

    def events(self) -> Subscription:
        """Return a subscription to everything that is shown from now on; close it when done."""
        return self._world.events.subscribe()

    async def _end_label_watch(self) -> None:
        if self._label_watch is not None:
            self._label_watch.cancel()
            with suppress(asyncio.CancelledError):
                await self._label_watch  # raises what went wrong in the labels hook, if anything did

    def _bot(self, token: str | None) -> Bot:
        return self._world.bot(token) if token else self._world.default_bot()

    def _restore(self) -> None:
        for _, row in self._store.rows("person"):
            self._world.people.keep(Person(**row))
        for (token,), row in self._store.rows("bot"):
            restore_bot(self._world.introduce(BotIdentity(token, row["username"], row["first_name"])), row)
        restore_belongings(self._world.bots, self._store)
