"""From one corps to another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from messages.card import Card
from messages.formats import day_and_time, municipality_name
from messages.forms import choice
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from models.call_outs import Invitation
from models.corps import Corps

SURE = "sure"
YES = "yes"


def ask_sure(form: str, left: Corps | None, chosen: Corps | None, coming: Sequence[Invitation], now: datetime) -> Card:
    """What leaving the corps means, before it is done; `coming` are the open call-outs to which they still come."""
    old = municipality_name(left.municipality) if left else ""
    if chosen:
        new = municipality_name(chosen.municipality)
        text = fill(_("<b>From the corps of {old} to that of {new}?</b>"), old=old, new=new)
        label = _("✅ Yes, move me to {new}").format(new=new)
    else:
        text = fill(_("<b>Leave the corps of {old}?</b>"), old=old)
        label = _("✅ Yes, I leave")
    card = paragraphs(text, _what_follows(chosen), still_expected(coming, now))
    return Card(card, rows=((choice(label, form, SURE, YES),),))


def _what_follows(chosen: Corps | None) -> Html:
    if chosen:
        return Html(_("From then on the new corps calls you out, no longer the old one."))
    return Html(_("From then on nobody calls you out, until there is a corps where you live. I tell you when."))


def still_expected(coming: Sequence[Invitation], now: datetime) -> Html:
    """The call-outs to which somebody comes, whatever they change now; empty where there are none."""
    if not coming:
        return Html("")
    return lines(
        _("⚠️ <b>You are still expected at:</b>"),
        *(_commitment(invited, now) for invited in coming),
        _("You keep your place there. Can't you come? Tap <b>I can't come after all</b> on that card."),
    )


def _commitment(invited: Invitation, now: datetime) -> Html:
    request = invited.call_out.help_request
    town, when = municipality_name(request.municipality), day_and_time(request.starts_at, now)
    return fill("• {what} ({town}, {when})", what=request.what, town=town, when=when)
