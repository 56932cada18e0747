"""To administrators: a help request that no coordinator takes over; afterwards, who did."""

from __future__ import annotations

from datetime import datetime

from messages.buttons import TeamButton
from messages.card import Card, button
from messages.formats import clock_time, first_name, minutes, municipality_name
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from messages.requests import asked_by, facts
from models.emergencies import HelpRequest, RequestState
from services.notices import LastingCard


def unled(request: HelpRequest, now: datetime) -> Card:
    """What an administrator can do about it."""
    name, town = LastingCard.UNLED.about(request.id), municipality_name(request.municipality)
    if request.state is not RequestState.WAITING:
        return Card(_settled(request, town, now), name=name)
    waited = minutes(now - request.created_at)
    text = paragraphs(
        lines(
            fill(
                _("🆘 <b>No coordinator takes the request from {town} over</b> ({waited})."), town=town, waited=waited
            ),
            Html(_("All of them have been alerted. Call somebody, or make somebody coordinator who is awake.")),
        ),
        facts(request, now),
        asked_by(request),
    )
    team = button(_("👥 Who may do what"), TeamButton(act="show", area=str(request.municipality_nis)))
    return Card(text, rows=((team,),), name=name)


def _settled(request: HelpRequest, town: str, now: datetime) -> Html:
    if request.taken_by is None:
        return fill(_("🏁 The request from {town} is closed. You don't have to do anything."), town=town)
    text = _("✅ <b>{name} took the request from {town} over at {time}.</b> You don't have to do anything.")
    return fill(text, name=first_name(request.taken_by.name), town=town, time=clock_time(request.taken_at or now))
