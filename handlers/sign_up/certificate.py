"""A first-aid certificate that somebody has already: asked of whoever knows first aid, and optional."""

from __future__ import annotations

from typing import Final

from handlers.forms.answers import Answer, Upload
from handlers.forms.form import Accepted, NotUnderstood, Read, Step
from handlers.sign_up.draft import PersonDraft
from handlers.visit import Visit
from messages import certificates as words
from messages.card import Card
from services.certificates import SentFile
from services.rules.certificates import FileProblem, file_problem
from services.rules.skills import SkillCode, to_bits

KNOWS_FIRST_AID: Final = to_bits([SkillCode.FIRST_AID, SkillCode.MEDICAL])


def file_in(answer: Answer, visit: Visit) -> SentFile | NotUnderstood:
    """The photo or PDF that was sent, or what was expected."""
    if not isinstance(answer, Upload):
        return NotUnderstood(words.not_a_file(FileProblem.NO_FILE, visit.policy))
    if problem := file_problem(answer.mime_type, answer.size, visit.policy.largest_certificate):
        return NotUnderstood(words.not_a_file(problem, visit.policy), tells_why=True)
    return SentFile(answer.file_id, answer.is_picture, answer.message_id, answer.album)


async def _ask(_draft: PersonDraft, _visit: Visit) -> Card:
    return words.ask()


async def _read(answer: Answer, draft: PersonDraft, visit: Visit) -> Read[PersonDraft]:
    file = file_in(answer, visit)
    return file if isinstance(file, NotUnderstood) else Accepted(draft.model_copy(update={"certificate": file}))


def _applies(draft: PersonDraft) -> bool:
    return bool(draft.skill_bits & KNOWS_FIRST_AID)


def _without(draft: PersonDraft) -> PersonDraft:
    return draft.model_copy(update={"certificate": None})


certificate_step = Step(words.STEP, _ask, _read, _applies, skip=_without)
