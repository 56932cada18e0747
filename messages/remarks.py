"""What people write about a call-out: to them, what is still to be tapped; to coordinators, all of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from messages.answering import changed_my_mind, invitation_card, later, no, yes
from messages.arrivals import at_button
from messages.as_written import as_written
from messages.asked_again import what_and_when
from messages.boards import title, to_board
from messages.buttons import RemarkButton
from messages.card import Card, button
from messages.formats import clock_time, day_and_time, name_of
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from messages.safety import cries_for_help, danger
from models.call_outs import Invitation, InvitationState
from models.remarks import Remark
from services.remarks import AskBack, Written
from services.rules.shortening import shortened

LONGEST_SHOWN = 300  # of one text, so that several fit into a message
ROOM = 3_200  # UTF-16 units


def kept(card: Card) -> Card:
    """The answer that was understood, with a word on it that their own words weren't lost."""
    return replace(card, text=paragraphs(Html(card.text), _kept()))


def danger_first(card: Card, text: str) -> Card:
    """The same, below where to turn if what they wrote cries for help."""
    return replace(card, text=paragraphs(danger(), Html(card.text))) if cries_for_help(text) else card


def _kept() -> Html:
    return Html(_("💬 I kept your words: the coordinator sees them."))


def ask_back(asked: AskBack, now: datetime) -> Card:
    """What they wrote may mean several things; a tap says which."""
    invited = asked.invitation
    times = (at_button(invited, asked.arrives_at),) if asked.arrives_at else ()
    if invited.state is InvitationState.COMING:
        text = paragraphs(
            _kept(), Html(_("✅ <b>You are down as coming.</b> Does that change?")), what_and_when(invited, now)
        )
        return invitation_card(invited, text, (yes(invited), changed_my_mind(invited)), (*times, later(invited)))
    text = paragraphs(
        _kept(), Html(_("<b>I don't know whether you are coming. Please tap.</b>")), what_and_when(invited, now)
    )
    return invitation_card(invited, text, (yes(invited), no(invited)), (*times, later(invited)))


def which_one(remark: Remark, invitations: Sequence[Invitation]) -> Card:
    """They have several open call-outs, and wrote without replying to one."""
    rows = tuple(
        (button(title(each.call_out, 40), RemarkButton(remark=remark.id, invitation=each.id)),) for each in invitations
    )
    return Card(paragraphs(_kept(), Html(_("<b>Which call-out do you mean?</b> Tap it."))), rows=rows[:8])


def written(found: Written, now: datetime) -> Card:
    """All that people wrote about a call-out, each with who and when."""
    heading = fill("💬 <b>{title}</b>", title=title(found.call_out))
    if not found.remarks:
        return Card(lines(heading, Html(_("Nobody wrote anything."))), rows=((to_board(found.call_out),),))
    return Card(lines(heading, *_fitting(found.remarks, now)), rows=((to_board(found.call_out),),))


def _fitting(remarks: Sequence[Remark], now: datetime) -> list[Html]:
    shown: list[Html] = []
    for remark in reversed(remarks):  # where not all fit, the newest do
        line = _remark(remark, now)
        if sum(len(each.encode("utf-16-le")) // 2 for each in (*shown, line)) > ROOM:
            break
        shown.append(line)
    return shown[::-1]


def _remark(remark: Remark, now: datetime) -> Html:
    words = as_written(shortened(remark.text, LONGEST_SHOWN), remark.person)
    time = (
        clock_time(remark.written_at)
        if remark.written_at.date() == now.date()
        else day_and_time(remark.written_at, now)
    )
    return fill("{time} <b>{name}</b>: {words}", time=time, name=name_of(remark.person), words=words)


def in_roll(remark: Remark | None) -> Html:
    """Behind a name: the last that they wrote, in quotes, for the words are theirs."""
    return fill(" · 💬 “{words}”", words=shortened(remark.text, 80)) if remark else Html("")
