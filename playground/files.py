"""Files that bots and people sent; a file_id belongs to one bot."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable
from dataclasses import dataclass, field

from playground.errors import Json, bad_request
from playground.params import Params, Upload

MAX_DOWNLOAD = 20 * 1024 * 1024
PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class StoredFile:
    """A file with its content."""

    file_id: str
    name: str
    mime_type: str
    content: bytes
    kind: str = "Document"  # as Telegram names it where it refuses to take one for another

    @property
    def path(self) -> str:
        """The file_path that getFile gives."""
        return f"files/{self.file_id}/{self.name}"

    def as_api(self) -> Json:
        """Return what every file object of the Bot API has."""
        unique = hashlib.sha256(self.content).hexdigest()[:16]
        return {"file_id": self.file_id, "file_unique_id": unique, "file_size": len(self.content)}

    def as_document(self) -> Json:
        """Return a Bot API Document."""
        return self.as_api() | {"file_name": self.name, "mime_type": self.mime_type}

    def as_photo(self) -> list[Json]:
        """Return the PhotoSizes of a Bot API photo (one)."""
        width, height = _png_size(self.content)
        return [self.as_api() | {"width": width, "height": height}]


@dataclass
class Files:
    """The files of one bot, by file_id; `kept` is called for each new one."""

    bot_id: int
    kept: Callable[[StoredFile], None] = lambda _file: None
    by_id: dict[str, StoredFile] = field(default_factory=dict)

    def keep(self, upload: Upload, kind: str = "Document") -> StoredFile:
        """Store a file and return it; refuses an empty one."""
        if not upload.content:
            raise bad_request("file must be non-empty")
        name = upload.name.replace("/", "_").lstrip(".") or "file"
        stored = StoredFile(f"F{self.bot_id}-{len(self.by_id) + 1}", name, upload.content_type, upload.content, kind)
        self.by_id[stored.file_id] = stored
        self.kept(stored)
        return stored

    def sent(self, params: Params, kind: str) -> StoredFile:
        """Return the file that a sendPhoto or sendDocument means: uploaded now, or known by its file_id."""
        return self.named(params, params.text(kind), kind)

    def named(self, params: Params, value: str, kind: str) -> StoredFile:
        """Return the file of this kind ("photo" or "document") that `value` names; refuses one of another kind."""
        upload = params.files.get(value.removeprefix("attach://") if value.startswith("attach://") else kind)
        if upload is not None:
            return self.keep(upload, kind.capitalize())
        if not value:
            raise bad_request(f"there is no {kind} in the request")
        if value.startswith(("http://", "https://")):
            raise bad_request("Failed to get HTTP URL content")
        if value not in self.by_id:
            raise bad_request("Wrong file identifier/HTTP URL specified")
        known = self.by_id[value]
        if known.kind != kind.capitalize():
            raise bad_request(f"can't use file of type {known.kind} as {kind.capitalize()}")
        return known

    def get(self, file_id: str) -> StoredFile:
        """Return a file for getFile; refuses an unknown id and a file over 20 MB."""
        stored = self.by_id.get(file_id)
        if stored is None:
            raise bad_request("invalid file_id")
        if len(stored.content) > MAX_DOWNLOAD:
            raise bad_request("file is too big")
        return stored


def _png_size(content: bytes) -> tuple[int, int]:
    if content.startswith(PNG) and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    return 640, 480
