"""What a person can send, as the content of a Bot API message."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from mimetypes import guess_type
from typing import Any

from playground.bots import Bot
from playground.entities import plain
from playground.errors import Json, Refused
from playground.params import Upload
from playground.people import Person

MAX_TEXT = 4096
# One transparent pixel: what a photo contains when nobody says.
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
EXAMPLE = (
    'Send one of {"text": "/start"}, {"contact": "own"}, '
    '{"contact": {"phone_number": "+32470000000", "first_name": "Nadia", "user_id": 7002}}, '
    '{"location": {"latitude": 51.03, "longitude": 4.48}}, {"link": "https://t.me/<bot>?start=x"}, '
    '{"photo": {}}, {"document": {"file_name": "a.pdf"}}, {"sticker": {"emoji": "👍"}}, {"voice": {}}, '
    '{"video": {}}, {"poll": {"question": "When?", "options": ["Monday", "Tuesday"]}}.'
)


def read_content(wish: Json, person: Person, bot: Bot) -> Json:
    """Return the content that `wish` describes; refuses (400) what isn't understood, with an example."""
    for kind, reader in READERS.items():
        if wish.get(kind) is not None:
            try:
                return reader(wish[kind], person, bot)
            except (AttributeError, KeyError, TypeError, ValueError, binascii.Error) as error:
                raise Refused(400, EXAMPLE) from error
    raise Refused(400, EXAMPLE)


def _text(value: Any, _person: Person, _bot: Bot) -> Json:
    text = str(value).strip()
    if not text or len(text) > MAX_TEXT:
        raise Refused(400, f"A message has 1 to {MAX_TEXT} characters.")
    formatted = plain(text)
    return {"text": text} | ({"entities": formatted.entities} if formatted.entities else {})


def _contact(value: Any, person: Person, _bot: Bot) -> Json:
    if value == "own":
        own = {"phone_number": person.phone_number, "first_name": person.first_name, "user_id": person.id}
        return {"contact": own | ({"last_name": person.last_name} if person.last_name else {})}
    contact = {"phone_number": str(value["phone_number"]), "first_name": str(value["first_name"])}
    return {"contact": contact | ({"user_id": int(value["user_id"])} if value.get("user_id") else {})}


def _location(value: Any, _person: Person, _bot: Bot) -> Json:
    latitude, longitude = float(value["latitude"]), float(value["longitude"])
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise Refused(400, "A latitude is between -90 and 90, a longitude between -180 and 180.")
    return {"location": {"latitude": latitude, "longitude": longitude}}


def _photo(value: Any, _person: Person, bot: Bot) -> Json:
    stored = bot.files.keep(_upload(value, "photo.png", "image/png", PIXEL), "Photo")
    return {"photo": stored.as_photo()} | _album(value) | _caption(value)


def _document(value: Any, _person: Person, bot: Bot) -> Json:
    stored = bot.files.keep(_upload(value, "document.txt", "text/plain", b"document"))
    return {"document": stored.as_document()} | _album(value) | _caption(value)


def _sticker(value: Any, _person: Person, bot: Bot) -> Json:
    stored = bot.files.keep(_upload(value, "sticker.webp", "image/webp", b"sticker"), "Sticker")
    shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
    return {"sticker": stored.as_api() | shape | {"emoji": str(value.get("emoji", "👍"))}}


def _voice(value: Any, _person: Person, bot: Bot) -> Json:
    stored = bot.files.keep(_upload(value, "voice.ogg", "audio/ogg", b"voice"), "VoiceNote")
    return {"voice": stored.as_api() | {"duration": int(value.get("duration", 1)), "mime_type": "audio/ogg"}}


def _video(value: Any, _person: Person, bot: Bot) -> Json:
    stored = bot.files.keep(_upload(value, "video.mp4", "video/mp4", b"video"), "Video")
    shape = {"width": 640, "height": 360, "duration": int(value.get("duration", 1)), "mime_type": "video/mp4"}
    return {"video": stored.as_api() | shape} | _caption(value)


def _poll(value: Any, person: Person, _bot: Bot) -> Json:
    texts = [str(text) for text in value.get("options", ["yes", "no"])]
    options = [
        {"persistent_id": str(place), "text": text, "voter_count": 0} for place, text in enumerate(texts, start=1)
    ]
    switches = dict.fromkeys(("is_closed", "allows_multiple_answers", "allows_revoting", "members_only"), False)
    poll = {"id": str(person.id), "question": str(value.get("question", "?")), "options": options, "type": "regular"}
    return {"poll": poll | switches | {"total_voter_count": 0, "is_anonymous": True}}


def _upload(value: Any, name: str, mime_type: str, content: bytes) -> Upload:
    if "content_base64" in value:
        content = base64.b64decode(value["content_base64"], validate=True)
    if "file_name" in value:
        name = str(value["file_name"])
        mime_type = guess_type(name)[0] or "application/octet-stream"
    return Upload(name, str(value.get("mime_type", mime_type)), content or b" ")


def _album(value: Any) -> Json:
    return {"media_group_id": str(value["media_group_id"])} if "media_group_id" in value else {}


def _caption(value: Any) -> Json:
    caption = str(value.get("caption", "")).strip()
    formatted = plain(caption)
    entities = {"caption_entities": formatted.entities} if formatted.entities else {}
    return {"caption": caption} | entities if caption else {}


READERS: dict[str, Callable[[Any, Person, Bot], Json]] = {
    "text": _text,
    "contact": _contact,
    "location": _location,
    "photo": _photo,
    "document": _document,
    "sticker": _sticker,
    "voice": _voice,
    "video": _video,
    "poll": _poll,
}
