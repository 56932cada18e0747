"""What a rota says by itself: the test alarm of a shift, that it wasn't answered, gaps, and a take-over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from messages.areas import area_label
from messages.buttons import DutyButton, RotaButton
from messages.card import Card, button
from messages.formats import clock_time, day_and_time
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from messages.rota_times import gap_line
from messages.staff import with_phone
from models.people import Person
from models.rota import Duty, RotaGap
from services.areas import Place, code_of
from services.notices import LastingCard
from services.rules.rota import Span


def shift_alarm(duty: Duty, place: Place, now: datetime) -> Card:
    """To whoever came on call; afterwards how it went."""
    values = {"area": area_label(place), "time": clock_time(duty.started_at)}
    name = LastingCard.SHIFT_ALARM.about(duty.id)
    if duty.ended_at:
        text = fill(
            _("📟 You were on call for {area}, until {moment}."), **values, moment=day_and_time(duty.ended_at, now)
        )
        return Card(text, name=name)
    if duty.acknowledged_at:
        text = fill(_("✅ <b>You are on call for {area}</b>, since {time}. A help request rings here."), **values)
        return Card(text, name=name)
    text = lines(
        fill(_("📟 <b>Test alarm: you are on call for {area}</b>, since {time}."), **values),
        Html(_("Tap the button, so that I know that you hear me.")),
    )
    return Card(text, rows=((button(_("✅ I am on call"), DutyButton(duty=duty.id)),),), name=name)


def shift_unanswered(duty: Duty, place: Place) -> Card:
    """To the next in line and the administrators; afterwards that it is settled."""
    name = LastingCard.SHIFT_UNANSWERED.about(duty.id)
    values = {"name": duty.person.name, "area": area_label(place)}
    if duty.acknowledged_at:
        text = _("✅ {name} answered at {time}, and is on call for {area}.")
        return Card(fill(text, **values, time=clock_time(duty.acknowledged_at)), name=name)
    text = paragraphs(
        fill(_("⚠️ <b>{name} is on call for {area} and doesn't answer the test alarm.</b>"), **values),
        fill(_("Call them: {person}. Or take over."), person=with_phone(duty.person)),
    )
    rota = button(_("📟 Rota"), RotaButton(act="show", area=code_of(place.area)))
    over = button(_("🚨 I take over"), RotaButton(act="over", area=code_of(place.area)))
    return Card(text, rows=((over, rota),) if duty.ended_at is None else ((rota,),), name=name)


def gaps(rota_id: int, place: Place, found: Sequence[RotaGap]) -> Card:
    """To those who plan: when nobody is on call; or that somebody is by now."""
    name = LastingCard.ROTA_GAPS.about(rota_id)
    if not found:
        return Card(
            fill(_("✅ Somebody is on call for {area} again, also in the next days."), area=area_label(place)),
            name=name,
        )
    area = code_of(place.area)
    text = paragraphs(
        lines(
            fill(_("⚠️ <b>Nobody is on call for {area}:</b>"), area=area_label(place)),
            *(gap_line(Span(None, gap.starts_at, gap.ends_at)) for gap in found),
        ),
        Html(_("A help request then alerts all coordinators at once. Who can do it?")),
    )
    once = button(_("➕ Once"), RotaButton(act="once", area=area))
    return Card(text, rows=((once, button(_("📟 Rota"), RotaButton(act="show", area=area))),), name=name)


def taken_over(by: Person | None, place: Place) -> Card:
    """To whoever was on call."""
    text = _("🚨 <b>{name} took over: you are no longer on call for {area}.</b> You don't have to do anything.")
    return Card(fill(text, name=by.name if by else _("A colleague"), area=area_label(place)))
