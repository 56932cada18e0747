"""The members of a corps by name, and one of them in detail: for those who run the corps."""

from __future__ import annotations

from datetime import date, datetime

from messages.buttons import MemberButton, MemberContactButton, MembersButton, MinorButton
from messages.card import Card, button
from messages.certificate_lines import certificates_text
from messages.corps_overview import to_overview
from messages.formats import ZONE, long_date, municipality_name, number_text
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from messages.lists import numbered, turning
from messages.looks import emergency_contact, emergency_contact_label
from messages.skills import skill_names
from models.people import Person
from services.members import Listed, Member, MemberStatus, NoLongerMember, Roster
from services.phones import readable
from services.rules.age import age_on, is_minor


def roster(seen: Roster, now: datetime) -> Card:
    """A page of names; a number leads to the details."""
    corps, page = seen.corps, seen.page
    today = now.astimezone(ZONE).date()
    heading = fill(
        _("<b>Members of the corps of {municipality}</b> ({number})"),
        municipality=municipality_name(corps.municipality),
        number=number_text(page.total),
    )
    if not page.total:
        return Card(lines(heading, Html(_("Nobody yet."))), rows=((to_overview(corps),),))
    names = [
        fill("{number}. {person}", number=number, person=_name(listed, today))
        for number, listed in enumerate(page.items, start=page.first)
    ]
    hint = _("Tap a number for phone, age and skills. I note who looked.") if seen.may_look else ""

    def details(listed: Listed) -> MemberButton | None:
        return MemberButton(corps=corps.id, person=listed.person.id, page=page.number) if seen.may_look else None

    rows = (
        *numbered(page, details),
        *turning(page, lambda number: MembersButton(corps=corps.id, page=number), to_overview(corps)),
    )
    return Card(paragraphs(heading, lines(*names), Html(hint)), rows=rows)


def _name(listed: Listed, today: date) -> Html:
    person = listed.person
    minor = person.birth_date is not None and is_minor(person.birth_date, today)
    waits = listed.status is MemberStatus.WAITS_FOR_CONSENT
    text = _("{name} (under 18, waits for consent)") if waits else _("{name} (under 18)") if minor else "{name}"
    name = fill(text, name=person.name)
    lost = listed.status is MemberStatus.UNREACHABLE
    return fill("{name} ⚠️", name=name) if lost else name


def member(seen: Member, page: int, now: datetime) -> Card:
    """Phone, age, skills, and since when they have been signed up."""
    person = seen.listed.person
    text = paragraphs(
        fill("<b>{name}</b>", name=person.name),
        lines(
            fill(_("☎ {phone}"), phone=readable(person.phone)) if person.phone else "",
            _born(person, now),
            fill(_("Good at: {skills}"), skills=skill_names(person.skill_bits)),
            fill(
                _("First-aid certificate: {text}"),
                text=certificates_text(seen.certificates, now.astimezone(ZONE).date()),
            ),
            _since(person),
        ),
        _not_called(seen.listed),
        emergency_contact(person) if seen.with_contact else "",
    )
    ask = button(emergency_contact_label(), MemberContactButton(corps=seen.corps.id, person=person.id, page=page))
    back = button(_("⬅️ Members"), MembersButton(corps=seen.corps.id, page=page))
    consent = button(_("👤 Consent"), MinorButton(act="show", corps=seen.corps.id, person=person.id, page=0))
    minor = person.birth_date and is_minor(person.birth_date, now.astimezone(ZONE).date())
    more = (*(() if seen.with_contact else (ask,)), *((consent,) if minor else ()))
    return Card(text, rows=(*((each,) for each in more), (back,)))


def _born(person: Person, now: datetime) -> Html:
    born, today = person.birth_date, now.astimezone(ZONE).date()
    if born is None:
        return Html("")
    text = (
        _("Born on {day}: {age} years old, under 18") if is_minor(born, today) else _("Born on {day}: {age} years old")
    )
    return fill(text, day=long_date(born), age=age_on(born, today))


def _since(person: Person) -> Html:
    if person.signed_up_at is None:
        return Html("")
    return fill(_("Signed up on {day}"), day=long_date(person.signed_up_at.astimezone(ZONE).date()))


def _not_called(listed: Listed) -> Html:
    if listed.status is MemberStatus.WAITS_FOR_CONSENT:
        return Html(_("⏳ They get no call-outs: a parent or guardian must agree first."))
    if listed.status is not MemberStatus.UNREACHABLE:
        return Html("")
    return Html(_("⚠️ My messages don't reach them any more. Is it important? Then call."))


def no_longer_member(seen: NoLongerMember) -> str:
    """A toast."""
    name = municipality_name(seen.corps.municipality)
    return _("They are no longer in the corps of {name}.").format(name=name)
