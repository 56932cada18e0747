"""What is said about a first-aid certificate, to who sent it and to who checks it."""

from __future__ import annotations

from messages import certificate_checks, certificates
from messages.card import Card
from messages.wording import Wording, by_night
from services import loading


async def to_check(certificate_id: int, at: Wording) -> Card | None:
    found = await loading.certificate_to_check(at.db, at.person_id, certificate_id)
    return by_night(certificate_checks.ask(found), at) if found else None


async def file(certificate_id: int, at: Wording) -> Card | None:
    found = await loading.certificate_to_check(at.db, at.person_id, certificate_id)
    return certificate_checks.file(found) if found else None


async def file_gone(_id: int, _at: Wording) -> Card | None:
    return certificate_checks.file_gone()


async def reminder(certificate_id: int, at: Wording) -> Card | None:
    found = await loading.certificate_to_check(at.db, at.person_id, certificate_id)
    return by_night(certificate_checks.reminder(found, at.now), at) if found else None


async def done(certificate_id: int, at: Wording) -> Card | None:
    found = await loading.certificate_decided(at.db, at.person_id, certificate_id)
    return certificate_checks.decided(found) if found else certificate_checks.no_longer_there()


async def answer(certificate_id: int, at: Wording) -> Card | None:
    found = await loading.certificate(at.db, at.person_id, certificate_id)
    return by_night(certificates.answer(found), at) if found and found.decided_at else None


async def own_gone(_id: int, _at: Wording) -> Card | None:
    return None
