"""What an invited person sees: the call-out, the briefing, the reserve list, and how it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from messages import asked_again, holds, offers, places
from messages.answering import answer as _answer
from messages.answering import changed_my_mind as _changed_my_mind
from messages.answering import invitation_card as _card
from messages.answering import later as _later
from messages.answering import no as _no
from messages.answering import yes as _yes
from messages.as_written import as_written, quoted
from messages.card import Button, Card, Pin, button
from messages.corps_calls import kept_home
from messages.formats import (
    date_and_time,
    dated_time,
    day_and_time,
    first_name,
    map_link,
    municipality_name,
    name_of,
    time_span,
)
from messages.guardians import want_link
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from messages.why_not import skills_asked
from models.call_outs import CallOut, CallOutState, Invitation, InvitationState
from models.emergencies import HelpRequest
from services.group_sides import GroupSide
from services.phones import readable
from services.policy import Policy
from services.rules.filling import Departure, departure


def invitation(invited: Invitation, now: datetime, side: GroupSide | None = None) -> Card:
    """The call-out as everybody asked gets it. The exact address isn't in it: that is for those who come.

    `side` is that of their group, if they are in one.
    """
    request = invited.call_out.help_request
    text = lines(
        _headline(request),
        as_written(request.what, request.requester),
        fill("🕒 {when}", when=time_span(request.starts_at, request.ends_at, now)),
        fill("📍 {where}", where=municipality_name(request.municipality)),
        _to_bring(request),
        skills_asked(request),
        places.wanted(request),
        _asked_by(request),
        Html(_("<i>You are insured as soon as you come.</i>")),
    )
    whole = paragraphs(holds.come_along(side, now), text)
    group = holds.with_group(side, invited.call_out)
    return _card(invited, whole, (_yes(invited), _no(invited)), (_later(invited),), group)


def _headline(request: HelpRequest) -> Html:
    values = {"number": request.needed, "town": municipality_name(request.municipality)}
    if request.urgent:
        urgent = _(
            "🔴 <b>Urgent: {number} person needed in {town}</b>",
            "🔴 <b>Urgent: {number} people needed in {town}</b>",
            request.needed,
        )
        return fill(urgent, **values)
    planned = _(
        "🔵 <b>{number} person needed in {town}</b>",
        "🔵 <b>{number} people needed in {town}</b>",
        request.needed,
    )
    return fill(planned, **values)


def _to_bring(request: HelpRequest) -> Html:
    return fill("🎒 {bring}", bring=quoted(request.bring, request.requester)) if request.bring else Html("")


def _asked_by(request: HelpRequest) -> Html:
    town, lead = municipality_name(request.municipality), request.emergency.in_charge
    if lead is None:
        return fill(_("Asked by {town}"), town=town)
    return fill(_("Asked by {town} · coordinator {name} (Red Cross)"), town=town, name=first_name(lead.name))


def briefing(invited: Invitation, number: int, now: datetime, policy: Policy, side: GroupSide | None = None) -> Card:
    """For whoever comes: where to go, when to leave, whom to look for."""
    request = invited.call_out.help_request
    place = fill(_("You are number {number} of {needed}."), number=number, needed=invited.call_out.needed)
    text = paragraphs(
        lines(
            fill(_("✅ <b>You are coming. Thank you, {name}!</b>"), name=first_name(name_of(invited.person))),
            _arrival(invited, now),
        ),
        _directions(invited, now, policy),
        lines(
            as_written(request.what, request.requester),
            fill("🕒 {when}", when=time_span(request.starts_at, request.ends_at, now)),
            _to_bring(request),
            places.yours(invited),
            _task(invited),
        ),
        place,
    )
    link = map_link(request)
    the_map = (Button(_("🗺 Map"), url=link),) if link else ()
    group = holds.with_group(side, invited.call_out)
    return _card(invited, text, _after_a_yes(invited), the_map, group)


def _after_a_yes(invited: Invitation) -> tuple[Button, ...]:
    """Whoever was taken after the end can't answer by buttons any more, and calls."""
    is_open = invited.call_out.state is CallOutState.OPEN
    return (_changed_my_mind(invited), _later(invited)) if is_open else ()


def _arrival(invited: Invitation, now: datetime) -> Html:
    if invited.arrives_at is None:
        return Html("")
    return fill(_("🕒 You said that you are there at <b>{when}</b>."), when=day_and_time(invited.arrives_at, now))


def _directions(invited: Invitation, now: datetime, policy: Policy) -> Html:
    request = invited.call_out.help_request
    address = fill("{address}, {town}", address=request.address, town=municipality_name(request.municipality))
    where = address if request.address else fill("{town}", town=municipality_name(request.municipality))
    leave = Html("") if invited.arrives_at and invited.arrives_at > now else _departure(request, now, policy)
    return lines(leave, fill("📍 <b>{where}</b>", where=where), _contact(request, policy))


