"""Everything once more, each answer with its own way back, and the end."""

from __future__ import annotations

from handlers.forms.answers import Answer, Choice
from handlers.forms.form import Accepted, NotUnderstood, Read, Step
from handlers.sign_up.draft import PersonDraft, today
from handlers.visit import Visit
from messages import group_joining as group_words
from messages import guardians as guardian_words
from messages import summary as words
from messages.card import Card, Reply, reply
from messages.forms import tap_a_button
from messages.html import Html
from messages.sign_up import too_young
from models.people import Person
from services import certificates, corps, group_joining, guardians, people
from services.groups import GroupOf
from services.guardians import Link, NotNeeded
from services.people import Registered, SignUp, TooYoung
from services.reference import municipality
from services.rules.age import is_minor


async def _ask(draft: PersonDraft, visit: Visit) -> Card:
    return words.summary(await _answers(draft, visit))


async def _read(answer: Answer, draft: PersonDraft, _visit: Visit) -> Read[PersonDraft]:
    match answer:
        case Choice(words.CONFIRM):
            return Accepted(draft)
        case Choice(step) if step in words.EDITABLE:
            return Accepted(draft.model_copy(update={"return_to": words.SUMMARY}), to=step)
        case _:
            return NotUnderstood(tap_a_button())


summary_step = Step(words.SUMMARY, _ask, _read)


async def _answers(draft: PersonDraft, visit: Visit) -> words.Answers:
    """The draft as a whole: nobody comes to the summary past the questions that these two answer."""
    assert draft.birth_date is not None
    assert draft.town is not None
    return words.Answers(
        birth_date=draft.birth_date,
        name=draft.name,
        phone=draft.phone,
        home=await municipality(visit.db, draft.town),
        corps=await corps.by_id(visit.db, draft.corps) if draft.corps else None,
        skill_bits=draft.skill_bits,
        availability=draft.availability,
        call_always=draft.call_always,
        minor=is_minor(draft.birth_date, today(visit)),
        emergency_name=draft.emergency_name,
        emergency_phone=draft.emergency_phone,
        certificate=draft.certificate,
    )


async def finish(draft: PersonDraft, visit: Visit) -> Reply:
    """Signs the person up, and says what happens next."""
    answers = await _answers(draft, visit)
    assert draft.privacy_shown_at is not None
    form = SignUp(
        telegram_id=visit.telegram_id,
        language=draft.language,
        privacy_version=draft.privacy_version,
        privacy_shown_at=draft.privacy_shown_at,
        birth_date=answers.birth_date,
        name=draft.name,
        phone=draft.phone,
        municipality_nis=answers.home.nis,
        corps_id=draft.corps,
        wants_news=draft.corps is None,
        skill_bits=draft.skill_bits,
        availability=draft.availability,
        call_always=draft.call_always,
        emergency_name=draft.emergency_name,
        emergency_phone=draft.emergency_phone,
        rights_version=draft.rights_version,
        rights_shown_at=draft.rights_shown_at,
    )
    match await people.sign_up(visit.db, form, visit.now, visit.policy):
        case Registered(person):
            if draft.certificate:
                await certificates.send(visit.db, person, draft.certificate, visit.now, visit.policy)
            return await _welcome(person, await _group(draft, person, visit), visit, minor=answers.minor)
        case TooYoung():
            return reply(too_young(known=visit.person is not None))


async def _group(draft: PersonDraft, person: Person, visit: Visit) -> Html:
    """What became of the group by whose link they came; empty where there was none."""
    if not draft.group:
        return Html("")
    joined = await group_joining.join(visit.db, person, draft.group, visit.now, visit.policy)
    return group_words.in_group(joined.group) if isinstance(joined, GroupOf) else group_words.not_in_group()


async def _welcome(person: Person, group: Html, visit: Visit, *, minor: bool) -> Reply:
    """A minor also gets the link for their guardian."""
    link = visit.start_link(person.corps.slug) if person.corps else ""
    match await guardians.make_link(visit.db, person, visit.now, visit.policy):
        case Link() as asked:
            to_pass_on = guardian_words.to_pass_on(person, visit.start_link(asked.payload), asked.expires_at)
            return reply(words.signed_up(person, link, minor=minor, group=group, waits=True), to_pass_on)
        case NotNeeded():
            return reply(words.signed_up(person, link, minor=minor, group=group))
