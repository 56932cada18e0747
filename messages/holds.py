"""Places that wait for a group: with how many it comes, what stands on its members' cards, and how it ends."""

from __future__ import annotations

from datetime import datetime

from messages.buttons import GroupButton, HoldButton, HoldNumberButton, NotNowButton
from messages.card import Button, Card, button
from messages.formats import clock_time, dated_time, day_and_time, first_name, municipality_name
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from messages.lists import rows_of
from models.call_outs import CallOut, CallOutState
from models.groups import PlaceHold
from services.group_sides import GroupSide
from services.holds import Question
from services.notices import LastingCard
from services.rules.holding import numbers
from services.rules.shortening import shortened


def with_group(side: GroupSide | None, call_out: CallOut) -> tuple[Button, ...]:
    """A row for the invitation of somebody who leads a group."""
    ask = HoldButton(act="ask", call_out=call_out.id)
    return (button(_("👥 We come with a group"), ask),) if side and side.leads else ()


def come_along(side: GroupSide | None, now: datetime) -> Html:
    """Above the invitation of a member for whose group places wait."""
    if side is None or side.hold is None or side.leads or not side.waiting:
        return Html("")
    leader = side.group.leader
    text = _("👥 <b>{leader} comes with {group}. Are you coming along?</b> Places wait for you until {moment}.")
    name = first_name(leader.name) if leader else ""
    return fill(text, leader=name, group=side.group.name, moment=dated_time(side.hold.until, now))


def question(asked: Question, now: datetime) -> Card:
    """The numbers to choose from; what happens then."""
    choices = numbers(asked.least, asked.most)
    if not choices:
        return _no_room(asked)
    heading = fill(_("👥 <b>How many people does {group} come with?</b>"), group=asked.group.name)
    counted = _("You come already: don't count yourself.") if asked.comes else _("Count yourself too, if you come.")
    wait = _(
        "So many places wait for you until {moment}. Each member takes one by tapping <b>I'm coming</b>. "
        "What is left then goes to others."
    )
    text = paragraphs(lines(heading, counted), fill(wait, moment=dated_time(asked.until, now)), _which(asked.call_out))
    each = [button(str(number), HoldNumberButton(call_out=asked.call_out.id, number=number)) for number in choices]
    return Card(text, rows=(*rows_of(each), (_not_now(),)))


def _no_room(asked: Question) -> Card:
    """All places are taken, or nobody else of the group can come."""
    if asked.call_out.free:
        text = _(
            "Nobody else of {group} can come now. Share its link: whoever joins by it, is old enough and has the "
            "skills that are asked, can come along."
        )
        return Card(fill(text, group=asked.group.name), rows=((button(_("👥 My group"), GroupButton(act="show")),),))
    return Card(_("There are no places left to hold. Each of you can still tap: whoever does is on the reserve list."))


def hold(held: PlaceHold, now: datetime) -> Card:
    """The leader's card: how many have come, and how it ended."""
    name = LastingCard.HOLD.about(held.id)
    if held.call_out.state is CallOutState.CLOSED:
        return Card(paragraphs(_("🏁 This call-out is over."), _which(held.call_out)), name=name)
    if held.ended_at:
        return Card(paragraphs(_ended(held), _which(held.call_out)), name=name)
    places = _("👥 <b>{number} place for {group}</b>", "👥 <b>{number} places for {group}</b>", held.places)
    how = _("Taken: {taken}. Waiting until {moment}: {waiting}. After that, others get them.")
    text = paragraphs(
        lines(
            fill(places, number=held.places, group=held.group.name),
            fill(how, taken=held.taken, waiting=held.held, moment=dated_time(held.until, now)),
        ),
        _("Your members get a message. Each taps <b>I'm coming</b> on their own card, and so do you."),
        _which(held.call_out),
    )
    return Card(text, rows=(_actions(held),), name=name)


def _actions(held: PlaceHold) -> tuple[Button, ...]:
    other = button(_("✏️ Another number"), HoldButton(act="ask", call_out=held.call_out_id))
    back = button(_("↩️ Give back"), HoldButton(act="back", call_out=held.call_out_id))
    return other, back


def _ended(held: PlaceHold) -> Html:
    values = {"group": held.group.name, "taken": held.taken, "places": held.places}
    if held.taken == held.places:
        whole = _(
            "✅ <b>{group}: the place is taken.</b> Thank you!",
            "✅ <b>{group}: all {places} places are taken.</b> Thank you!",
            held.places,
        )
        return fill(whole, **values)
    part = _(
        "⏱ <b>{group}: {taken} of {places} place was taken.</b> The rest is for others now. Whoever still wants to "
        "come can tap: if there is a place, it is theirs.",
        "⏱ <b>{group}: {taken} of {places} places were taken.</b> The rest is for others now. Whoever still wants to "
        "come can tap: if there is a place, it is theirs.",
        held.places,
    )
    return fill(part, **values)


def ask_back(held: PlaceHold) -> Card:
    """Once more: others may take them at once."""
    text = _(
        "<b>Give back {number} place?</b> Others get it at once. Whoever of you is coming stays.",
        "<b>Give back {number} places?</b> Others get them at once. Whoever of you is coming stays.",
        held.held,
    )
    yes = button(_("Yes, give back"), HoldButton(act="back_sure", call_out=held.call_out_id))
    return Card(fill(text, number=held.held), rows=((yes,), (_not_now(),)))


def _not_now() -> Button:
    return button(_("Not now"), NotNowButton())


def toast_held(held: PlaceHold) -> str:
    """The short answer on the button itself."""
    text = _("{number} place for {group}.", "{number} places for {group}.", held.places)
    return text.format(number=held.places, group=held.group.name)


def too_late(held: PlaceHold, now: datetime) -> str:
    """An alert."""
    text = _("Places no longer wait for {group} here: that was until {moment}. Each of you can still tap.")
    return text.format(group=held.group.name, moment=day_and_time(held.until, now))


def is_over() -> str:
    """An alert."""
    return _("This call-out is over. There is nothing you have to do now.")


def on_board(waiting: PlaceHold) -> Html:
    """A line of the coordinator's board."""
    number = waiting.held
    text = _(
        "👥 {number} place waits for {group} until {time}", "👥 {number} places wait for {group} until {time}", number
    )
    return fill(text, number=number, group=waiting.group.name, time=clock_time(waiting.until))


def _which(call_out: CallOut) -> Html:
    request = call_out.help_request
    town, time = municipality_name(request.municipality), clock_time(request.starts_at)
    return fill("<i>{what} · {town} · {time}</i>", what=shortened(request.what, 80), town=town, time=time)
