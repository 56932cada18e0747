"""Putting people on a task: the two questions, and what they are told."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from messages.boards import title
from messages.buttons import CallOutButton
from messages.card import Button, Card, button
from messages.formats import day_and_time, first_name, municipality_name, name_of
from messages.forms import choice
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from models.call_outs import CallOut, Invitation, InvitationState, Task
from services.rules.shortening import shortened

FORM = "assign"
DONE = "done"
NEXT = "next"
PREVIOUS = "prev"
PAGE = 8
LONGEST_NAME = 80


def ask_task(call_out: CallOut, tasks: Sequence[Task]) -> Card:
    """Which task or team; a new one is typed."""
    how = _("Tap one, or type the name of a new one.") if tasks else _("Type its name, like <i>Kitchen</i>.")
    text = lines(
        fill("<b>{title}</b>", title=title(call_out)),
        Html(_("<b>Which task or team?</b>")),
        how,
    )
    return Card(text, rows=tuple((choice(task.name, FORM, "task", str(task.id)),) for task in tasks[:20]))


def name_too_long(length: int) -> Card:
    """The name of the new task doesn't fit."""
    text = _("That is {length} characters, and {most} fit. Type a shorter name, like <b>Kitchen</b>.")
    return Card(fill(text, length=length, most=LONGEST_NAME))


def name_expected() -> Card:
    """Something else than a name came."""
    return Card(Html(_("Type the name of the task or team, like <b>Kitchen</b>.")))


def ask_people(task: str, coming: Sequence[Invitation], chosen: Collection[int], page: int) -> Card:
    """Who is on it: tap to put on or take off, a page at a time."""
    number = sum(invitation.id in chosen for invitation in coming)
    text = lines(
        fill(_("<b>Who goes to {task}?</b>"), task=task),
        fill(
            _("{number} chosen. Tap names, then Done.", "{number} chosen. Tap names, then Done.", number),
            number=number,
        ),
    )
    shown = coming[page * PAGE : (page + 1) * PAGE]
    people = tuple((choice(_person(invited, chosen), FORM, "people", str(invited.id)),) for invited in shown)
    done = (choice(_("✅ Done"), FORM, "people", DONE),)
    return Card(text, rows=(*people, *_pages(page, len(coming)), done))


def _person(invited: Invitation, chosen: Collection[int]) -> str:
    name = name_of(invited.person)
    if invited.id in chosen:
        return f"✅ {name}"
    if invited.task is None:
        return name
    return f"{name} ({shortened(invited.task.name, 20)})"


def _pages(page: int, people: int) -> tuple[tuple[Button, ...], ...]:
    before = (choice(_("◀️ Previous"), FORM, "people", PREVIOUS),) if page else ()
    after = (choice(_("Next ▶️"), FORM, "people", NEXT),) if (page + 1) * PAGE < people else ()
    return ((*before, *after),) if before or after else ()


def nobody_comes(call_out: CallOut) -> Card:
    """There is nobody to put on a task yet."""
    text = lines(
        fill("<b>{title}</b>", title=title(call_out)),
        Html(_("Nobody is coming yet, so there is nobody to assign.")),
    )
    return Card(text)


def done(task: Task, told: int) -> Card:
    """To the coordinator: who was told."""
    nobody = _("Nothing changed for <b>{task}</b>.")
    some = _("✅ <b>{task}</b>: {number} person is told.", "✅ <b>{task}</b>: {number} people are told.", told)
    more = button(_("📋 Another task"), CallOutButton(act="assign", call_out=task.call_out_id))
    return Card(fill(some if told else nobody, task=task.name, number=told), rows=((more,),))


def subject(_draft: object) -> str:
    """What is being filled in."""
    return _("who does what")


def stopped() -> Card:
    """The form was left: nobody's task changed."""
    return Card(Html(_("Stopped. Nobody's task changed.")))


def assigned(invited: Invitation, now: datetime) -> Card | None:
    """To somebody whose task changed; nothing to whoever no longer comes."""
    if invited.state is not InvitationState.COMING:
        return None
    request = invited.call_out.help_request
    about = fill(
        "<i>{what} · {town} · {time}</i>",
        what=shortened(request.what, 80),
        town=municipality_name(request.municipality),
        time=day_and_time(request.starts_at, now),
    )
    return Card(paragraphs(_news(invited), about))


def _news(invited: Invitation) -> Html:
    if invited.task:
        return lines(
            fill(_("📋 <b>Your task: {task}</b>"), task=invited.task.name),
            fill(_("You still come as agreed, {name}."), name=first_name(name_of(invited.person))),
        )
    return lines(
        Html(_("📋 <b>You are no longer on a task.</b>")),
        Html(_("You still come as agreed. The coordinator tells you on site what to do.")),
    )
