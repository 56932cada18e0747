"""Formatted text, parsed by TDLib itself (tdjson), in the Bot API's terms."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from playground.errors import Json, bad_request

MAX_RAW_BYTES = 1 << 15
TYPES = {
    "textEntityTypeBold": "bold",
    "textEntityTypeItalic": "italic",
    "textEntityTypeUnderline": "underline",
    "textEntityTypeStrikethrough": "strikethrough",
    "textEntityTypeSpoiler": "spoiler",
    "textEntityTypeCode": "code",
    "textEntityTypePre": "pre",
    "textEntityTypePreCode": "pre",
    "textEntityTypeTextUrl": "text_link",
    "textEntityTypeMentionName": "text_mention",
    "textEntityTypeCustomEmoji": "custom_emoji",
    "textEntityTypeBlockQuote": "blockquote",
    "textEntityTypeExpandableBlockQuote": "expandable_blockquote",
    "textEntityTypeMention": "mention",
    "textEntityTypeHashtag": "hashtag",
    "textEntityTypeCashtag": "cashtag",
    "textEntityTypeBotCommand": "bot_command",
    "textEntityTypeUrl": "url",
    "textEntityTypeEmailAddress": "email",
    "textEntityTypePhoneNumber": "phone_number",
    "textEntityTypeBankCardNumber": "bank_card_number",
}
FOUND = {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"}
# Inside these, Telegram looks for no links, commands and the like.
OPAQUE = {"code", "pre", "text_link", "text_mention", "custom_emoji"}
PARSE_MODES: dict[str, Json] = {
    "html": {"@type": "textParseModeHTML"},
    "markdown": {"@type": "textParseModeMarkdown", "version": 1},
    "markdownv2": {"@type": "textParseModeMarkdown", "version": 2},
}


@dataclass(frozen=True)
class Formatted:
    """Text and its entities (offsets and lengths in UTF-16 units)."""

    text: str
    entities: list[Json] = field(default_factory=list)


def parse(text: str, parse_mode: str, entities: Any) -> Formatted:
    """Return the text as Telegram would show it; refuses what Telegram refuses, in TDLib's words."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_RAW_BYTES:
        raise bad_request("Text is too long")
    mode = parse_mode.lower()
    if text and mode and mode != "none":
        if mode not in PARSE_MODES:
            raise bad_request("Unsupported parse_mode")
        parsed = _execute({"@type": "parseTextEntities", "text": text, "parse_mode": PARSE_MODES[mode]})
        formatted = Formatted(parsed["text"], [_from_tdlib(entity) for entity in _known(parsed["entities"])])
    else:
        formatted = Formatted(text, [_checked(entity) for entity in entities or ()])
    return _with_found(_trimmed(formatted))


def plain(text: str) -> Formatted:
    """Return what a person typed, with its commands, links and the like marked."""
    return _with_found(Formatted(text))


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 units."""
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)


def _with_found(formatted: Formatted) -> Formatted:
    found = _known(_execute({"@type": "getTextEntities", "text": formatted.text})["entities"])
    opaque = [entity for entity in formatted.entities if entity["type"] in OPAQUE]
    new = [entity for entity in map(_from_tdlib, found) if not any(_overlap(entity, other) for other in opaque)]
    entities = [entity for entity in formatted.entities if entity["type"] not in FOUND] + new
    return Formatted(formatted.text, sorted(entities, key=lambda entity: (entity["offset"], -entity["length"])))


def _trimmed(formatted: Formatted) -> Formatted:
    text = formatted.text.strip()
    cut = utf16_length(formatted.text) - utf16_length(formatted.text.lstrip())
    end = utf16_length(text)
    entities = []
    for entity in formatted.entities:
        start, stop = max(0, entity["offset"] - cut), min(end, entity["offset"] - cut + entity["length"])
        if start < stop:
            entities.append(entity | {"offset": start, "length": stop - start})
    return Formatted(text, entities)


def _overlap(one: Json, other: Json) -> bool:
    return bool(one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"])


def _known(found: list[Json]) -> list[Json]:
    """Those of TDLib's entities that the Bot API has: to TDLib, 21:30 is a position in a film."""
    return [entity for entity in found if entity["type"]["@type"] in TYPES]


def _from_tdlib(entity: Json) -> Json:
    kind = entity["type"]
    result: Json = {
        "type": TYPES[kind["@type"]],
        "offset": entity["offset"],
        "length": entity["length"],
    }
    if kind.get("language"):
        result["language"] = kind["language"]
    if "url" in kind:
        result["url"] = kind["url"]
    if "custom_emoji_id" in kind:
        result["custom_emoji_id"] = kind["custom_emoji_id"]
    if "user_id" in kind:
        result["user"] = {"id": kind["user_id"], "is_bot": False, "first_name": ""}
    return result


def _checked(entity: Any) -> Json:
    if not isinstance(entity, dict):
        raise bad_request("can't parse MessageEntity: expected an Object")
    for name in ("offset", "length", "type"):
        if name not in entity:
            raise bad_request(f"can't parse MessageEntity: Can't find field \"{name}\"")
    if entity["type"] not in TYPES.values():
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    return entity


def _execute(request: Json) -> Json:
    answer = _tdlib().td_execute(json.dumps(request).encode())
    result: Json = json.loads(answer or b"{}")
    if result.get("@type") == "error":
        raise bad_request(result["message"])
    return result


@cache
def _tdlib() -> Any:
    import tdjson  # noqa: PLC0415  27 MB, loaded when the first text comes

    tdjson.td_execute(b'{"@type": "setLogVerbosityLevel", "new_verbosity_level": 0}')
    return tdjson
