"""The files that go with a card: made or looked up when it is sent, from the ids that it carries."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from messages import timeline
from messages.card import Attachment, AttachmentKind
from messages.drawing import to_pdf, to_png
from messages.formats import ZONE
from messages.paper import Sheet
from messages.posters import poster
from messages.wording import Wording
from services import corps, loading, personal_data
from services import timeline as timelines
from services.personal_data import Held
from services.timeline import Timeline


@dataclass(frozen=True)
class File:
    """`is_picture`: the chat shows it; else it is offered as a document to keep and to print."""

    name: str
    content: bytes
    is_picture: bool


@dataclass(frozen=True)
class Forwarded:
    """A file that Telegram has already, by the name that it gave it to this bot; `is_picture` as it was sent."""

    file_id: str
    is_picture: bool


Drawing = Callable[[], File | Forwarded]  # takes a fraction of a second of computing, and needs no database


async def drawing(attachment: Attachment, at: Wording) -> Drawing | None:
    """How to make the file; None where there is nothing left to make it of."""
    return await _MAKERS[attachment.kind](attachment.subject_id, at)


async def _poster_picture(corps_id: int, at: Wording) -> Drawing | None:
    found = await _poster(corps_id, at)
    return partial(_picture, *found) if found else None


async def _poster_paper(corps_id: int, at: Wording) -> Drawing | None:
    found = await _poster(corps_id, at)
    return partial(_paper, *found, at.now) if found else None


async def _poster(corps_id: int, at: Wording) -> tuple[str, str, str] | None:
    found = await corps.by_id(at.db, corps_id)
    if found is None:
        return None
    return found.slug, found.municipality.name_nl, at.start_link(found.slug)


def _picture(slug: str, municipality: str, link: str) -> File:
    return File(f"paraat-{slug}.png", to_png(poster(municipality, link)), is_picture=True)


def _paper(slug: str, municipality: str, link: str, now: datetime) -> File:
    return File(f"paraat-{slug}.pdf", to_pdf(poster(municipality, link), now), is_picture=False)


async def _my_data(person_id: int, at: Wording) -> Drawing | None:
    person = await loading.person(at.db, person_id)
    if person is None:
        return None
    held = await personal_data.held_about(at.db, person)
    return partial(_data_file, held, at.now)


def _data_file(held: Held, now: datetime) -> File:
    day = now.astimezone(ZONE).date().isoformat()
    return File(f"paraat-{day}.json", personal_data.as_json(held, now), is_picture=False)


async def _certificate(certificate_id: int, at: Wording) -> Drawing | None:
    found = await loading.certificate_to_check(at.db, at.person_id, certificate_id)
    if found is None or found.file_id is None:
        return None
    return partial(Forwarded, found.file_id, bool(found.is_picture))


async def _timeline(request_id: int, at: Wording) -> Drawing | None:
    person = await loading.person(at.db, at.person_id)
    seen = await timelines.timeline(at.db, person, request_id) if person else None
    if not isinstance(seen, Timeline):
        return None
    return partial(File, f"paraat-{request_id}.txt", timeline.as_text(seen, at.now).encode(), is_picture=False)


async def _removed(_subject: int, _at: Wording) -> Drawing | None:
    return _nothing


def _nothing() -> File:
    return File("removed.png", to_png(Sheet("", 20, 20, ())), is_picture=True)


_MAKERS: dict[AttachmentKind, Callable[[int, Wording], Awaitable[Drawing | None]]] = {
    AttachmentKind.POSTER_PICTURE: _poster_picture,
    AttachmentKind.POSTER_PAPER: _poster_paper,
    AttachmentKind.MY_DATA: _my_data,
    AttachmentKind.CERTIFICATE: _certificate,
    AttachmentKind.TIMELINE: _timeline,
    AttachmentKind.REMOVED: _removed,
}
