"""The end of a call-out and the end of an emergency: two things, each confirmed with numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from messages import staff
from messages.boards import counts, not_now, progress, title, to_board
from messages.buttons import CallOutButton, EmergencyButton, WaysToEndButton
from messages.card import Card, button
from messages.formats import day_and_time, municipality_name
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from models.call_outs import CallOut
from models.emergencies import Emergency
from services.boards import Board
from services.endings import Ended, Outlook
from services.rules.shortening import shortened

FORM = "closing"


def choose(call_outs: Sequence[CallOut], emergencies: Sequence[Emergency]) -> Card:
    """What is to end: an open call-out, or an emergency that has none."""
    rows = [
        (button(_("📣 {call_out}").format(call_out=title(one, 40)), WaysToEndButton(call_out=one.id)),)
        for one in call_outs
    ]
    rows += [
        (
            button(
                _("🏁 Emergency: {name}").format(name=_short(one)),
                EmergencyButton(act="end", emergency=one.id),
            ),
        )
        for one in emergencies
    ]
    return staff.choose(_("<b>What is to be closed?</b>"), rows)


def _short(emergency: Emergency) -> str:
    town = municipality_name(emergency.municipality)
    return f"{shortened(emergency.name, 40)} · {town}"


def nothing_open() -> Card:
    """No call-out and no emergency is left to close."""
    return Card(Html(_("No call-out and no emergency is open in your area.")))


def ways_to_end(figures: Board) -> Card:
    """This call-out, or the whole emergency."""
    call_out, emergency = figures.call_out, figures.call_out.help_request.emergency
    text = paragraphs(
        lines(fill("<b>{title}</b>", title=title(call_out)), progress(figures), counts(figures)),
        Html(_("What do you want to end? The emergency can go on after this call-out.")),
    )
    close = button(_("Close this call-out"), CallOutButton(act="close", call_out=call_out.id))
    end = button(_("End the emergency"), EmergencyButton(act="end", emergency=emergency.id))
    return Card(text, rows=((close,), (end,), (not_now(),)))


def _told(figures: Board) -> int:
    """Everybody who was asked, can be reached and didn't decline."""
    return figures.coming + figures.reserve + figures.silent


def confirm_close(figures: Board) -> Card:
    """What closing the call-out means for how many people."""
    told = _told(figures)
    text = paragraphs(
        lines(
            Html(_("🏁 <b>Close this call-out?</b>")),
            fill("{title}", title=title(figures.call_out)),
            progress(figures),
            counts(figures),
        ),
        fill(
            _(
                "{number} person is told that it is over. Nobody can reply any more.",
                "{number} people are told that it is over. Nobody can reply any more.",
                told,
            ),
            number=told,
        ),
    )
    sure = button(_("✅ Yes, close it"), CallOutButton(act="close_sure", call_out=figures.call_out.id))
    why = button(_("✍️ Close it and say why"), CallOutButton(act="close_why", call_out=figures.call_out.id))
    return Card(text, rows=((sure,), (why,), (not_now(),)))


def ask_why(figures: Board) -> Card:
    """A line to everybody who is told that it is over."""
    text = lines(
        Html(_("<b>Why does it close?</b> Type one line: everybody who is told reads it as you write it.")),
        fill("<i>{title}</i>", title=title(figures.call_out)),
    )
    return Card(text)


def subject(_draft: object) -> str:
    """What is being filled in."""
    return _("why the call-out closes")


def stopped() -> Card:
    """The question was left."""
    return Card(Html(_("Nothing was closed.")))


def closed(figures: Board) -> Card:
    """To whoever closed it; the emergency can be ended from here."""
    call_out, emergency = figures.call_out, figures.call_out.help_request.emergency
    told = _told(figures)
    news = _("🏁 <b>Closed.</b> {number} person is told.", "🏁 <b>Closed.</b> {number} people are told.", told)
    text = lines(fill(news, number=told), fill("<i>{title}</i>", title=title(call_out)))
    end = button(_("End the emergency"), EmergencyButton(act="end", emergency=emergency.id))
    return Card(text, rows=((to_board(call_out),), (end,)) if emergency.ended_at is None else ((to_board(call_out),),))


def confirm_end(seen: Outlook) -> Card:
    """What ending the emergency closes."""
    open_ones, told = len(seen.boards), sum(_told(board) for board in seen.boards)
    closes = _("• {number} open call-out is closed", "• {number} open call-outs are closed", open_ones)
    tells = _("• {number} person is told that it is over", "• {number} people are told that it is over", told)
    text = paragraphs(
        lines(Html(_("🏁 <b>End the emergency?</b>")), fill("{name}", name=_short(seen.emergency))),
        lines(fill(closes, number=open_ones), fill(tells, number=told), _waiting(seen.waiting)),
        Html(_("This can't be undone.")),
    )
    sure = button(_("✅ Yes, end it"), EmergencyButton(act="end_sure", emergency=seen.emergency.id))
    return Card(text, rows=((sure,), (not_now(),)))


def _waiting(requests: int) -> Html:
    text = _(
        "• {number} request without a call-out is closed",
        "• {number} requests without a call-out are closed",
        requests,
    )
    return fill(text, number=requests) if requests else Html("")


def ended(result: Ended) -> Card:
    """To whoever ended it."""
    closed_ones = _(
        "{number} call-out was closed, and everybody is told.",
        "{number} call-outs were closed, and everybody is told.",
        result.call_outs,
    )
    text = lines(
        Html(_("🏁 <b>The emergency has ended.</b>")),
        fill("{name}", name=_short(result.emergency)),
        fill(closed_ones, number=result.call_outs),
    )
    return Card(text)


def ended_before(emergency: Emergency, now: datetime) -> str:
    """A plain line: it ended earlier."""
    ended_at = emergency.ended_at or now
    return _("This emergency ended {when}. Nothing was changed.").format(when=day_and_time(ended_at, now))


def emergency_ended(emergency: Emergency, now: datetime) -> Card:
    """To requesters and coordinators who had a part in it."""
    text = lines(
        fill(
            _(
                "🏁 <b>The emergency has ended</b> ({when}).",
            ),
            when=day_and_time(emergency.ended_at or now, now),
        ),
        fill("{name}", name=_short(emergency)),
        Html(_("All its call-outs are closed, and everybody who was asked is told. Thank you.")),
    )
    return Card(text)
