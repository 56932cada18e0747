"""Asks, reads, goes on, back, past or away; keeps the draft in the database after each answer."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import Any

from handlers.forms import asking
from handlers.forms.answers import Answer, Words
from handlers.forms.form import END, Accepted, Again, D, Form, NotUnderstood, Step, Stop
from handlers.forms.standing import bring_up, came_back, forget, is_open, keep, standing
from handlers.visit import Visit
from messages import forms as words
from messages.card import Reply, reply


async def start(form: Form[D], draft: D, visit: Visit, step: str | None = None) -> Reply:
    """Begins the form, at its first step or at `step`; another form that was open in this chat waits beneath it."""
    first = form.step(step) if step else next(s for s in form.steps if s.applies(draft))
    await keep(form, first, draft, visit)
    return reply(await asking.question(form, first, draft, visit))


async def take(form: Form[D], answer: Answer, visit: Visit) -> Reply:
    """Reads an answer to the question that stands."""
    if isinstance(answer, Words) and (act := words.act_of_key(answer.text)):
        return await steer(form, act, visit)
    late = came_back(visit)
    return _welcomed(form, await _take(form, answer, visit, late=late), visit, late=late)


async def _take(form: Form[D], answer: Answer, visit: Visit, *, late: bool) -> Reply:
    step, draft = standing(form, visit)
    result = await step.read(answer, draft, visit)
    if isinstance(result, NotUnderstood):
        await keep(form, step, draft, visit)
        asked = await asking.question(form, step, draft, visit)
        why = result.card if result.tells_why else asking.explained(answer, result.card)
        return reply(asking.hint(asked, why, whole=late), keep=True)
    if isinstance(result, Stop):
        return await _leave(form, result.reply, visit)
    if isinstance(result, Again):
        return await _move(form, step, result.draft, visit)
    return await _go_on(form, step, result, visit)


def _welcomed(form: Form[Any], answer: Reply, visit: Visit, *, late: bool) -> Reply:
    """The question that stands now, to whoever answered after a break; as it is where the form is done."""
    if not (late and visit.asked and is_open(form, visit)):
        return answer
    *others, asked = answer.cards
    _step, draft = standing(form, visit)
    return replace(answer, cards=(*others, asking.where_one_was(form, draft, asked)))


async def steer(form: Form[Any], act: str, visit: Visit) -> Reply:
    """Back, past the question, away, or to where one was: what the buttons of every question ask for."""
    late = came_back(visit)
    match act:
        case "back":
            return _welcomed(form, await back(form, visit), visit, late=late)
        case "skip":
            return _welcomed(form, await skip(form, visit), visit, late=late)
        case "resume":
            return replace(await resume(form, visit), keep=True)
        case _:
            return await cancel(form, visit)


async def show(form: Form[D], visit: Visit, toast: str = "") -> Reply:
    """The question that stands, once more."""
    step, draft = standing(form, visit)
    again = reply(await asking.question(form, step, draft, visit), toast=toast, keep=True)
    return _welcomed(form, again, visit, late=came_back(visit))


async def resume(form: Form[D], visit: Visit) -> Reply:
    """The question that stands, for somebody who comes back to it."""
    step, draft = standing(form, visit)
    return reply(asking.where_one_was(form, draft, await asking.question(form, step, draft, visit)))


async def reopen(form: Form[D], visit: Visit) -> Reply | None:
    """As `resume`, also where the form waits beneath another; None where there is none to come back to."""
    return await resume(form, visit) if await bring_up(form, visit) else None


async def back(form: Form[D], visit: Visit) -> Reply:
    """The page before this one, or the question before this one."""
    step, draft = standing(form, visit)
    if (earlier_page := step.page_before(draft)) is not None:
        return await _move(form, step, earlier_page, visit)
    if not draft.trail:
        return await show(form, visit)
    *trail, previous = draft.trail
    return_to = None if previous == draft.return_to else draft.return_to
    earlier = draft.model_copy(update={"trail": trail, "return_to": return_to})
    return await _move(form, form.step(previous), earlier, visit)


async def skip(form: Form[D], visit: Visit) -> Reply:
    """On without an answer, where the question may do without."""
    step, draft = standing(form, visit)
    without = step.skip(draft)
    if without is None:
        return await show(form, visit)
    return await _go_on(form, step, Accepted(without), visit)


async def cancel(form: Form[Any], visit: Visit) -> Reply:
    """Leaves the form; nothing of the draft is kept."""
    return await _leave(form, reply(form.stopped()), visit)


async def _go_on(form: Form[D], step: Step[D], result: Accepted[D], visit: Visit) -> Reply:
    draft = result.draft.model_copy(update={"trail": [*result.draft.trail, step.name]})
    target = result.to or draft.return_to
    if target and target != END and target == draft.return_to:
        draft = draft.model_copy(update={"trail": _until(target, draft.trail), "return_to": None})
    following = _following(form, step, target, draft)
    if following:
        return await _move(form, following, draft, visit, result.echo)
    had_keys = await _has_keys(form, visit)
    await forget(visit)
    done = await form.finish(draft, visit)
    return asking.after_keys(done, result.echo) if had_keys else done


def _following(form: Form[D], step: Step[D], target: str | None, draft: D) -> Step[D] | None:
    if target == END:
        return None
    return form.step(target) if target else form.after(step.name, draft)


async def _move(form: Form[D], to: Step[D], draft: D, visit: Visit, echo: str = "") -> Reply:
    had_keys = await _has_keys(form, visit)
    await keep(form, to, draft, visit)
    asked = reply(await asking.question(form, to, draft, visit))
    return asking.after_keys(asked, echo) if had_keys else asked


async def _leave(form: Form[Any], last: Reply, visit: Visit) -> Reply:
    had_keys = await _has_keys(form, visit)
    await forget(visit)
    return asking.after_keys(last) if had_keys else last


async def _has_keys(form: Form[Any], visit: Visit) -> bool:
    step, draft = standing(form, visit)
    return bool((await step.ask(draft, visit)).keys)


def _until(name: str, trail: list[str]) -> list[str]:
    """The trail as it was before `name`: whoever comes back to a question hasn't gone past it."""
    return list(takewhile(lambda gone_through: gone_through != name, trail))