def _departure(request: HelpRequest, now: datetime, policy: Policy) -> Html:
    if departure(now, request.starts_at, policy.leave_now_within) is Departure.LEAVE_NOW:
        return Html(_("🚗 <b>Leave now.</b>"))
    return fill(_("⏳ <b>Wait. Be there {when}.</b>"), when=dated_time(request.starts_at, now))


def _contact(request: HelpRequest, policy: Policy) -> Html:
    on_site, in_charge = request.emergency.on_site, request.emergency.in_charge
    if on_site:
        text = _("Report to <b>{name}</b> (Red Cross) · ☎ {phone}")
        return fill(text, name=first_name(on_site.name), phone=readable(on_site.phone) or policy.duty_phone)
    if in_charge:
        text = _("Questions? Call <b>{name}</b> (Red Cross) · ☎ {phone}")
        return fill(text, name=first_name(in_charge.name), phone=readable(in_charge.phone) or policy.duty_phone)
    return fill(_("Questions? Call {phone}."), phone=policy.duty_phone)


def _task(invited: Invitation) -> Html:
    return fill(_("👥 Your task: <b>{task}</b>"), task=invited.task.name) if invited.task else Html("")


def called_up(invited: Invitation, number: int, now: datetime, policy: Policy) -> Card:
    """For the first of the reserve list when a place came free."""
    news = Html(_("📣 <b>A place came free: you are called up.</b>"))
    return _with_news(news, briefing(invited, number, now, policy))


def moved(invited: Invitation, number: int, now: datetime, policy: Policy) -> Card:
    """For whoever comes, and may be on the way to the old place."""
    news = Html(_("⚠️ <b>The place has changed. Read again where to go.</b>"))
    return _with_news(news, briefing(invited, number, now, policy))


def taken_late(invited: Invitation, number: int, now: datetime, policy: Policy) -> Card:
    """For whoever said yes too late and is needed all the same."""
    news = Html(_("📣 <b>You are needed after all: please come.</b>"))
    return _with_news(news, briefing(invited, number, now, policy))


def _with_news(news: Html, card: Card) -> Card:
    return replace(card, text=paragraphs(news, Html(card.text)))


def meeting_pin(invited: Invitation) -> Card | None:
    """The meeting point on the map, where the request has one."""
    request = invited.call_out.help_request
    if request.latitude is None or request.longitude is None:
        return None
    town = municipality_name(request.municipality)
    pin = Pin(request.latitude, request.longitude, _("Meeting point"), request.address or town)
    return Card("", pin=pin, silent=True)


def on_reserve(invited: Invitation, position: int, side: GroupSide | None = None) -> Card:
    """They move up as soon as there is a place for them: somebody drops out, or they no longer come elsewhere."""
    if invited.offer_lapsed:
        again = button(_("I can still come"), _answer("yes", invited))
        return _card(invited, paragraphs(offers.lapsed(), _which(invited.call_out)), (again, _changed_my_mind(invited)))
    if invited.call_out.free or (side and side.waiting):
        return _reserve_beside_a_place(invited, position)
    full = _(
        "🟡 The only place is taken. You are <b>number {position} on the reserve list</b>.",
        "🟡 All {needed} places are taken. You are <b>number {position} on the reserve list</b>.",
        invited.call_out.needed,
    )
    kept = _("🟡 All places are taken or kept for others. You are <b>number {position} on the reserve list</b>.")
    other = _("🟡 No place that fits you is free now. You are <b>number {position} on the reserve list</b>.")
    call_out = invited.call_out
    text = paragraphs(
        fill(
            other if call_out.reserved else kept if call_out.held else full,
            needed=invited.call_out.needed,
            position=position,
        ),
        Html(_("Does somebody drop out? Then I tell you at once. You don't have to do anything now.")),
        _which(invited.call_out),
    )
    return _card(invited, text, (_changed_my_mind(invited),))


def _reserve_beside_a_place(invited: Invitation, position: int) -> Card:
    text = paragraphs(
        fill(_("🟡 You are <b>number {position} on the reserve list</b>."), position=position),
        Html(_("A place is free, but you are coming somewhere else at that time. Would you rather come here?")),
        _which(invited.call_out),
    )
    rather = button(_("🔀 I'd rather come here"), _answer("yes", invited))
    return _card(invited, text, (rather,), (_changed_my_mind(invited),))


def place_offer(invited: Invitation, until: datetime, now: datetime) -> Card:
    """A place is held for somebody of the reserve list."""
    text = paragraphs(offers.offered(until, now), _which(invited.call_out))
    return _card(invited, text, (_yes(invited), _changed_my_mind(invited)))


def declined(invited: Invitation) -> Card:
    """They can't come, and may still change their mind."""
    text = paragraphs(Html(_("❌ You can't come this time. Thank you for telling us.")), _which(invited.call_out))
    return _card(invited, text, (button(_("I can come after all"), _answer("yes", invited)),))


def enough(invited: Invitation) -> Card:
    """The need is met, told to whoever hasn't answered: silence would be a defect."""
    request = invited.call_out.help_request
    text = fill(
        _("🟢 There are enough people in {town} for: {what}\nYou don't have to come. Thank you for standing by!"),
        town=municipality_name(request.municipality),
        what=request.what,
    )
    return _card(invited, text, (button(_("Put me on the reserve list"), _answer("yes", invited)),))


