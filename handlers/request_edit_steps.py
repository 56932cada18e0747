"""The questions by which a help request is completed; each saves its own answer."""

from __future__ import annotations

from collections.abc import Callable

from handlers.forms.answers import Answer, Choice, Position, Words
from handlers.forms.form import Accepted, Again, NotUnderstood, Read, Step, Stop, never, nothing
from handlers.request_answers import (
    LONGEST_ADDRESS,
    LONGEST_BRING,
    LONGEST_WHAT,
    count_in,
    is_in_belgium,
    moment_in,
    text_in,
)
from handlers.skills import SkillsDraft, list_of_pages, read_skills
from handlers.staff import person_in
from handlers.visit import Visit
from messages import request_edits as words
from messages.card import Card, reply
from messages.request_form import place_abroad
from messages.staff import refused
from models.emergencies import HelpRequest
from services import request_edits
from services.authority import NotAllowed
from services.help_requests import NoLongerEditable
from services.request_edits import Changes, Edited, EndsBeforeStart, Locked
from services.rules.durations import read_duration


class EditDraft(SkillsDraft):
    """Which request, the skills as they are being toggled, and a point on the map until its address is known."""

    request: int
    latitude: float | None = None
    longitude: float | None = None


NO_POINT: Changes = {"latitude": None, "longitude": None}

Ask = Callable[[HelpRequest, EditDraft, Visit], Card]
# An answer is what it changes, or leads to another question or the same again.
Answered = Changes | Accepted[EditDraft] | Again[EditDraft] | NotUnderstood
ReadOne = Callable[[Answer, HelpRequest, EditDraft, Visit], Answered]


def _step(
    name: str, ask: Ask, read: ReadOne, page_before: Callable[[EditDraft], EditDraft | None] = nothing
) -> Step[EditDraft]:
    """Never follows another: each question is opened from the list of what can be changed."""

    async def _open(draft: EditDraft, visit: Visit) -> HelpRequest | Locked | NoLongerEditable | NotAllowed:
        return await request_edits.open_to(visit.db, person_in(visit), draft.request, words.CHANGES[name])

    async def asks(draft: EditDraft, visit: Visit) -> Card:
        request = await _open(draft, visit)
        if isinstance(request, HelpRequest):
            return ask(request, draft, visit)
        return refused() if isinstance(request, NotAllowed) else words.too_late(request)

    async def reads(answer: Answer, draft: EditDraft, visit: Visit) -> Read[EditDraft]:
        request = await _open(draft, visit)
        if not isinstance(request, HelpRequest):
            return _refused(request)
        answered = read(answer, request, draft, visit)
        if isinstance(answered, Accepted | Again | NotUnderstood):
            return answered
        return await _save(answered, draft, visit)

    return Step(name, asks, reads, never, page_before=page_before)


async def _save(changes: Changes, draft: EditDraft, visit: Visit) -> Read[EditDraft]:
    result = await request_edits.edit(visit.db, person_in(visit), draft.request, changes, visit.now, visit.policy)
    match result:
        case Edited():
            return Accepted(draft)
        case EndsBeforeStart(request):
            return NotUnderstood(words.ends_before_start(request, visit.now))
        case Locked() | NoLongerEditable() | NotAllowed():
            return _refused(result)


def _refused(why: Locked | NoLongerEditable | NotAllowed) -> Stop:
    return Stop(reply(refused() if isinstance(why, NotAllowed) else words.too_late(why)))


def _read_what(answer: Answer, _request: HelpRequest, _draft: EditDraft, _visit: Visit) -> Answered:
    text = text_in(answer, LONGEST_WHAT)
    return text if isinstance(text, NotUnderstood) else {"what": text}


def _read_where(answer: Answer, request: HelpRequest, draft: EditDraft, visit: Visit) -> Answered:
    if answer == Choice(words.UNPIN):
        return NO_POINT
    if isinstance(answer, Position):
        return _with_point(answer, request, draft, visit)
    address = text_in(answer, LONGEST_ADDRESS)
    if isinstance(address, NotUnderstood):
        return address
    another = request.latitude is not None and address != request.address
    return {"address": address, **NO_POINT} if another else {"address": address}


