"""A neighbour called a corps: what its municipality's people read, and its members whom it keeps at home."""

from __future__ import annotations

from datetime import datetime

from messages.boards import title, to_board
from messages.buttons import CorpsCallButton, NotNowButton
from messages.card import Button, Card, button
from messages.formats import first_name, municipality_name, name_of, time_span
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from models.call_outs import CallOut, CallOutState, Invitation
from models.corps_calls import CorpsCall
from services.notices import LastingCard
from services.rules.shortening import shortened
from services.withholding import Lent, LetGo, Withheld

STEPS = (5, 10, 25)  # people to keep at home by one tap


def called(lent: Lent, now: datetime) -> Card:
    """To the municipality's people: who calls for what, how many were asked, how many stay, and how to keep more."""
    call, request = lent.call, lent.call.call_out.help_request
    asked = _(
        "📣 <b>{neighbour} calls {number} person of your corps</b>",
        "📣 <b>{neighbour} calls {number} people of your corps</b>",
        call.asked,
    )
    text = paragraphs(
        lines(
            fill(asked, neighbour=municipality_name(request.municipality), number=call.asked),
            fill("{what}", what=shortened(request.what, 200)),
            fill("🕒 {span}", span=time_span(request.starts_at, request.ends_at, now)),
        ),
        lines(_coming(lent), _kept(lent), _withheld(lent)),
        _over(call) or Html(_("You don't have to do anything. Do you need people yourself? Keep more at home.")),
    )
    return Card(text, rows=_actions(lent), name=LastingCard.CORPS_CALL.about(call.id))


def _coming(lent: Lent) -> Html:
    coming = fill(_("✅ {number} is coming", "✅ {number} are coming", lent.coming), number=lent.coming)
    silent = fill(_("💤 {number} hasn't answered", "💤 {number} haven't answered", lent.silent), number=lent.silent)
    return fill("{coming} · {silent}", coming=coming, silent=silent)


def _kept(lent: Lent) -> Html:
    kept = lent.call.kept - lent.withheld
    if kept <= 0:
        return Html("")
    text = _("🏠 {number} of your corps stays at home", "🏠 {number} of your corps stay at home", kept)
    return fill(text, number=kept)


def _withheld(lent: Lent) -> Html:
    whole = Html("")
    if lent.call.withheld_at:
        whole = fill(_("🏠 <b>Nobody more goes</b> ({name})"), name=name_of(lent.call.withheld_by))
    if not lent.withheld:
        return whole
    text = _("🏠 {number} was taken back", "🏠 {number} were taken back", lent.withheld)
    return lines(whole, fill(text, number=lent.withheld))


def _over(call: CorpsCall) -> Html:
    return Html(_("🏁 This call-out is over.")) if call.call_out.state is CallOutState.CLOSED else Html("")


def _actions(lent: Lent) -> tuple[tuple[Button, ...], ...]:
    if lent.call.call_out.state is CallOutState.CLOSED:
        return ()
    more = button(_("🏠 Keep more at home"), CorpsCallButton(act="ask", call=lent.call.id))
    back = button(_("↩️ Let them go after all"), CorpsCallButton(act="let_go", call=lent.call.id))
    first = () if lent.call.withheld_at else (more,)
    second = (back,) if lent.withheld or lent.call.withheld_at else ()
    return tuple(row for row in (first, second) if row)


def ask(lent: Lent) -> Card:
    """How many more: a few, or everybody who hasn't answered."""
    call = lent.call
    text = paragraphs(
        Html(_("<b>How many more do you keep at home?</b>")),
        _coming(lent),
        Html(_("Whoever is coming already still goes: others count on them. I tell those whom you keep.")),
    )
    few = [number for number in STEPS if number < lent.silent]
    steps = tuple(button(str(number), CorpsCallButton(act="keep", call=call.id, number=number)) for number in few)
    everybody = button(_("Everybody who hasn't answered"), CorpsCallButton(act="keep", call=call.id))
    rows = (steps, (everybody,), (button(_("Not now"), NotNowButton()),))
    return Card(text, rows=tuple(row for row in rows if row))


def toast_withheld(result: Withheld) -> str:
    """A plain line."""
    text = _("{number} person is kept at home.", "{number} people are kept at home.", result.number)
    return text.format(number=result.number)


def toast_let_go(result: LetGo) -> str:
    """A plain line."""
    text = _("{number} person may go again.", "{number} people may go again.", result.number)
    return text.format(number=result.number)


def to_leader(call: CorpsCall) -> Card:
    """To the coordinator who counted on them."""
    town = municipality_name(call.corps.municipality)
    text = lines(
        fill(_("🏠 <b>{town} keeps its people at home from now on.</b> Whoever is coming still comes."), town=town),
        fill("{title}", title=title(call.call_out)),
    )
    return Card(text, rows=((to_board(call.call_out),),))


def kept_home(invited: Invitation) -> Card:
    """To a volunteer: their own municipality may need them."""
    name = first_name(invited.person.name) if invited.person else ""
    text = _(
        "🏠 <b>Stay at home for now, {name}.</b> Your own municipality may need you. You don't have to do anything. "
        "Thank you for being ready!"
    )
    about = fill("<i>{title}</i>", title=title(invited.call_out))
    return Card(paragraphs(fill(text, name=name), about), name=LastingCard.INVITATION.about(invited.id))


def no_longer_there(_call_out: CallOut) -> str:
    """A plain line for a tap after the end."""
    return _("This call-out is over. Nothing was changed.")
