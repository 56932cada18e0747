"""What is said to a person about themselves."""

from __future__ import annotations

from messages import guardians, pauses, privacy, staying, test_alarms, volunteers_act
from messages.card import Card
from messages.wording import Wording
from services import loading, retention
from services.authority import grants_of
from services.rules.retention import erased_on


async def pause_ended(_id: int, at: Wording) -> Card | None:
    person = await loading.person(at.db, at.person_id)
    return pauses.over() if person and not person.paused_at else None


async def try_out(_id: int, at: Wording) -> Card | None:
    person = await loading.person(at.db, at.person_id)
    return test_alarms.alarm(person, at.now) if person else None


async def privacy_notice(_id: int, at: Wording) -> Card | None:
    return privacy.renewed(at.policy)


async def still_in(_id: int, at: Wording) -> Card | None:
    person = await loading.person(at.db, at.person_id)
    if person is None or person.stay_asked_at is None:
        return None
    last_day = erased_on(at.policy.retention, person.stay_asked, person.stay_asked_at)
    return staying.still_in(person, last_day, has_role=bool(await grants_of(at.db, person.id)))


async def role_silent(grant_id: int, at: Wording) -> Card | None:
    overdue = await retention.silent_role(at.db, at.person_id, grant_id)
    return staying.role_silent(overdue) if overdue else None


async def rights(_id: int, at: Wording) -> Card | None:
    return volunteers_act.card(at.policy)


async def guardian_answered(consent_id: int, at: Wording) -> Card | None:
    consent = await loading.consent(at.db, consent_id)
    return guardians.answered(consent) if consent else None


async def consent_missing(_id: int, at: Wording) -> Card | None:
    standing = await loading.consent_of(at.db, at.person_id, at.now, at.policy)
    return guardians.still_missing(standing) if standing and standing.missing else None


async def adult_now(_id: int, _at: Wording) -> Card | None:
    return guardians.adult()
