"""Events as a stream for the page (server-sent events)."""

from __future__ import annotations

import asyncio
import json

from aiohttp import web

from playground.events import Event, Events, Subscription

HEARTBEAT_SECONDS = 15.0


async def stream(request: web.Request, events: Events, token: str) -> web.StreamResponse:
    """Send what happens to a bot's people, until the page goes or the playground stops."""
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"})
    subscription = events.subscribe()
    try:
        await response.prepare(request)
        await response.write(b": welcome\n\n")
        while (piece := await _next_piece(subscription, token)) is not None:
            await response.write(piece)
    except ConnectionError:  # the page was closed
        return response
    finally:
        subscription.close()
    return response


async def _next_piece(subscription: Subscription, token: str) -> bytes | None:
    """Return the next event or sign of life, None at the end."""
    try:
        event = await asyncio.wait_for(subscription.get(), HEARTBEAT_SECONDS)
    except TimeoutError:
        return b": still here\n\n"
    return None if event is None else _piece(event, token)


def _piece(event: Event, token: str) -> bytes:
    if event.token not in (None, token):
        return b""
    return f"data: {json.dumps(event.as_json())}\n\n".encode()
