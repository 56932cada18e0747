"""The JSON interface of the people, under /playground/api; docs/playground.md describes it."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from aiohttp import web

from playground.bots import Bot
from playground.errors import Json, Refused, whole
from playground.files import StoredFile
from playground.hooks import iso
from playground.phones import Phones
from playground.stream import stream
from playground.views import shown_person
from playground.world import World

API = "/playground/api"
MAX_ADVANCE = 400 * 86_400  # seconds: more than a year, so that yearly things can be tried


class UserApi:
    """Thin handlers over Phones."""

    def __init__(self, world: World) -> None:
        """Serve this world."""
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Return the routes below /playground/api."""
        user = f"{API}/users/{{id:-?[0-9]+}}"
        return [
            web.get(f"{API}/bot", self.bot),
            web.get(f"{API}/users", self.users),
            web.post(f"{API}/users", self.add_user),
            web.post(f"{API}/groups", self.add_group),
            web.post(f"{user}/messages", self.message),
            web.post(f"{user}/taps", self.tap),
            web.post(f"{user}/block", self.block),
            web.post(f"{user}/unblock", self.unblock),
            web.post(f"{user}/deactivate", self.deactivate),
            web.get(f"{user}/chat", self.chat),
            web.get(f"{user}/commands", self.commands),
            web.get(f"{API}/clock", self.clock),
            web.post(f"{API}/clock", self.advance),
            web.post(f"{API}/faults", self.faults),
            web.get(f"{API}/calls", self.calls),
            web.get(f"{API}/events", self.events),
            web.get(f"{API}/files/{{file_id}}", self.file),
        ]

    async def bot(self, request: web.Request) -> web.Response:
        """Say which bot the other calls mean."""
        identity = (await self._bot(request)).identity
        return _json({"token": identity.token, "username": identity.username, "first_name": identity.first_name})

    async def users(self, request: web.Request) -> web.Response:
        """List everybody, with labels."""
        bot = await self._bot(request)
        people = list(self._world.people)
        labels = await self._world.labels([person.id for person in people])
        shown = [shown_person(each, bot.chats.get(each.id), labels.get(each.id, {})) for each in people]
        return _json({"users": shown})

    async def add_user(self, request: web.Request) -> web.Response:
        """Add somebody."""
        wish = await _body(request)
        first_name, language = wish.get("first_name"), wish.get("language_code", "nl")
        if not (isinstance(first_name, str) and first_name.strip() and isinstance(language, str)):
            raise Refused(400, 'Send {"first_name": "Nadia", "language_code": "nl"}.')
        person = self._world.people.add(
            first_name.strip()[:64], language, last_name=str(wish.get("last_name") or "") or None
        )
        return _json({"id": person.id})

    async def add_group(self, request: web.Request) -> web.Response:
        """Make a group chat."""
        wish = await _body(request)
        members = [whole(each, "a member") for each in wish.get("members") or []]
        return _json({"id": (await self._phones(request)).group(str(wish.get("title", "")), members)})

    async def message(self, request: web.Request) -> web.Response:
        """Send something."""
        phones = await self._phones(request)
        return _json({"message_id": phones.message(_id(request), await _body(request))})

    async def tap(self, request: web.Request) -> web.Response:
        """Tap a button."""
        wish = await _body(request)
        phones = await self._phones(request)
        if "message_id" not in wish or not {"button", "data"} & wish.keys():
            raise Refused(400, 'Send {"message_id": 12, "button": "Yes"}, with a label or callback_data.')
        message_id, data = whole(wish["message_id"], "message_id"), wish.get("data")
        button, chat_id = str(wish.get("button")), wish.get("chat_id")
        return _json(await phones.tap(_id(request), message_id, button, data=data, chat_id=chat_id))

    async def block(self, request: web.Request) -> web.Response:
        """Block the bot."""
        (await self._phones(request)).block(_id(request))
        return _json({})

    async def unblock(self, request: web.Request) -> web.Response:
        """Unblock the bot."""
        (await self._phones(request)).unblock(_id(request))
        return _json({})

    async def deactivate(self, request: web.Request) -> web.Response:
        """Delete the account."""
        (await self._phones(request)).deactivate(_id(request))
        return _json({})

    async def chat(self, request: web.Request) -> web.Response:
        """Show what the phone shows."""
        after, chat_id = _number(request, "after") or 0, _number(request, "chat_id")
        return _json((await self._phones(request)).chat(_id(request), after, chat_id=chat_id))

    async def commands(self, request: web.Request) -> web.Response:
        """Show the command menu."""
        return _json({"commands": (await self._phones(request)).commands(_id(request))})

    async def clock(self, _request: web.Request) -> web.Response:
        """Say what time it is for the bot."""
        return _json({"now": iso(self._world.hooks.now())})

    async def advance(self, request: web.Request) -> web.Response:
        """Move the bot's time."""
        seconds = (await _body(request)).get("advance")
        if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 < seconds <= MAX_ADVANCE:
            raise Refused(400, f'Send {{"advance": 1800}}: seconds, more than 0 and at most {MAX_ADVANCE} (400 days).')
        return _json({"now": await self._world.advance(seconds)})

    async def faults(self, request: web.Request) -> web.Response:
        """Order trouble."""
        (await self._bot(request)).faults.add(await _body(request))
        return _json({})

    async def calls(self, request: web.Request) -> web.Response:
        """Show the Bot API calls that came in."""
        bot = await self._bot(request)
        return _json({"calls": bot.calls.after(_number(request, "after") or 0)})

    async def file(self, request: web.Request) -> web.Response:
        """Show a photo or a file."""
        for bot in self._world.bots.values():
            stored = bot.files.by_id.get(request.match_info["file_id"])
            if stored is not None:
                return _file(stored)
        raise Refused(404, "No such file.")

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Stream what happens, as server-sent events."""
        bot = await self._bot(request)
        return await stream(request, self._world.events, bot.token)

    async def _bot(self, request: web.Request) -> Bot:
        token = request.query.get("bot") or (await _body(request)).get("bot")
        return self._world.bot(str(token)) if token else self._world.default_bot()

    async def _phones(self, request: web.Request) -> Phones:
        return Phones(self._world, await self._bot(request))


async def _body(request: web.Request) -> Json:
    if not request.body_exists:
        return {}
    try:
        body: Any = await request.json()
    except ValueError as error:
        raise Refused(400, "The body must be JSON.") from error
    if not isinstance(body, dict):
        raise Refused(400, "The body must be a JSON object.")
    return body


def _file(stored: StoredFile) -> web.Response:
    """Return a picture to be shown, or anything else to be saved: nothing that could run in the page."""
    headers = {"X-Content-Type-Options": "nosniff"}
    if stored.mime_type in ("image/png", "image/jpeg"):
        return web.Response(body=stored.content, content_type=stored.mime_type, headers=headers)
    headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(stored.name)}"
    return web.Response(body=stored.content, content_type="application/octet-stream", headers=headers)


def _id(request: web.Request) -> int:
    return int(request.match_info["id"])


def _number(request: web.Request, name: str) -> int | None:
    return whole(request.query[name], name) if name in request.query else None


def _json(body: Json, status: int = 200) -> web.Response:
    return web.Response(
        status=status, body=json.dumps(body, ensure_ascii=False).encode(), content_type="application/json"
    )
