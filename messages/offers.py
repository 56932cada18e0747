"""A place for somebody of the reserve list who answered a while ago: whether they still come."""

from __future__ import annotations

from datetime import datetime

from messages.formats import dated_time
from messages.html import Html, fill, lines
from messages.language import _


def offered(until: datetime, now: datetime) -> Html:
    """A place is held for them."""
    answer = fill(_("Are you still coming? The place is yours until {moment}."), moment=dated_time(until, now))
    return lines(
        Html(_("📣 <b>A place came free.</b>")),
        answer,
        Html(_("If you don't answer, it goes to the next on the list.")),
    )


def lapsed() -> Html:
    """They didn't say in time whether they still come."""
    return lines(
        Html(_("🟡 A place was free for you, but you didn't answer in time. It has gone to the next on the list.")),
        Html(_("Can you still come? Tap the button: you get a place if there is one, or stand on the list again.")),
    )
