"""What stands before every handler: keeping other web sites out, and answering refusals in the right form."""

from __future__ import annotations

from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from playground.errors import ApiError, Refused

LOCAL = ("127.0.0.1", "localhost")


@web.middleware
async def local_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse (403) a foreign Host (DNS rebinding) and requests that a page of another origin makes."""
    if urlsplit(f"//{request.host}").hostname not in LOCAL:
        return _forbidden("This playground answers on 127.0.0.1 and localhost only.")
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"http://{request.host}":
        return _forbidden(f"Requests from {origin} are not welcome here.")
    return await handler(request)


@web.middleware
async def refusals(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer what is refused: {"ok": false, …} to bots, {"error": a plain sentence} to everybody else."""
    try:
        return await handler(request)
    except Refused as refusal:
        return web.json_response({"error": refusal.text}, status=refusal.status)
    except ApiError as error:
        return web.json_response({"error": error.description}, status=error.code)
    except web.HTTPException as error:
        if request.path.startswith(("/bot", "/file/")):
            return web.json_response(ApiError(error.status, error.reason).as_answer(), status=error.status)
        text = f"{error.reason}: {request.method} {request.path}. docs/playground.md lists the calls."
        return web.json_response({"error": text}, status=error.status)


def _forbidden(text: str) -> web.Response:
    return web.json_response({"error": text}, status=403)
