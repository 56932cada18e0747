"""Who is asked to check a certificate, and what of it stands in whose chat."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.certificates import Certificate, CertificateState
from models.outbox import Method, OutboxRow, PostedCard
from models.people import Person
from models.reference import Municipality
from models.roles import Role
from services.authority import authority_of, reachable_holders
from services.notices import LastingCard, Notice, say

VERIFIERS = (Role.CORPS_ADMINISTRATOR, Role.COORDINATOR, Role.ADMINISTRATOR)
# Whoever is nearest is asked; an administrator may check any, and is asked where nobody else is there.
ASKED_FIRST = ((Role.CORPS_ADMINISTRATOR, Role.COORDINATOR), (Role.ADMINISTRATOR,))
CARDS = (LastingCard.CERTIFICATE, LastingCard.CERTIFICATE_FILE)


def home_of(person: Person) -> Municipality | None:
    """The municipality whose people check what this person sends: that of their corps, else their own."""
    return person.corps.municipality if person.corps else person.municipality


async def may_check(db: AsyncSession, by: Person, certificate: Certificate) -> bool:
    """Whether they have the authority to; nobody checks their own."""
    home = home_of(certificate.person)
    if home is None or by.id == certificate.person_id:
        return False
    return (await authority_of(db, by.id)).may_as_any(VERIFIERS, home)


async def verifiers(db: AsyncSession, certificate: Certificate) -> list[Person]:
    """Who is asked to check it now; empty where nobody is there who could."""
    home = home_of(certificate.person)
    if home is None:
        return []
    for roles in ASKED_FIRST:
        found = {person.id: person for role in roles for person in await reachable_holders(db, role, home)}
        found.pop(certificate.person_id, None)
        if found:
            return list(found.values())
    return []


async def ask(db: AsyncSession, certificate: Certificate, now: datetime) -> int:
    """Puts the certificate before everybody who may check it and hasn't got it yet; returns how many have it then."""
    people, asked = await verifiers(db, certificate), await _having(db, certificate.id)
    for person in people:
        if person.id not in asked:
            await show_to(db, person, certificate, now)
    return len(people)


async def show_to(db: AsyncSession, person: Person, certificate: Certificate, now: datetime) -> None:
    """The file, and below it the card with what can be done about it."""
    await say(db, person.id, Notice.CERTIFICATE_FILE, certificate.id, now)
    await say(db, person.id, Notice.CERTIFICATE, certificate.id, now)


async def take_back_file(db: AsyncSession, person_id: int, certificate_id: int, now: datetime) -> None:
    """Removes the message with the file from a checker's chat."""
    await say(db, person_id, Notice.CERTIFICATE_FILE_GONE, certificate_id, now, method=Method.DELETE)


async def close(db: AsyncSession, certificate: Certificate, now: datetime) -> None:
    """Nothing is to be checked any more: the file leaves every chat, and each card says what became of it."""
    for person_id in await _having(db, certificate.id):
        await _close_for(db, person_id, certificate.id, now)
    own = Notice.CERTIFICATE_OWN_GONE
    await say(db, certificate.person_id, own, certificate.id, now, method=Method.DELETE)


async def close_for_others(db: AsyncSession, certificate: Certificate, now: datetime) -> None:
    """The same for those who may no longer check it."""
    for person_id in await _having(db, certificate.id):
        if not await may_check(db, await db.get_one(Person, person_id), certificate):
            await _close_for(db, person_id, certificate.id, now)


async def leave(db: AsyncSession, person: Person, now: datetime) -> None:
    """This person holds a role less: the files that they may no longer check leave their chat."""
    posted = await db.scalars(select(PostedCard.card).where(PostedCard.chat_id == person.telegram_id))
    unsent = await db.scalars(select(OutboxRow.card).where(OutboxRow.person_id == person.id))
    found = {LastingCard.CERTIFICATE.subject_of(name) for name in {*posted, *unsent} if name}
    waits = select(Certificate).where(Certificate.id.in_(found - {None}), Certificate.state == CertificateState.PENDING)
    for certificate in (await db.scalars(waits.order_by(Certificate.id))).unique().all():
        if not await may_check(db, person, certificate):
            await _close_for(db, person.id, certificate.id, now)


async def _close_for(db: AsyncSession, person_id: int, certificate_id: int, now: datetime) -> None:
    await take_back_file(db, person_id, certificate_id, now)
    await say(db, person_id, Notice.CERTIFICATE_DONE, certificate_id, now, method=Method.EDIT)


async def _having(db: AsyncSession, certificate_id: int) -> list[int]:
    """Everybody in whose chat it stands, or to whom it is on its way."""
    names = [card.about(certificate_id) for card in CARDS]
    standing = select(Person.id).join(PostedCard, PostedCard.chat_id == Person.telegram_id)
    on_its_way = select(OutboxRow.person_id).where(OutboxRow.card.in_(names), OutboxRow.person_id.is_not(None))
    found = set(await db.scalars(standing.where(PostedCard.card.in_(names)))) | set(await db.scalars(on_its_way))
    return sorted(person_id for person_id in found if person_id is not None)