def _with_point(point: Position, request: HelpRequest, draft: EditDraft, visit: Visit) -> Answered:
    if not is_in_belgium(point, visit):
        return NotUnderstood(place_abroad())
    if not request.address:
        return {"latitude": point.latitude, "longitude": point.longitude}
    held = draft.model_copy(update={"latitude": point.latitude, "longitude": point.longitude})
    return Accepted(held, to="address")


def _read_address(answer: Answer, _request: HelpRequest, draft: EditDraft, _visit: Visit) -> Answered:
    point: Changes = {"latitude": draft.latitude, "longitude": draft.longitude}
    if answer == Choice(words.SAME):
        return point
    if answer == Choice(words.NOTHING):
        return {"address": "", **point}
    address = text_in(answer, LONGEST_ADDRESS)
    return address if isinstance(address, NotUnderstood) else {"address": address, **point}


def _read_count(answer: Answer, _request: HelpRequest, _draft: EditDraft, _visit: Visit) -> Answered:
    count = count_in(answer)
    return count if isinstance(count, NotUnderstood) else {"needed": count}


def _read_start(answer: Answer, _request: HelpRequest, _draft: EditDraft, visit: Visit) -> Answered:
    moment = moment_in(answer, visit)
    return moment if isinstance(moment, NotUnderstood) else {"starts_at": moment}


def _read_end(answer: Answer, request: HelpRequest, _draft: EditDraft, visit: Visit) -> Answered:
    """A length, or a moment seen from the start: "02.00" is the first one after it."""
    if isinstance(answer, Words | Choice) and (length := read_duration(_length_in(answer))):
        return {"ends_at": request.starts_at + length}
    moment = moment_in(answer, visit, since=request.starts_at)
    return moment if isinstance(moment, NotUnderstood) else {"ends_at": moment}


def _length_in(answer: Words | Choice) -> str:
    return answer.text if isinstance(answer, Words) else f"{answer.value} h"


def _ask_skills(_request: HelpRequest, draft: EditDraft, _visit: Visit) -> Card:
    return words.ask_skills(draft.categories, draft.open_page, draft.skill_bits)


def _read_skills(answer: Answer, request: HelpRequest, draft: EditDraft, _visit: Visit) -> Answered:
    picked = read_skills(answer, draft)
    if isinstance(picked, Again | NotUnderstood):
        return picked
    return {
        "skill_bits": draft.skill_bits,
        "preferred_skill_bits": request.preferred_skill_bits & ~draft.skill_bits,
    }


def _ask_preferred(_request: HelpRequest, draft: EditDraft, _visit: Visit) -> Card:
    return words.ask_preferred(draft.categories, draft.open_page, draft.skill_bits)


def _read_preferred(answer: Answer, request: HelpRequest, draft: EditDraft, _visit: Visit) -> Answered:
    picked = read_skills(answer, draft)
    if isinstance(picked, Again | NotUnderstood):
        return picked
    return {"preferred_skill_bits": draft.skill_bits & ~request.skill_bits}


def _read_bring(answer: Answer, _request: HelpRequest, _draft: EditDraft, _visit: Visit) -> Answered:
    if answer == Choice(words.NOTHING):
        return {"bring": ""}
    text = text_in(answer, LONGEST_BRING)
    return text if isinstance(text, NotUnderstood) else {"bring": text}


edit_steps = (
    _step("what", lambda request, _draft, _visit: words.ask_what(request), _read_what),
    _step("where", lambda request, _draft, _visit: words.ask_where(request), _read_where),
    _step("address", lambda request, _draft, _visit: words.ask_address(request), _read_address),
    _step("count", lambda request, _draft, _visit: words.ask_count(request), _read_count),
    _step("start", lambda request, _draft, visit: words.ask_start(request, visit.now), _read_start),
    _step("end", lambda request, _draft, visit: words.ask_end(request, visit.now), _read_end),
    _step("skills", _ask_skills, _read_skills, list_of_pages),
    _step("preferred", _ask_preferred, _read_preferred, list_of_pages),
    _step("bring", lambda request, _draft, _visit: words.ask_bring(request), _read_bring),
)
