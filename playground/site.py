"""The page with the phones, served as it lies in page/ (there is no build step)."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

PAGE = Path(__file__).parent / "page"
HEADERS = {
    "Cache-Control": "no-cache",  # a newer version shows at the next reload
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
    " frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}


def page_routes() -> list[web.AbstractRouteDef]:
    """Return the routes of the page and its files."""
    return [web.get("/", _index), web.static("/static", PAGE)]


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Add what keeps the page fresh and closed to foreign content."""
    if request.path == "/" or request.path.startswith("/static/"):
        response.headers.update(HEADERS)


async def _index(_request: web.Request) -> web.StreamResponse:
    return web.FileResponse(PAGE / "index.html")
