"""Pushing updates to a bot: one at a time for each chat, chats in parallel, again until it answers 2xx."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from itertools import takewhile

import aiohttp

from playground.bots import Bot, WebhookSettings
from playground.errors import Json
from playground.updates import Update

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  the name of a header
ANSWER_TIMEOUT = aiohttp.ClientTimeout(total=60)
MAX_DELAY = 60
MAX_RETRY_AFTER = 3600

Reply = Callable[[Bot, Json], Awaitable[None]]


class Delivery:
    """The delivery of one bot's updates to one webhook."""

    def __init__(self, bot: Bot, settings: WebhookSettings, session: aiohttp.ClientSession, reply: Reply) -> None:
        """Deliver with this session; `reply` runs the methods that come as answers."""
        self._bot = bot
        self._settings = settings
        self._session = session
        self._reply = reply
        self._slots = asyncio.Semaphore(settings.max_connections)
        self._lanes: dict[int, deque[Update]] = {}
        self._last_id = 0

    async def run(self) -> None:
        """Deliver until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            while True:
                self._bot.waker.clear()
                for lane in self._take_new():
                    tasks.create_task(self._drain(lane))
                await self._bot.waker.wait()

    def _take_new(self) -> list[int]:
        """Put new updates in their lanes and return the lanes that nobody is working on yet."""
        idle = []
        newest_first = reversed(self._bot.updates.pending.values())
        new = list(takewhile(lambda each: each.update_id > self._last_id, newest_first))
        for update in reversed(new):
            if update.lane not in self._lanes:
                self._lanes[update.lane] = deque()
                idle.append(update.lane)
            self._lanes[update.lane].append(update)
            self._last_id = update.update_id
        return idle

    async def _drain(self, lane: int) -> None:
        waiting = self._lanes[lane]
        while waiting:
            await self._deliver(waiting.popleft())
        del self._lanes[lane]

    async def _deliver(self, update: Update) -> None:
        delay = 0
        while self._is_due(update):
            async with self._slots:
                retry_after = await self._post(update)
            if retry_after is None:
                self._bot.updates.confirm(update.update_id)
                return
            await asyncio.sleep(retry_after or delay)  # Telegram: again at once, then after 2, 4, 8… seconds
            delay = min(MAX_DELAY, max(2, delay * 2))

    def _is_due(self, update: Update) -> bool:
        if update.expires_at <= self._bot.updates.seconds():
            self._bot.updates.expire()
        return update.update_id in self._bot.updates.pending

    async def _post(self, update: Update) -> int | None:
        """Return None when the bot took the update, else the seconds that it asks to wait, or 0."""
        headers = {SECRET_HEADER: self._settings.secret} if self._settings.secret else {}
        post = self._session.post(
            self._settings.url,
            json=update.as_api(),
            headers=headers,
            timeout=ANSWER_TIMEOUT,
            allow_redirects=False,
        )
        try:
            async with post as response:
                if not 200 <= response.status <= 299:
                    self._note(f"Wrong response from the webhook: {response.status} {response.reason}")
                    return _retry_after(response)
                await self._take_reply(response)
                return None
        except TimeoutError:
            self._note("Read timeout expired")
        except aiohttp.ClientError as error:
            self._note(f"Connection failed: {error}")
        return 0

    async def _take_reply(self, response: aiohttp.ClientResponse) -> None:
        try:
            body = await response.json(content_type=None)
        except ValueError:
            return
        if isinstance(body, dict) and body.get("method"):
            await self._reply(self._bot, body)

    def _note(self, error: str) -> None:
        self._settings.last_error = error
        self._settings.last_error_date = int(self._bot.updates.seconds())


def _retry_after(response: aiohttp.ClientResponse) -> int:
    wish = response.headers.get("Retry-After", "")
    return min(MAX_RETRY_AFTER, int(wish)) if wish.isdigit() else 0


class Deliveries:
    """The deliveries of all bots that have a webhook."""

    def __init__(self, reply: Reply) -> None:
        """Let `reply` run the methods that come as answers."""
        self._reply = reply
        self._running: dict[str, asyncio.Task[None]] = {}
        self._ending: list[asyncio.Task[None]] = []
        self._session: aiohttp.ClientSession | None = None

    def change(self, bot: Bot) -> None:
        """Deliver as the bot's webhook settings now say."""
        self._end(bot.token)
        if bot.webhook is None:
            return
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        delivery = Delivery(bot, bot.webhook, self._session, self._reply)
        # Kept here, and ended by the next change or by stop.
        self._running[bot.token] = asyncio.create_task(delivery.run())  # noqa: TID251

    async def stop(self) -> None:
        """End every delivery; what is unconfirmed is delivered again at the next start."""
        for token in list(self._running):
            self._end(token)
        await asyncio.gather(*self._ending, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def _end(self, token: str) -> None:
        task = self._running.pop(token, None)
        if task is not None:
            task.cancel()
            self._ending = [each for each in self._ending if not each.done()] + [task]
