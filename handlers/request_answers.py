"""Reading what somebody answers about a help request: the same for the form and for changing it afterwards."""

from __future__ import annotations

from datetime import datetime

from handlers.forms.answers import Answer, Choice, Position, Words
from handlers.forms.form import NotUnderstood
from handlers.visit import Visit
from messages import request_form as words
from services.rules.moments import MomentProblem, read_moment
from services.rules.numbers import CountProblem, read_count
from services.rules.texts import one_line

LONGEST_WHAT = 500  # as the columns
LONGEST_ADDRESS = 300
LONGEST_BRING = 300
LONGEST_CALLER = 120


def text_in(answer: Answer, most: int) -> str | NotUnderstood:
    """The words on one line, if they fit in `most` signs."""
    text = one_line(answer.text) if isinstance(answer, Words) else ""
    if not text:
        return NotUnderstood(words.text_expected())
    return text if len(text) <= most else NotUnderstood(words.too_long(most, len(text)))


def count_in(answer: Answer) -> int | NotUnderstood:
    """How many people, tapped or typed."""
    match answer:
        case Words(text) | Choice(text):
            count = read_count(text)
        case _:
            count = CountProblem.UNREADABLE
    return NotUnderstood(words.wrong_count(count)) if isinstance(count, CountProblem) else count


def moment_in(answer: Answer, visit: Visit, since: datetime | None = None) -> datetime | NotUnderstood:
    """A moment from now on, or from `since` on; "now" is when the answer came."""
    match answer:
        case Choice(words.NOW):
            return visit.now
        case Words(text):
            moment = read_moment(text, since or visit.now, visit.policy.zone)
        case _:
            moment = MomentProblem.UNREADABLE
    return NotUnderstood(words.wrong_moment(moment)) if isinstance(moment, MomentProblem) else moment


def is_in_belgium(point: Position, visit: Visit) -> bool:
    """Whether any municipality of ours is near that point on the map."""
    return bool(visit.places.nearest(point.latitude, point.longitude))