def comes_elsewhere(invited: Invitation, elsewhere: Sequence[Invitation], now: datetime) -> Card:
    """They come to other call-outs at that time, mostly to one: nobody can be in two places."""
    question = _("Do you want to switch to: <b>{new}</b>?")
    text = lines(
        Html(_("🔀 At that time you are already coming to:")),
        *(_other(other.call_out.help_request, now) for other in elsewhere),
        fill(question, new=invited.call_out.help_request.what),
    )
    switch = button(_("🔀 Switch: I come here"), _answer("switch", invited))
    stay = button(_("No, I'm not coming here"), _answer("keep", invited))
    return _card(invited, text, (switch,), (stay,))


def _other(request: HelpRequest, now: datetime) -> Html:
    town, when = municipality_name(request.municipality), time_span(request.starts_at, request.ends_at, now)
    return fill("• <b>{what}</b> · {town} · {when}", what=request.what, town=town, when=when)


def consent_missing(invited: Invitation) -> Card:
    """A minor says yes, and their guardian doesn't agree (any more)."""
    text = paragraphs(
        Html(_("⏳ You can't come yet: a parent or guardian must agree first. Then tap again.")),
        _which(invited.call_out),
    )
    return _card(invited, text, (_yes(invited), _no(invited)), (want_link(),))


def closed(invited: Invitation) -> Card:
    """How it ended for this person; also what a tap on the old card gives, however late."""
    news = {
        InvitationState.COMING: _("🏁 <b>This call-out is over. Thank you for coming!</b>"),
        InvitationState.RESERVE: _("🏁 <b>You are no longer needed. Thank you for standing by!</b>"),
        InvitationState.SILENT: _("🏁 <b>You are no longer needed. You don't have to do anything.</b>"),
        InvitationState.DECLINED: _("🏁 This call-out is over."),
    }[invited.state]
    still = _(
        "Are you on site? Follow the coordinator there. Still at home or on the way? Then you don't have to come."
    )
    text = paragraphs(
        Html(news),
        Html(still) if invited.state is InvitationState.COMING else "",
        _why(invited.call_out),
        _which(invited.call_out),
    )
    return _card(invited, text)


def _why(call_out: CallOut) -> Html:
    """In the words of whoever closed it."""
    why = call_out.closing_words
    if why is None:
        return Html("")
    name = first_name(why.person.name) if why.person else _("The coordinator")
    return fill(_("💬 {name} writes: {words}"), name=name, words=as_written(why.text, why.person))


def late(invited: Invitation) -> Card:
    """They said yes to a closed call-out: nobody leaves home before the coordinator says so."""
    text = paragraphs(
        Html(_("🙏 <b>Thank you! This call-out had closed already.</b>")),
        Html(_("The coordinator sees that you can come. Stay at home: I tell you if you are still needed.")),
        _which(invited.call_out),
    )
    return _card(invited, text)


def superseded() -> Card:
    """What becomes of an older message about a call-out once a newer one stands below it."""
    return Card(Html(_("⬇️ This has changed since. What counts is the newer message below.")))


def closed_since(invited: Invitation, now: datetime) -> str:
    """A plain line for a tap on a button of a closed call-out."""
    ended = invited.call_out.closed_at or now
    return _("This call-out closed {when}. There is nothing you have to do now.").format(when=day_and_time(ended, now))


def toast_coming(number: int, needed: int) -> str:
    """The short answer on the button itself."""
    return _("You are coming: number {number} of {needed}.").format(number=number, needed=needed)


def toast_reserve(position: int) -> str:
    """The short answer on the button itself."""
    return _("You are number {position} on the reserve list.").format(position=position)


def toast_declined() -> str:
    """The short answer on the button itself."""
    return _("Noted: you can't come.")


def _which(call_out: CallOut) -> Html:
    request = call_out.help_request
    return fill("<i>{what} · {town} · {time}</i>", what=request.what, town=municipality_name(request.municipality),
                time=date_and_time(request.starts_at))  # fmt: skip


def standing(invited: Invitation, number: int, now: datetime, policy: Policy, side: GroupSide | None = None) -> Card:
    """The invitation's card as it stands now, whatever was answered; `number` among those who answered the same."""
    if invited.call_out.state is CallOutState.CLOSED:
        return closed(invited)
    if invited.confirm_until:
        return asked_again.time_changed(invited, now)
    match invited.state:
        case InvitationState.COMING:
            return briefing(invited, number, now, policy, side)
        case InvitationState.RESERVE if invited.offered_until:
            return place_offer(invited, invited.offered_until, now)
        case InvitationState.RESERVE:
            return on_reserve(invited, number, side)
        case InvitationState.DECLINED:
            return declined(invited)
        case InvitationState.SILENT if invited.withheld:
            return kept_home(invited)
        case InvitationState.SILENT:
            return enough(invited) if invited.call_out.met else invitation(invited, now, side)
