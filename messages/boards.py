"""A call-out at a glance, for whoever leads it: the board, the choice of one, and a place that came free."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from messages import holds, places, staff
from messages.buttons import CallOutButton, EmergencyButton, NotNowButton, RequestButton, WaysToEndButton
from messages.card import Button, Card, button
from messages.formats import dated_time, day_and_time, first_name, municipality_name, time_span
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from messages.menus import slash
from models.call_outs import CallOut, CallOutState
from services.boards import Board
from services.notices import LastingCard
from services.rules.rings import PROVINCE
from services.rules.shortening import shortened

BAR = 12  # signs


def title(call_out: CallOut, most: int = 60) -> str:
    """What and where in a few words, as plain text."""
    request = call_out.help_request
    return f"{shortened(request.what, most)} · {municipality_name(request.municipality)}"


def progress(figures: Board) -> Html:
    """A bar, and how many of the people needed are coming."""
    needed, coming = figures.call_out.needed, figures.coming
    full = min(BAR, BAR * coming // needed)
    text = _("{bar} <b>{coming} of {needed}</b> is coming", "{bar} <b>{coming} of {needed}</b> are coming", coming)
    return fill(text, bar="▓" * full + "░" * (BAR - full), coming=coming, needed=needed)


def counts(figures: Board) -> Html:
    """Everybody asked who isn't coming, by what they answered; what is zero is left out."""
    reserve = _("🟡 {number} on the reserve list", "🟡 {number} on the reserve list", figures.reserve)
    declined = _("✋ {number} can't", "✋ {number} can't", figures.declined)
    silent = _("💤 {number} hasn't answered", "💤 {number} haven't answered", figures.silent)
    later = _(
        "🌙 {number} is asked after their quiet hours", "🌙 {number} are asked after their quiet hours", figures.later
    )
    home = _("🏠 {number} is kept at home", "🏠 {number} are kept at home", figures.kept_home)
    lost = _("⚠️ {number} can't be reached", "⚠️ {number} can't be reached", figures.unreachable)
    worded = (
        (reserve, figures.reserve), (declined, figures.declined),
        (silent, figures.silent - figures.later), (later, figures.later),
        (home, figures.kept_home), (lost, figures.unreachable),
    )  # fmt: skip
    return Html(" · ".join(fill(text, number=number) for text, number in worded if number))


def _offered(figures: Board) -> Html:
    text = _(
        "⏳ {number} place waits for an answer of the reserve list",
        "⏳ {number} places wait for an answer of the reserve list",
        figures.offered,
    )
    return fill(text, number=figures.offered) if figures.offered else Html("")


def _called(call_out: CallOut, now: datetime) -> Html:
    since = day_and_time(call_out.launched_at, now)
    if not call_out.ring:
        return fill(_("📣 Called out {since}: own corps"), since=since)
    if call_out.ring == PROVINCE:
        return fill(_("📣 Called out {since}: the whole province"), since=since)
    if call_out.ring > PROVINCE:
        return fill(_("📣 Called out {since}: all of Flanders"), since=since)
    return fill(
        _("📣 Called out {since}: own corps and neighbours up to ring {ring}"),
        since=since,
        ring=call_out.ring,
    )


def _wave(call_out: CallOut, now: datetime) -> Html:
    """How far a call-out is that asks people in turns."""
    due = call_out.next_wave_at
    if due is None or call_out.state is CallOutState.CLOSED or call_out.open <= 0:
        return Html("")
    if due <= now:
        return fill(_("🌊 Wave {number} is out, the next follows at once"), number=call_out.wave)
    text = _("🌊 Wave {number} is out · the next {when}, if needed")
    return fill(text, number=call_out.wave, when=dated_time(due, now))


def _leaders(call_out: CallOut) -> Html:
    emergency = call_out.help_request.emergency
    nobody = _("nobody yet")
    in_charge = first_name(emergency.in_charge.name) if emergency.in_charge else nobody
    on_site = first_name(emergency.on_site.name) if emergency.on_site else nobody
    text = _("👤 In charge: <b>{in_charge}</b> · on site: <b>{on_site}</b>")
    return fill(text, in_charge=in_charge, on_site=on_site)


def _closed_line(call_out: CallOut, now: datetime) -> Html:
    if call_out.closed_at is None:
        return Html("")
    return fill(_("🏁 <b>Closed {when}</b>"), when=day_and_time(call_out.closed_at, now))


def board(figures: Board, now: datetime) -> Card:
    """The one message that shows how a call-out stands; it is edited as replies come in."""
    call_out, request = figures.call_out, figures.call_out.help_request
    text = paragraphs(
        lines(
            _closed_line(call_out, now),
            fill("<b>{title}</b>", title=title(call_out)),
            progress(figures),
            places.filled(figures.roles),
            counts(figures),
            _offered(figures),
            _arrivals(figures, now),
            *(holds.on_board(waiting) for waiting in figures.holds),
        ),
        lines(
            fill("🕒 {when}", when=time_span(request.starts_at, request.ends_at, now)),
            _called(call_out, now),
            _wave(call_out, now),
            _leaders(call_out),
        ),
    )
    return Card(text, rows=_board_rows(figures), name=LastingCard.BOARD.about(call_out.id))


