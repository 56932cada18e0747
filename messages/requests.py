"""A help request as its requester and the coordinators see it, from the alert to the end."""

from __future__ import annotations

from datetime import datetime

from messages import places
from messages.as_written import as_written, quoted
from messages.boards import progress
from messages.buttons import RequestButton
from messages.card import Button, Card, button
from messages.formats import clock_time, day_and_time, first_name, map_link, minutes, municipality_name, time_span
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from messages.menus import slash
from messages.safety import danger
from messages.staff import with_phone
from models.emergencies import HelpRequest, RequestState
from services.boards import Board
from services.notices import LastingCard
from services.phones import readable
from services.policy import Policy
from services.rules.shortening import shortened


def facts(request: HelpRequest, now: datetime) -> Html:
    """How many, what, when and where; what has no default only as far as it was filled in."""
    people = _("<b>{number} person</b>: {what}", "<b>{number} people</b>: {what}", request.needed)
    return lines(
        fill(people, number=request.needed, what=as_written(request.what, request.requester)),
        places.wanted(request),
        fill("🕒 {when}", when=time_span(request.starts_at, request.ends_at, now)),
        _place(request),
        fill("🎒 {bring}", bring=quoted(request.bring, request.requester)) if request.bring else "",
    )


def _place(request: HelpRequest) -> Html:
    town = municipality_name(request.municipality)
    where = f"{request.address}, {town}" if request.address else town
    pinned = _("📍 {where} (with a point on the map)") if request.latitude is not None else "📍 {where}"
    return fill(pinned, where=where)


def _headline(request: HelpRequest, now: datetime) -> Html:
    values = {"town": municipality_name(request.municipality), "since": day_and_time(request.created_at, now)}
    if request.urgent:
        return fill(_("🆘 <b>Urgent help request from {town}</b> · {since}"), **values)
    return fill(_("🆘 <b>Help request from {town}</b> · {since}"), **values)


def asked_by(request: HelpRequest) -> Html:
    """Who asked, and how to reach them."""
    by = fill(_("Asked by {person}"), person=with_phone(request.requester)) if request.requester else Html("")
    if not request.on_behalf:
        return by
    entered = fill(_("Entered by {person}"), person=with_phone(request.requester)) if request.requester else Html("")
    return lines(fill(_("☎ By phone: {caller}"), caller=request.caller or _("nobody noted who called")), entered)


def alert(request: HelpRequest, viewer_id: int, now: datetime) -> Card:
    """What a coordinator sees of a request, whatever became of it: in full for whoever can act on it."""
    mine = request.taken_by_id == viewer_id
    whole = request.state is RequestState.WAITING or mine
    text = paragraphs(
        lines(_headline(request, now), _alert_state(request, now, mine=mine)),
        facts(request, now) if whole else fill("{what}", what=shortened(request.what, 80)),
        asked_by(request) if whole else "",
    )
    return Card(text, rows=_alert_rows(request, mine=mine), name=alert_name(request))


def _alert_state(request: HelpRequest, now: datetime, *, mine: bool) -> Html:
    match request.state:
        case RequestState.WAITING:
            return Html("")
        case RequestState.TAKEN:
            return _taken_line(request, now, mine=mine)
        case RequestState.CALLED_OUT:
            return fill(_("📣 <b>People are being called out.</b> See {board}"), board=slash("board"))
        case RequestState.CLOSED:
            return Html(_("🏁 <b>This request is closed.</b> You don't have to do anything."))


def _taken_line(request: HelpRequest, now: datetime, *, mine: bool) -> Html:
    values = {
        "name": first_name(request.taken_by.name) if request.taken_by else _("A colleague"),
        "time": clock_time(request.taken_at or now),
    }
    if mine:
        return fill(_("✅ <b>You took it over at {time}.</b> Now call people out."), **values)
    return fill(_("✅ <b>{name} took it over at {time}.</b> You don't have to do anything."), **values)


def _alert_rows(request: HelpRequest, *, mine: bool) -> tuple[tuple[Button, ...], ...]:
    if request.state is RequestState.WAITING:
        take = button(_("✅ Take over"), RequestButton(act="take", request=request.id))
        leave = button(_("Not for us"), RequestButton(act="pass", request=request.id))
        return ((take, leave), map_button(request)) if map_button(request) else ((take, leave),)
    if request.state is RequestState.TAKEN and mine:
        preview = button(_("👥 Who can come?"), RequestButton(act="preview", request=request.id))
        return ((preview, edit_button(request)),)
    return ()


def edit_button(request: HelpRequest) -> Button:
    """To the list of everything that can be completed."""
    return button(_("✏️ Complete or adjust"), RequestButton(act="edit", request=request.id))


def map_button(request: HelpRequest) -> tuple[Button, ...]:
    """The place on a map, where it is known."""
    link = map_link(request)
    return (Button(_("🗺 Map"), url=link),) if link else ()


