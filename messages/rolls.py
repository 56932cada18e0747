"""The names behind a board: who comes, who is in reserve, who can't."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from messages.boards import counts, title
from messages.buttons import ComersButton
from messages.card import Card, button
from messages.formats import ZONE, clock_time, name_of
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from messages.remarks import in_roll
from models.call_outs import Invitation
from models.remarks import Remark
from services.overview import Roll
from services.phones import readable
from services.rules.age import is_minor

# UTF-16 units for each list; together they stay below the 4,096 that a message holds.
ROOM_FOR_COMING = 2_400
ROOM_FOR_RESERVE = 700
ROOM_FOR_DECLINED = 500


def names(roll: Roll, now: datetime) -> Card:
    """Names in order of answering, for those who come with task and phone; as many as one message holds."""
    call_out, figures = roll.board.call_out, roll.board
    day = call_out.help_request.starts_at.astimezone(ZONE).date() if roll.with_phones else None
    coming = [
        fill("{person}{words}", person=_coming(number, invited, day), words=in_roll(roll.words.get(invited.id)))
        for number, invited in enumerate(roll.coming, start=1)
    ]
    words = roll.words
    text = paragraphs(
        fill("<b>{title}</b> · {time}", title=title(call_out), time=clock_time(now)),
        _section(_("✅ <b>Coming</b>"), coming, figures.coming, ROOM_FOR_COMING),
        _section(_("🟡 <b>Reserve list</b>"), _listed(roll.reserve, words, day), figures.reserve, ROOM_FOR_RESERVE),
        _section(_("✋ <b>Can't come</b>"), _listed(roll.declined, words), figures.declined, ROOM_FOR_DECLINED),
        "" if figures.coming else Html(_("Nobody is coming yet.")),
        counts(figures),
    )
    if not (day and coming):
        return Card(text)
    return Card(text, rows=((button(_("👤 One of them"), ComersButton(call_out=call_out.id)),),))


def _section(heading: str, people: list[Html], number: int, room: int) -> Html:
    if not people:
        return Html("")
    shown = list(_fitting(people, room))
    left = number - len(shown)
    more = fill(_("… and {number} more", "… and {number} more", left), number=left) if left > 0 else ""
    return lines(heading, *shown, more)


def _fitting(people: Iterable[Html], room: int) -> Iterable[Html]:
    for person in people:
        room -= len(person.encode("utf-16-le")) // 2 + 1
        if room < 0:
            return
        yield person


def _listed(invited: list[Invitation], words: Mapping[int, Remark], day: date | None = None) -> list[Html]:
    return [fill("• {person}{words}", person=_person(one, day), words=in_roll(words.get(one.id))) for one in invited]


def _coming(number: int, invited: Invitation, day: date | None) -> Html:
    known = invited.person.phone if invited.person and day else ""
    phone = fill(" · ☎ {phone}", phone=readable(known)) if known else Html("")
    task = fill(" · <i>{task}</i>", task=invited.task.name) if invited.task else Html("")
    time = fill(" · 🕒 {time}", time=clock_time(invited.arrives_at)) if invited.arrives_at else Html("")
    person = _person(invited, day)
    text = "{number}. {person}{time}{phone}{task}"
    return fill(text, number=number, person=person, time=time, phone=phone, task=task)


def _person(invited: Invitation, day: date | None) -> Html:
    """With whether they are under 18 on `day`; without one nobody is deployed, and nobody needs to know."""
    born = invited.person.birth_date if invited.person else None
    minor = born is not None and day is not None and is_minor(born, day)
    name = fill(_("{name} (under 18)") if minor else "{name}", name=name_of(invited.person))
    lost = invited.person is not None and not invited.person.reachable
    return fill("{name} ⚠️", name=name) if lost else name
