"""Before anybody is called out: which request, whom it would reach, and how many of them to expect."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from messages import places, staff
from messages.buttons import RequestButton
from messages.card import Button, Card, button
from messages.formats import clock_time, map_link, municipality_name, number_text
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from messages.menus import slash
from messages.requests import alert_name, asked_by, edit_button, facts
from messages.why_not import may_relax, more_button, rows, skills_asked, why_not
from models.emergencies import HelpRequest
from services.call_outs import Preview
from services.reach import Reach
from services.rules.filling import expected
from services.rules.rings import PROVINCE
from services.rules.shortening import shortened

MOST_TOWNS = 60  # more than any ring has municipalities


def preview(seen: Preview, now: datetime) -> Card:
    """Whom a launch reaches, what to expect of it, and the buttons that do it."""
    request = seen.request
    text = paragraphs(
        fill(_("📣 <b>Call-out for {town}: ready to start</b>"), town=municipality_name(request.municipality)),
        lines(facts(request, now), skills_asked(request), asked_by(request), _map(request)),
        lines(_forecast(seen), why_not(request, seen.why_not)),
        _neighbours(seen),
    )
    return Card(text, rows=_rows(seen), name=alert_name(request))


def _map(request: HelpRequest) -> Html:
    link = map_link(request)
    return fill('<a href="{link}">{label}</a>', link=link, label=_("🗺 Map")) if link else Html("")


def criteria(seen: Preview) -> Card:
    """Why the rest of the corps isn't asked, and what of that the coordinator can let go; the numbers follow."""
    request = seen.request
    choices = rows(request, seen.why_not)
    text = paragraphs(
        fill(_("🔍 <b>Ask more people in {town}?</b>"), town=municipality_name(request.municipality)),
        lines(_forecast(seen), skills_asked(request)),
        why_not(request, seen.why_not),
        Html(_("Tap whom I may ask as well. A skill that you let go still comes first."))
        if choices
        else Html(_("Nobody else can be asked here.")),
    )
    back = button(_("⬅️ Back"), RequestButton(act="preview", request=request.id))
    return Card(text, rows=(*choices, (back,)), name=alert_name(request))


def _forecast(seen: Preview) -> Html:
    town = municipality_name(seen.request.municipality)
    if not seen.own.fits:
        return fill(_("⚠️ <b>Nobody in the corps of {town} fits.</b>"), town=town)
    fit = fill(_("{number} fits", "{number} fit", seen.own.fits), number=seen.own.fits)
    free = fill(_("{number} is free.", "{number} are free.", seen.own.free), number=seen.own.free)
    return lines(
        fill("<b>{fit} · {free}</b>", fit=fit, free=free),
        places.whom_fit(seen.by_role),
        _to_expect(seen),
        _in_waves(seen),
    )


def _to_expect(seen: Preview) -> Html:
    needed = seen.request.needed
    coming = min(needed, expected(seen.own.free, seen.rate))
    average = number_text(round(seen.rate * 10, 1))
    text = _(
        "On average {average} in 10 come: I expect {coming} of the {needed} person needed.",
        "On average {average} in 10 come: I expect {coming} of the {needed} people needed.",
        needed,
    )
    return fill(text, average=average, coming=coming, needed=needed)


def _in_waves(seen: Preview) -> Html:
    if seen.first >= seen.own.free:
        return Html("")
    text = _("🌊 First {first} of the {free} are asked, the rest only if needed.")
    return fill(text, first=seen.first, free=seen.own.free)


def _neighbours(seen: Preview) -> Html:
    if not seen.ring:
        return Html(_("No other corps has anybody free."))
    towns = reach_text(seen.neighbours)
    if seen.ring == 1:
        return fill(_("Neighbours can help: {towns}"), towns=towns)
    if seen.ring >= PROVINCE:
        return fill(_("Further away people can help: {towns}"), towns=towns)
    return fill(_("The nearest who can help (ring {ring}): {towns}"), ring=seen.ring, towns=towns)


def reach_text(reach: Sequence[Reach]) -> str:
    """Municipalities with how many people are free in each, as plain text."""
    shown = [f"{municipality_name(corps.town)} {corps.count.free}" for corps in reach[:MOST_TOWNS]]
    more = [_("and {number} more").format(number=len(reach) - MOST_TOWNS)] if len(reach) > MOST_TOWNS else []
    return " · ".join([*shown, *more])


def _rows(seen: Preview) -> tuple[tuple[Button, ...], ...]:
    request = seen.request
    town = municipality_name(request.municipality)
    ways: list[tuple[Button, ...]] = []
    if seen.own.free:
        launch = RequestButton(act="launch", request=request.id)
        ways.append((button(_("🚀 Start with {town}").format(town=town), launch),))
    if seen.ring:
        wider = RequestButton(act="wider", request=request.id)
        ways.append((button(_wider_label(seen), wider),))
    if not ways:
        ways.append((button(_("🔄 Look again"), RequestButton(act="preview", request=request.id)),))
    more = (more_button(request),) if may_relax(request, seen.why_not) else ()
    return (*ways, (edit_button(request), *more))


def _wider_label(seen: Preview) -> str:
    if seen.ring == 1:
        return _("🚀 Start with neighbours too")
    if seen.ring == PROVINCE:
        return _("🚀 Start with the whole province")
    if seen.ring > PROVINCE:
        return _("🚀 Start with all of Flanders")
    return _("🚀 Start up to ring {ring}").format(ring=seen.ring)


def nobody_free(seen: Preview) -> str:
    """A plain line for a look that finds nobody; else nothing."""
    return "" if seen.own.free or seen.ring else _("Nobody is free now. Call colleagues, or look again later.")


def launched(asked: int) -> str:
    """A plain line: the call-out is on its way to this many phones."""
    return _("The call-out goes to {number} person.", "The call-out goes to {number} people.", asked).format(
        number=asked
    )


def launched_before() -> str:
    """A plain line: somebody started it already."""
    return _("This call-out was started already.")


def choose(requests: Sequence[HelpRequest]) -> Card:
    """Which of the requests without a call-out is to be called out; others come in by phone."""
    rows = [(button(_label(one), RequestButton(act="preview", request=one.id)),) for one in requests]
    return staff.choose(_("<b>Which request?</b>"), rows, by_phone())


def _label(request: HelpRequest) -> str:
    what = shortened(request.what, 30)
    town, since = municipality_name(request.municipality), clock_time(request.created_at)
    return _("{town} {since} · {number} × {what}").format(town=town, since=since, number=request.needed, what=what)


def nothing_waits() -> Card:
    """Every request has its call-out."""
    return Card(lines(Html(_("Every request has been called out.")), by_phone()))


def by_phone() -> Html:
    """How a request that comes in by phone gets in here."""
    return fill(_("Did somebody call you? Enter their request with {request}."), request=slash("request"))