def passed(request: HelpRequest) -> Card:
    """The coordinator said that it isn't theirs; one can come back on that."""
    text = lines(
        fill(
            _("You left the request from <b>{town}</b> to others."),
            town=municipality_name(request.municipality),
        ),
        Html(_("I keep calling them until somebody takes it. I call you again only if nobody else is left.")),
    )
    take = button(_("Take over after all"), RequestButton(act="take", request=request.id))
    return Card(text, rows=((take,),), name=alert_name(request))


def taken_before(request: HelpRequest, now: datetime) -> str:
    """A plain line for a coordinator who comes second."""
    name = first_name(request.taken_by.name) if request.taken_by else _("A colleague")
    time = clock_time(request.taken_at or now)
    return _("{name} took it over at {time}. You don't have to do anything.").format(name=name, time=time)


def taken(request: HelpRequest, now: datetime) -> Card:
    """To the requester: somebody leads it now, and this is whom to call."""
    return Card(_taken_text(request, now), rows=((edit_button(request),),), name=status_name(request))


def _taken_text(request: HelpRequest, now: datetime) -> Html:
    who = request.taken_by.name if request.taken_by else _("A coordinator")
    news = _("✅ <b>{name} (Red Cross) took your request over</b> at {time}.")
    return paragraphs(
        lines(
            fill(news, name=who, time=clock_time(request.taken_at or now)),
            fill(_("Questions? ☎ {phone}"), phone=readable(request.taken_by.phone))
            if request.taken_by and request.taken_by.phone
            else "",
        ),
        Html(_("☎ It came by phone, and was entered for your municipality.")) if request.on_behalf else "",
        facts(request, now),
    )


def nobody_yet(request: HelpRequest, now: datetime, policy: Policy) -> Card:
    """To the requester, each time that the coordinators are paged again."""
    news = _("⏳ <b>Nobody has taken your request over yet</b> ({waited}). I keep calling the coordinators.")
    lapsed = _(
        "⏳ <b>Nobody leads your request now</b> ({waited}): it was taken over, but nobody was called out. "
        "I am calling all coordinators again."
    )
    call = _("Urgent? Call {phone}: somebody answers day and night.")
    text = lines(
        fill(lapsed if request.taken_at else news, waited=minutes(now - request.created_at)),
        fill(call, phone=policy.duty_phone),
    )
    return Card(paragraphs(text, danger()))


def launch_reminder(request: HelpRequest, now: datetime) -> Card:
    """To whoever took the request over and has called nobody out since."""
    text = paragraphs(
        lines(
            fill(
                _("⏰ <b>You took this request over at {time}. Nobody has been called out yet.</b>"),
                time=clock_time(request.taken_at or now),
            ),
            fill(
                _("Carry on before {time}, or I call all coordinators again."),
                time=clock_time(request.launch_due_at or now),
            ),
        ),
        facts(request, now),
    )
    carry_on = button(_("✅ I'm on it: who can come?"), RequestButton(act="take", request=request.id))
    return Card(text, rows=((carry_on,), (edit_button(request),)), name=alert_name(request))


def status(request: HelpRequest, board: Board | None, now: datetime, policy: Policy) -> Card:
    """The requester's lasting card: how the request stands."""
    closed = request.state is RequestState.CLOSED
    return Card(
        _status_text(request, board, now, policy),
        rows=() if closed else ((edit_button(request),),),
        name=status_name(request),
    )


def _status_text(request: HelpRequest, board: Board | None, now: datetime, policy: Policy) -> Html:
    match request.state:
        case RequestState.WAITING:
            waits = _("⏳ <b>Your request waits for a coordinator.</b> Urgent? Call {phone}.")
            return paragraphs(fill(waits, phone=policy.duty_phone), facts(request, now), danger())
        case RequestState.TAKEN:
            return _taken_text(request, now)
        case RequestState.CALLED_OUT:
            return paragraphs(_called_out(request, board, now), _coming(board), facts(request, now))
        case RequestState.CLOSED:
            return paragraphs(_ended(board, now), _coming(board), facts(request, now))


def _called_out(request: HelpRequest, board: Board | None, now: datetime) -> Html:
    since = day_and_time(board.call_out.launched_at if board else now, now)
    lead = request.emergency.in_charge
    who = fill(_("Coordinator: {person}"), person=with_phone(lead)) if lead else Html("")
    return lines(fill(_("📣 <b>People are being called out</b> since {since}."), since=since), who)


def _coming(board: Board | None) -> Html:
    return progress(board) if board else Html("")


def _ended(board: Board | None, now: datetime) -> Html:
    if board is None or board.call_out.closed_at is None:
        return Html(_("🏁 <b>This request was closed without a call-out.</b>"))
    return fill(_("🏁 <b>This call-out closed {when}.</b>"), when=day_and_time(board.call_out.closed_at, now))


def alert_name(request: HelpRequest) -> str:
    """The name of a coordinator's lasting card."""
    return LastingCard.ALERT.about(request.id)


def status_name(request: HelpRequest) -> str:
    """The name of the requester's lasting card."""
    return LastingCard.STATUS.about(request.id)
