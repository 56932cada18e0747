"""Asked once more: the time moved, a place lapsed, people are needed after all, and reminders."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from messages.answering import answer, changed_my_mind, invitation_card, later, no, still, yes
from messages.as_written import as_written
from messages.card import Button, Card, button
from messages.formats import dated_time, municipality_name, time_span
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from models.call_outs import Invitation, InvitationState


def what_and_when(invited: Invitation, now: datetime) -> Html:
    """The call-out in three lines."""
    request = invited.call_out.help_request
    return lines(
        as_written(request.what, request.requester),
        fill("🕒 <b>{when}</b>", when=time_span(request.starts_at, request.ends_at, now)),
        fill("📍 {where}", where=municipality_name(request.municipality)),
    )


def time_changed(invited: Invitation, now: datetime) -> Card:
    """The new time, and the question that belongs to what they had answered."""
    asks, *rows = _asked(invited, now)
    text = paragraphs(Html(_("⚠️ <b>The time has changed.</b>")), what_and_when(invited, now), asks)
    return invitation_card(invited, text, *rows)


def _asked(invited: Invitation, now: datetime) -> tuple[Html, tuple[Button, ...], tuple[Button, ...]]:
    match invited.state:
        case InvitationState.COMING:
            return _still_coming(invited, now), (still(invited), no(invited)), (later(invited),)
        case InvitationState.RESERVE:
            return Html(_("You stay on the reserve list. Can't you come then? Tap.")), (changed_my_mind(invited),), ()
        case InvitationState.DECLINED:
            after_all = button(_("I can come after all"), answer("yes", invited))
            return (
                Html(_("You couldn't come. Does this suit you? If not, you don't have to do anything.")),
                (after_all,),
                (),
            )
        case InvitationState.SILENT:
            return Html(_("Can you come then?")), (yes(invited), no(invited)), (later(invited),)


def _still_coming(invited: Invitation, now: datetime) -> Html:
    if invited.confirm_until is None:
        return Html(_("Are you still coming?"))
    text = _("<b>Are you still coming?</b> I keep your place until {when}.")
    return fill(text, when=dated_time(invited.confirm_until, now))


def place_lapsed(invited: Invitation, now: datetime) -> Card:
    """They didn't say in time that they come at the new time as well."""
    text = paragraphs(
        Html(_("⌛ <b>I haven't heard whether you still come. Your place is free for others now.</b>")),
        what_and_when(invited, now),
        Html(_("Can you come? Tap: you get a place if there still is one.")),
    )
    return invitation_card(invited, text, (yes(invited), no(invited)), (later(invited),))


def once_more(invited: Invitation, now: datetime) -> Card:
    """There were enough people, and now somebody is needed after all."""
    text = paragraphs(Html(_("📣 <b>A place came free: can you come after all?</b>")), what_and_when(invited, now))
    return invitation_card(invited, text, (yes(invited), no(invited)), (later(invited),))


def reminder(card: Card) -> Card:
    """The invitation with a word on it that this is the only time that it is repeated."""
    news = Html(_("⏰ <b>You haven't answered yet.</b> I ask this once more only."))
    return replace(card, text=paragraphs(news, Html(card.text)))


def start_reminder(card: Card, invited: Invitation, now: datetime) -> Card:
    """The briefing with when it begins on top."""
    news = fill(
        _("⏰ <b>Don't forget: it begins {when}.</b>"), when=dated_time(invited.call_out.help_request.starts_at, now)
    )
    return replace(card, text=paragraphs(news, Html(card.text)))
