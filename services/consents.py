"""Whether a minor may be called out: what a parent or guardian said, as far as it counts now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql import ColumnElement

from models.call_outs import Invitation
from models.consents import ConsentState, GuardianConsent
from models.people import Person
from services.policy import Policy
from services.rules.age import ADULT_AGE, is_minor, latest_birth_date
from services.rules.eligibility import needs_consent


@dataclass(frozen=True)
class Standing:
    """`needed`: they are a `minor` today, and the policy asks for consent. `latest`: the last question or answer."""

    minor: bool
    needed: bool
    latest: GuardianConsent | None

    @property
    def given(self) -> bool:
        return self.latest is not None and self.latest.state is ConsentState.GIVEN

    @property
    def missing(self) -> bool:
        """They get no call-outs because of it."""
        return self.needed and not self.given


async def standing(db: AsyncSession, person: Person, now: datetime, policy: Policy) -> Standing:
    """How it stands for this volunteer today."""
    theirs = select(GuardianConsent).where(GuardianConsent.person_id == person.id)
    latest = await db.scalars(theirs.order_by(GuardianConsent.id.desc()).limit(1))
    minor = person.birth_date is not None and is_minor(person.birth_date, today(now, policy))
    return Standing(minor, is_needed(person, now, policy), latest.unique().one_or_none())


def is_needed(person: Person, now: datetime, policy: Policy) -> bool:
    """Whether this volunteer is called out today only if a guardian agrees."""
    if person.signed_up_at is None or person.birth_date is None:
        return False
    return needs_consent(person.birth_date, today(now, policy), asked=policy.guardian_consent)


def today(now: datetime, policy: Policy) -> date:
    """The day on the local clock."""
    return now.astimezone(policy.zone).date()


def may_be_called_on(day: date, policy: Policy) -> ColumnElement[bool]:
    """A condition on `Person`, the twin of `rules.eligibility.needs_consent`: adult on that day, or with consent."""
    if not policy.guardian_consent:
        return true()
    given = select(GuardianConsent.id).where(
        GuardianConsent.person_id == Person.id, GuardianConsent.state == ConsentState.GIVEN
    )
    return or_(Person.birth_date <= latest_birth_date(ADULT_AGE, day), exists(given))


async def allows(db: AsyncSession, invitation: Invitation, policy: Policy) -> bool:
    """Whether the invited person may still come: consent can be withdrawn after they were asked."""
    if invitation.person is None:
        return False
    born, day = invitation.person.birth_date, today(invitation.call_out.help_request.starts_at, policy)
    if born and not needs_consent(born, day, asked=policy.guardian_consent):
        return True
    may = select(Person.id).where(Person.id == invitation.person_id, may_be_called_on(day, policy))
    return await db.scalar(may) is not None
