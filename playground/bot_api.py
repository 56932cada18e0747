"""The Bot API as bots call it: /bot<token>/<method> and /file/bot<token>/<path>."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from aiohttp import web

from playground.bots import Bot
from playground.errors import ApiError, Json, too_many_requests
from playground.faults import Fault, Trouble
from playground.methods import METHODS
from playground.methods.call import Call
from playground.params import Params, read_params
from playground.world import World

SILENCE_SECONDS = 30.0


class BotApi:
    """Answers calls: records them, lets faults and rates have their say, runs the method."""

    def __init__(self, world: World, stopping: asyncio.Event) -> None:
        """Answer for this world until `stopping` is set."""
        self._world = world
        self._stopping = stopping

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of the Bot API."""
        return [
            web.route("*", "/bot{token:[^/]+}/{method}", self.call),
            web.get("/file/bot{token:[^/]+}/files/{file_id}/{name}", self.file),
        ]

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Answer one call."""
        try:
            bot = self._world.bot(request.match_info["token"])
            params = await read_params(request)
        except ApiError as error:
            return _answer(error.code, error.as_answer())
        name = request.match_info["method"]
        record = self._record(bot, name, params)
        fault = bot.faults.hit(name.lower(), params.chat_id())
        if fault is not None and fault.trouble is Trouble.DROP:
            return _hang_up(request)
        status, body = await self._run(bot, name, params, fault)
        record["status"] = status
        if fault is not None and fault.trouble is Trouble.TIMEOUT_AFTER_DELIVERY:
            await self._keep_silent(request)
            return _hang_up(request)
        return _answer(status, body)

    async def reply(self, bot: Bot, body: Json) -> None:
        """Run the method that a bot gave as its answer to a webhook; nobody gets the result."""
        name = str(body.pop("method"))
        record = self._record(bot, name, params := Params(body))
        record["status"], _ = await self._run(bot, name, params, None)

    async def file(self, request: web.Request) -> web.StreamResponse:
        """Answer a download."""
        try:
            bot = self._world.bot(request.match_info["token"])
            stored = bot.files.get(request.match_info["file_id"])
        except ApiError as error:
            return _answer(404, {"ok": False, "error_code": 404, "description": f"Not Found: {error}"})
        return web.Response(body=stored.content, content_type="application/octet-stream")

    def _record(self, bot: Bot, name: str, params: Params) -> Json:
        method = METHODS.get(name.lower())
        named = method.name if method else name
        return bot.calls.begin(named, params.as_record(), self._world.hooks.seconds())

    async def _run(self, bot: Bot, name: str, params: Params, fault: Fault | None) -> tuple[int, Json]:
        try:
            _suffer(fault)
            return 200, {"ok": True, "result": await self._result(bot, name, params)}
        except ApiError as error:
            return error.code, error.as_answer()

    async def _result(self, bot: Bot, name: str, params: Params) -> Any:
        method = METHODS.get(name.lower())
        if method is None:
            raise ApiError(404, "Not Found: method not found")
        chat_id = params.chat_id()
        if method.counted and chat_id is not None:
            bot.limiter.take(chat_id, paid=params.flag("allow_paid_broadcast"))
        return await method.run(Call(self._world, bot, params))

    async def _keep_silent(self, request: web.Request) -> None:
        # aiohttp lets a handler run on when its client has gone, so look whether it is still there.
        for _ in range(int(SILENCE_SECONDS / 0.1)):
            if request.transport is None or request.transport.is_closing() or self._stopping.is_set():
                return
            await asyncio.sleep(0.1)


def _suffer(fault: Fault | None) -> None:
    if fault is None:
        return
    if fault.trouble is Trouble.RETRY_AFTER:
        raise too_many_requests(fault.value)
    if fault.trouble is Trouble.SERVER_ERROR:
        raise ApiError(500, "Internal Server Error")


def _answer(status: int, body: Json) -> web.Response:
    return web.Response(status=status, body=json.dumps(body).encode(), content_type="application/json")


def _hang_up(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)  # goes nowhere: the connection is gone
