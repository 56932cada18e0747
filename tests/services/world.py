"""Rows for tests that need no chat: a request in Mechelen, people in corps, a call-out."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, Invitation
from models.consents import ConsentState, GuardianConsent, Relation
from models.corps import Corps
from models.emergencies import Emergency, HelpRequest, RequestState
from models.people import Person
from services import corps as corps_service
from services.rules.availability import ALWAYS
from tests.harness.clock import TUESDAY_EVENING

MECHELEN = 12025


async def founded(db: AsyncSession, nis: int = MECHELEN) -> Corps:
    return await corps_service.of_municipality(db, nis) or (await corps_service.found(db, nis, TUESDAY_EVENING)).corps  # type: ignore[union-attr]


async def member(db: AsyncSession, number: int, corps: Corps, **traits: Any) -> Person:
    usual: dict[str, Any] = {
        "birth_date": date(1990, 1, 1),
        "availability": ALWAYS,
        "call_always": False,
        "skill_bits": 0,
        "reachable": True,
        "corps_id": corps.id,
    }
    person = Person(
        telegram_id=number,
        language="nl",
        name=f"Member {number}",
        created_at=TUESDAY_EVENING,
        signed_up_at=TUESDAY_EVENING,
        municipality_nis=corps.municipality_nis,
        **{**usual, **traits},
    )
    db.add(person)
    await db.flush()
    return person


async def agreed(db: AsyncSession, minor: Person) -> GuardianConsent:
    """A parent has agreed that this minor is called out."""
    consent = GuardianConsent(
        person_id=minor.id, state=ConsentState.GIVEN, asked_at=TUESDAY_EVENING, answered_at=TUESDAY_EVENING,
        guardian_name="Mia Maes", relation=Relation.PARENT,
    )  # fmt: skip
    db.add(consent)
    await db.flush()
    return consent


async def request(
    db: AsyncSession, *, nis: int = MECHELEN, starts_at: datetime = TUESDAY_EVENING, **wish: Any
) -> HelpRequest:
    usual: dict[str, Any] = {
        "needed": 10,
        "urgent": True,
        "minimum_age": 18,
        "skill_bits": 0,
        "ends_at": starts_at + timedelta(hours=4),
    }
    emergency = Emergency(name="Flood", municipality_nis=nis, opened_at=TUESDAY_EVENING)
    asked = HelpRequest(
        emergency=emergency,
        municipality_nis=nis,
        what="Fill sandbags",
        address="Zoutwerf 5",
        starts_at=starts_at,
        created_at=TUESDAY_EVENING,
        state=RequestState.TAKEN,
        launch_due_at=TUESDAY_EVENING,
        **{**usual, **wish},
    )
    db.add(asked)
    await db.flush()
    await db.refresh(asked)
    return asked


async def call_out(db: AsyncSession, asked: HelpRequest, people: list[Person]) -> tuple[CallOut, list[Invitation]]:
    out = CallOut(
        help_request=asked, needed=asked.needed, filled=0, answers=0, ring=0,
        launched_at=TUESDAY_EVENING, board_due_at=TUESDAY_EVENING,
    )  # fmt: skip
    db.add(out)
    await db.flush()
    invitations = [
        Invitation(call_out_id=out.id, person_id=person.id, ring=0, asked_at=TUESDAY_EVENING) for person in people
    ]
    db.add_all(invitations)
    await db.flush()
    return out, invitations
