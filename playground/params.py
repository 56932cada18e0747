"""The parameters of one Bot API call, however they came: query string, form, multipart or JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from playground.errors import Json, bad_request

# Parameters that travel as JSON text inside a form.
OBJECTS = {
    "allowed_updates",
    "caption_entities",
    "commands",
    "entities",
    "link_preview_options",
    "media",
    "menu_button",
    "message_ids",
    "reply_markup",
    "reply_parameters",
    "scope",
}


@dataclass(frozen=True)
class Upload:
    """A file that came with a call."""

    name: str
    content_type: str
    content: bytes


@dataclass
class Params:
    """Values by name; unknown ones are ignored, as Telegram does."""

    values: Json = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return the value as text, "" when it is absent."""
        value = self.values.get(name)
        if isinstance(value, bool):
            return "true" if value else "false"
        return "" if value is None else str(value)

    def integer(self, name: str, default: int = 0, low: int = -(2**63), high: int = 2**63) -> int:
        """Return the value between low and high, or the default for what isn't a whole number."""
        try:
            number = int(self.text(name))
        except ValueError:
            return default
        return max(low, min(high, number))

    def flag(self, name: str) -> bool:
        """Return whether the value says yes."""
        return self.text(name).lower() in ("true", "yes", "1")

    def number(self, name: str) -> float:
        """Return the value as a decimal number; refuses an absent or a wrong one."""
        text = self.text(name).strip()
        if not text:
            raise bad_request(f"{name} is empty")
        try:
            return float(text)
        except ValueError as error:
            raise bad_request(f"{name} must be a number") from error

    def object(self, name: str, complaint: str) -> Any:
        """Return the JSON value, None when it is absent; refuses text that isn't JSON, with `complaint`."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError as error:
            raise bad_request(complaint) from error

    def chat_id(self) -> int | None:
        """Return chat_id, None when it is absent or no number."""
        try:
            return int(self.text("chat_id"))
        except ValueError:
            return None

    def as_record(self) -> Json:
        """Return the values as a test wants to look at them: JSON decoded, numbers as numbers."""
        record = {name: _readable(name, value) for name, value in self.values.items()}
        uploads = {name: {"file_name": f.name, "size": len(f.content)} for name, f in self.files.items()}
        return record | uploads


def _readable(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if name == "secret_token":
        return "(hidden)"
    if name in OBJECTS:
        try:
            return json.loads(value)
        except ValueError:
            return value
    if name in ("chat_id", "message_id", "offset", "limit", "timeout") and value.lstrip("-").isdigit():
        return int(value)
    return value


async def read_params(request: web.Request) -> Params:
    """Return what a request carries; refuses a body that cannot be read."""
    params = Params(dict(request.query))
    if request.content_type == "application/json":
        params.values |= await _read_json(request)
    elif request.content_type == "multipart/form-data":
        await _read_multipart(request, params)
    elif request.body_exists:
        params.values |= dict(await request.post())
    return params


async def _read_json(request: web.Request) -> Json:
    try:
        body = await request.json() if request.body_exists else {}
    except ValueError as error:
        raise bad_request("can't parse JSON object") from error
    if not isinstance(body, dict):
        raise bad_request("object expected as parameters")
    return body


async def _read_multipart(request: web.Request, params: Params) -> None:
    try:
        form = await request.post()
    except ValueError as error:
        raise bad_request("can't parse multipart/form-data") from error
    for name, value in form.items():
        if isinstance(value, web.FileField):
            content = value.file.read()
            params.files[name] = Upload(value.filename, value.content_type, content)
        else:
            params.values[name] = value
