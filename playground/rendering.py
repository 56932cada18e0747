"""Messages as safe HTML for the page: every character escaped, only known tags added."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import pairwise
from urllib.parse import urlsplit

from playground.errors import Json

TAGS = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
    "code": ("<code>", "</code>"),
    "pre": ("<pre>", "</pre>"),
    "blockquote": ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": ("<blockquote>", "</blockquote>"),
    "spoiler": ('<span class="spoiler">', "</span>"),
}
SCHEMES = ("http", "https", "tg")


@dataclass(frozen=True)
class Span:
    """A stretch of text (in UTF-16 units) and the tags around it."""

    start: int
    end: int
    opening: str
    closing: str


def to_html(text: str, entities: list[Json]) -> str:
    """Return the text with its entities as tags and <br> for new lines; overlapping ones come out nested."""
    units = text.encode("utf-16-le")
    spans = [span for span in (_span(units, entity) for entity in entities) if span is not None]
    edges = sorted({0, len(units) // 2} | {edge for span in spans for edge in (span.start, span.end)})
    pieces: list[str] = []
    standing: list[Span] = []
    for start, end in pairwise(edges):
        wanted = [span for span in spans if span.start <= start < span.end]
        pieces += _switch(standing, wanted)
        pieces.append(escape(_slice(units, start, end)).replace("\n", "<br>"))
        standing = wanted
    return "".join(pieces + _switch(standing, []))


def _switch(standing: list[Span], wanted: list[Span]) -> list[str]:
    same = 0
    while same < min(len(standing), len(wanted)) and standing[same] is wanted[same]:
        same += 1
    return [span.closing for span in reversed(standing[same:])] + [span.opening for span in wanted[same:]]


def _span(units: bytes, entity: Json) -> Span | None:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    if entity["type"] in TAGS:
        return Span(start, end, *TAGS[entity["type"]])
    covered = _slice(units, start, end)
    if entity["type"] == "bot_command":
        return Span(start, end, f'<a class="command" href="#{escape(covered)}">', "</a>")
    url = _target(entity, covered)
    if urlsplit(url).scheme not in SCHEMES:
        return None
    return Span(start, end, f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">', "</a>")


def _target(entity: Json, covered: str) -> str:
    if entity["type"] == "text_link":
        return str(entity["url"])
    if entity["type"] == "url":
        return covered if "://" in covered else f"https://{covered}"
    return ""


def _slice(units: bytes, start: int, end: int) -> str:
    return units[start * 2 : end * 2].decode("utf-16-le", "replace")
