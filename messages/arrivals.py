"""When somebody who comes will be there: the times to tap, and the question for another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from messages.answering import answer, invitation_card
from messages.asked_again import what_and_when
from messages.buttons import ArrivalButton
from messages.card import Button, Card, button
from messages.formats import clock_time, day_and_time, minutes
from messages.html import Html, fill, paragraphs
from messages.language import _
from models.call_outs import Invitation

FORM = "arrival"


def choose(invited: Invitation, offers: Mapping[timedelta, datetime], now: datetime) -> Card:
    """Now or later: a tap says yes with that time."""
    text = paragraphs(
        Html(_("🕒 <b>When will you be there?</b> A tap says that you are coming.")), what_and_when(invited, now)
    )
    early = button(_("✅ On time"), ArrivalButton(invitation=invited.id, at=0))
    times = tuple(at_button(invited, moment, minutes(by)) for by, moment in offers.items())
    other = button(_("⌨️ Another time"), answer("when", invited))
    return invitation_card(invited, text, (early,), times, (other, button(_("❌ I can't"), answer("no", invited))))


def at_button(invited: Invitation, moment: datetime, later_by: str = "") -> Button:
    """A yes with that time of arrival."""
    at = int(moment.timestamp()) // 60
    label = "🕒 {time} (+{later_by})" if later_by else "🕒 {time}"
    words = label.format(time=clock_time(moment), later_by=later_by)
    return button(words, ArrivalButton(invitation=invited.id, at=at))


def moment_of(minute: int) -> datetime | None:
    """What such a button carries; None for as early as can be."""
    return datetime.fromtimestamp(minute * 60, UTC) if minute else None


def ask_when() -> Card:
    """Another time, typed."""
    return Card(Html(_("<b>When will you be there?</b> Type it like <b>21.30</b> or <b>in 40 minutes</b>.")))


def after_the_end(invited: Invitation, now: datetime) -> Card:
    """That time is past, or after it is over."""
    text = _("It lasts until {end}. Type when you will be there before that, like <b>21.30</b>.")
    return Card(fill(text, end=day_and_time(invited.call_out.help_request.ends_at, now)))


def passed(invited: Invitation, now: datetime) -> str:
    """A plain line for a tap on a time that can no longer be."""
    text = _("That can't be any more: it lasts until {end}. Choose another time.")
    return text.format(end=day_and_time(invited.call_out.help_request.ends_at, now))


def subject(_draft: object) -> str:
    """What is being filled in."""
    return _("when you will be there")


def stopped() -> Card:
    """The question was left: what they answered before stays."""
    return Card(Html(_("Nothing was changed.")))
