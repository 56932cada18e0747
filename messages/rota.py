"""An area's rota: who is on call now and next, what is planned, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from messages.areas import area_label, area_name
from messages.buttons import RotaButton, RotaOutButton
from messages.card import Button, Card, button
from messages.formats import dated_time, name_of
from messages.html import Html, fill, lines, paragraphs
from messages.language import _, mark
from messages.lists import rows_of
from messages.rota_times import gap_line, shift_text, span_text, until_text
from models.rota import Reason
from services.areas import Area, code_of
from services.rota import RotaView, Turn

MOST_LINES = 20
MOST_GAPS = 3
REASONS = {Reason.SWAP: mark("swap"), Reason.TAKE_OVER: mark("taken over")}


def view(seen: RotaView, now: datetime) -> Card:
    """The whole rota, or how to begin one."""
    head = fill(_("📟 <b>On call: {area}</b>"), area=area_name(seen.place))
    body = (*_now(seen, now), _planned(seen)) if seen.begun else (_how_to_begin(seen), _wider(seen))
    return Card(paragraphs(head, *body), rows=_rows(seen))


def _how_to_begin(seen: RotaView) -> Html:
    text = _(
        "There is no rota for {area} yet: a help request alerts all coordinators at once.\n"
        "Begin with shifts that come back every week, such as <b>Mon-Fri 8-20</b> and <b>Mon-Fri 20-8</b>. "
        "Holidays and the like go over them: a shift that comes once."
    )
    if seen.wider:
        text = _(
            "There is no rota for {area} itself.\n"
            "You can begin one with shifts that come back every week, such as <b>Mon-Fri 8-20</b>. "
            "It goes before the wider one."
        )
    return fill(text, area=area_label(seen.place))


def _now(seen: RotaView, now: datetime) -> Iterator[Html]:
    current = seen.now
    yield lines(
        fill(_("✅ <b>Now: {name}</b>, {until}"), name=current.person.name, until=until_text(current.end, now))
        if current
        else Html(_("⚠️ <b>Now: nobody</b>")),
        _next(seen.next, now) if seen.next else "",
        _wider(seen) if not current else "",
    )
    if seen.gaps:
        yield lines(Html(_("⚠️ <b>Nobody in the next days:</b>")), *(gap_line(gap) for gap in seen.gaps[:MOST_GAPS]))


def _next(turn: Turn, now: datetime) -> Html:
    return fill(_("Then: {name}, from {moment}"), name=turn.person.name, moment=dated_time(turn.start, now))


def _wider(seen: RotaView) -> Html:
    text = _("On call for {area}: {name}")
    return lines(*(fill(text, area=area_label(place), name=person.name) for place, person in seen.wider))


def _planned(seen: RotaView) -> Html:
    return lines(
        Html(_("<b>Every week</b>")) if seen.weekly else "",
        *(fill("{number}. {line}", number=number, line=line) for number, line in _lines(seen)[: len(seen.weekly)]),
        Html(_("<b>Once</b>")) if seen.exceptions else "",
        *(fill("{number}. {line}", number=number, line=line) for number, line in _lines(seen)[len(seen.weekly) :]),
    )


def _lines(seen: RotaView) -> list[tuple[int, str]]:
    weekly = [f"{shift_text(shift)} · {shift.person.name}" for shift in seen.weekly]
    once = [
        f"{span_text(each.starts_at, each.ends_at)} · {name_of(each.person)}{_why(each.reason)}"
        for each in seen.exceptions
    ]
    return list(enumerate([*weekly, *once], start=1))[:MOST_LINES]


def _why(reason: Reason) -> str:
    return f" ({_(REASONS[reason])})" if reason in REASONS else ""


def _rows(seen: RotaView) -> tuple[tuple[Button, ...], ...]:
    area = code_of(seen.place.area)
    plan = (
        button(_("➕ Every week"), RotaButton(act="week", area=area)),
        button(_("➕ Once"), RotaButton(act="once", area=area)),
    )
    over = (button(_("🚨 I take over"), RotaButton(act="over", area=area)),) if _may_take_over(seen) else ()
    swap = (button(_("🔁 Swap"), RotaButton(act="swap", area=area)),) if seen.asks else ()
    out = (button(_("🗑 Take out"), RotaButton(act="out", area=area)),) if seen.begun else ()
    return tuple(row for row in (plan, (*over, *swap), out) if row)


def _may_take_over(seen: RotaView) -> bool:
    return seen.coordinates and seen.begun


def take_out(seen: RotaView) -> Card:
    """Which line goes; a number is enough."""
    data = [
        *(RotaOutButton(kind="week", shift=shift.id) for shift in seen.weekly),
        *(RotaOutButton(kind="once", shift=each.id) for each in seen.exceptions),
    ]
    cells = [button(str(number), each) for number, each in enumerate(data[:MOST_LINES], start=1)]
    text = paragraphs(_planned(seen), Html(_("Tap the number of the shift that goes. Nobody asks once more.")))
    return Card(text, rows=(*rows_of(cells), (back(seen.place.area),)))


def back(area: Area) -> Button:
    """To the rota."""
    return button(_("⬅️ Rota"), RotaButton(act="show", area=code_of(area)))


def only_planners() -> Card:
    """For whoever asks without a role that plans."""
    return Card(Html(_("Only coordinators and administrators see the rota. I did nothing.")))


def ask_take_over(seen: RotaView, now: datetime) -> Card:
    """Once more before it is so: somebody else stops being on call."""
    if seen.now:
        text = fill(
            _("<b>Take over from {name} now?</b> You are on call {until}. I tell {name} at once."),
            name=seen.now.person.name,
            until=until_text(seen.now.end, now),
        )
    else:
        text = Html(_("<b>Take over now?</b> Nobody is on call. You are, until the next shift begins."))
    sure = button(_("🚨 Yes, I am on call"), RotaButton(act="over_sure", area=code_of(seen.place.area)))
    return Card(text, rows=((sure,), (back(seen.place.area),)))


def took_over() -> str:
    """A toast."""
    return _("You are on call now.")


def on_call_already() -> str:
    """A toast."""
    return _("You are on call already.")


def taken_out() -> str:
    """A toast."""
    return _("Taken out of the rota.")


def no_such_shift() -> str:
    """A toast."""
    return _("That shift is no longer in the rota.")