def _arrivals(figures: Board, now: datetime) -> Html:
    first, asked = figures.first_arrival, figures.unconfirmed
    when = fill(_("🕒 first at {when}"), when=day_and_time(first, now)) if first else ""
    text = _("❓ {number} not sure of the new time", "❓ {number} not sure of the new time", asked)
    return Html(" · ".join(part for part in (when, fill(text, number=asked) if asked else "") if part))


def _board_rows(figures: Board) -> tuple[tuple[Button, ...], ...]:
    call_out = figures.call_out
    if call_out.state is CallOutState.CLOSED:
        return _closed_rows(figures)
    who = button(_("👥 Who comes"), CallOutButton(act="names", call_out=call_out.id))
    assign = button(_("📋 Assign"), CallOutButton(act="assign", call_out=call_out.id))
    label = _("⏩ Ask everybody now") if call_out.next_wave_at and call_out.open > 0 else _("📣 Escalate")
    escalate = button(label, CallOutButton(act="escalate", call_out=call_out.id))
    close = button(_("🏁 Close"), WaysToEndButton(call_out=call_out.id))
    site = EmergencyButton(act="on_site", emergency=call_out.help_request.emergency_id)
    adjust = button(_("✏️ Adjust"), RequestButton(act="edit", request=call_out.help_request_id))
    write = button(_("💬 Message"), CallOutButton(act="message", call_out=call_out.id))
    return (who, assign, write), (escalate, close, *_words(figures)), (button(_("📍 I'm on site"), site), adjust)


def _words(figures: Board) -> tuple[Button, ...]:
    """What people wrote, once anybody has."""
    return (
        (button(f"💬 {figures.remarks}", CallOutButton(act="words", call_out=figures.call_out.id)),)
        if figures.remarks
        else ()
    )


def _closed_rows(figures: Board) -> tuple[tuple[Button, ...], ...]:
    call_out, emergency = figures.call_out, figures.call_out.help_request.emergency
    who = button(_("👥 Who came"), CallOutButton(act="names", call_out=call_out.id))
    end = button(_("🏁 End the emergency"), EmergencyButton(act="end", emergency=emergency.id))
    first = (who, *_words(figures))
    return (first,) if emergency.ended_at else (first, (end,))


def to_board(call_out: CallOut) -> Button:
    """Under a card that tells what was done: how it stands now."""
    return button(_("📊 Board"), CallOutButton(act="board", call_out=call_out.id))


def not_now() -> Button:
    """The way out of a question that was opened from the board."""
    return button(_("Not now"), NotNowButton())


def unchanged() -> Card:
    """What becomes of such a question after "Not now"."""
    return Card(Html(_("Nothing was changed.")))


def choose(call_outs: Sequence[CallOut], act: str) -> Card:
    """Which of several open call-outs is meant."""
    rows = [
        (button(title(call_out, 40), CallOutButton.model_validate({"act": act, "call_out": call_out.id})),)
        for call_out in call_outs
    ]
    return staff.choose(_("<b>Which call-out?</b>"), rows)


def none_open() -> Card:
    """There is nothing to show, assign, escalate or close."""
    return Card(
        fill(_("No call-out is open in your area now. You start one with {callout}."), callout=slash("callout"))
    )


def is_closed(call_out: CallOut, now: datetime) -> str:
    """A plain line for a tap that comes after the end."""
    ended = call_out.closed_at or now
    return _("This call-out closed {when}. Nothing was changed.").format(when=day_and_time(ended, now))


def closed_before(call_out: CallOut, now: datetime) -> Card:
    """The same as a message."""
    return Card(Html(is_closed(call_out, now)), rows=((to_board(call_out),),))


def on_site_noted() -> str:
    """A plain line after "I'm on site"."""
    return _("Noted: you are on site. Everybody who comes sees your name.")


def place_free(figures: Board) -> Card:
    """Somebody dropped out of a full call-out, and nobody on the reserve list can take the place."""
    empty = _("⚠️ <b>A place came free, and the reserve list is empty.</b>")
    nobody = _("⚠️ <b>A place came free, and nobody on the reserve list can come now.</b>")
    text = paragraphs(
        lines(
            Html(nobody if figures.reserve else empty),
            fill("{title}", title=title(figures.call_out)),
        ),
        progress(figures),
    )
    escalate = button(_("📣 Escalate"), CallOutButton(act="escalate", call_out=figures.call_out.id))
    again = button(_("🔁 Ask those who hadn't answered"), CallOutButton(act="ask_again", call_out=figures.call_out.id))
    rows = ((to_board(figures.call_out), escalate), *(((again,),) if figures.silent and not figures.reserve else ()))
    return Card(text, rows=rows)


def asked_again(people: int) -> str:
    """A plain line after that button."""
    if not people:
        return _("Nobody is left to ask once more.")
    return _("{number} person is asked once more.", "{number} people are asked once more.", people).format(
        number=people
    )
