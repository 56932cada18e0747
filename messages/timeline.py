"""What happened to a help request: a card in pages, and the whole as a text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from messages import staff
from messages.boards import none_open
from messages.buttons import TimelineButton
from messages.card import Attachment, AttachmentKind, Card, button
from messages.formats import date_and_time, municipality_name, name_of
from messages.html import fill, lines, paragraphs
from messages.language import _, mark
from messages.lists import turning
from models.call_outs import InvitationState
from models.emergencies import HelpRequest
from services.pages import page_of
from services.rules.shortening import shortened
from services.timeline import REPLIES, Event, Timeline

# What each action of the audit log that can be about a request means; `{…}` are its figures.
WORDS = {
    "request_raised": mark("🆘 Help is asked for, people needed: {needed}"),
    "request_taken": mark("🙋 Taken over"),
    "request_passed": mark("➡️ Passed on: not theirs"),
    "request_lapsed": mark("⏳ Taken over, but not called out in time: it is anybody's again"),
    "request_edited": mark("✏️ Changed"),
    "request_moved": mark("🔀 Moved to another emergency"),
    "call_out_launched": mark("🚀 Called out, people asked: {asked}"),
    "rest_asked": mark("📣 The rest of the corps is called, people asked: {asked}"),
    "escalated": mark("📣 Ring {ring} is called, people asked: {asked}"),
    "request_paged": mark("📟 Coordinators are alerted, people: {people}"),
    "request_widened": mark("📟 More people are alerted from now on"),
    "criterion_relaxed": mark("🔍 A criterion is let go"),
    "escalation_proposed": mark("⏳ It isn't filling: more people are proposed"),
    "escalation_put_off": mark("⏳ Not yet, says the coordinator"),
    "corps_withheld": mark("🏠 A neighbour keeps people at home: {people}"),
    "corps_let_go": mark("🏠 A neighbour lets people go again: {people}"),
    "asked_again": mark("📣 Whoever was told that there are enough is asked once more"),
    "late_taken": mark("🙋 Somebody who answered late is taken"),
    "names_shown": mark("👀 The names were looked at"),
    "remarks_shown": mark("👀 What people wrote was looked at"),
    "timeline_sent": mark("📄 This timeline went out as a file"),
    "call_out_met": mark("✅ All places are filled: {filled}"),
    "call_out_unmet": mark("⚠️ A place came free, and nobody in reserve can come"),
    "assigned": mark("📋 On {task}, people told: {told}"),
    "message_sent": mark("💬 A message goes out, receivers: {receivers}"),
    "on_site": mark("📍 A coordinator is on site"),
    "call_out_closed": mark("🏁 The call-out is closed, places filled: {filled}"),
    "emergency_ended": mark("🏁 The emergency has ended"),
}
ANSWERS = {
    InvitationState.COMING: mark("{number} come"),
    InvitationState.RESERVE: mark("{number} in reserve"),
    InvitationState.DECLINED: mark("{number} can't"),
}
FILE_TITLE = 60  # signs


def choose(requests: Sequence[HelpRequest]) -> Card:
    """Which request's timeline."""
    rows = [(button(_title(each, 40), TimelineButton(act="page", request=each.id)),) for each in requests]
    return staff.choose(_("<b>Which request's timeline?</b>"), rows) if rows else none_open()


def timeline(seen: Timeline, number: int) -> Card:
    """A page of what happened, the oldest first."""
    page, request = page_of(seen.events, number), seen.request
    text = paragraphs(
        fill(_("🕒 <b>What happened: {title}</b>"), title=_title(request)),
        lines(*(fill("<b>{at}</b> {what}", at=date_and_time(each.at), what=_what(each)) for each in page.items)),
    )
    as_file = button(_("📄 As a file"), TimelineButton(act="file", request=request.id))
    rows = turning(page, lambda other: TimelineButton(act="page", request=request.id, page=other), as_file)
    return Card(text, rows=rows)


def file(request: HelpRequest) -> Card:
    """The file's caption."""
    text = fill(_("📄 What happened, as a file: {title}"), title=_title(request))
    return Card(text, attachment=Attachment(AttachmentKind.TIMELINE, request.id))


def on_its_way() -> str:
    """A toast: the file comes as a message."""
    return _("The file comes in a moment.")


def as_text(seen: Timeline, now: datetime) -> str:
    """The whole of it, a step a line: for a file."""
    head = [_title(seen.request, 500), _("Made on {moment}").format(moment=date_and_time(now)), ""]
    return "\n".join([*head, *(f"{date_and_time(each.at)}\t{_what(each)}" for each in seen.events), ""])


def _title(request: HelpRequest, most: int = FILE_TITLE) -> str:
    return f"{shortened(request.what, most)} · {municipality_name(request.municipality)}"


def _what(event: Event) -> str:
    """Plain; by whom, where somebody did it. An action that has no words of its own is named as it is."""
    if event.kind == REPLIES:
        return _answers(event)
    figures = {**event.detail, "task": event.task}
    try:
        what = _(WORDS[event.kind]).format(**figures) if event.kind in WORDS else f"• {_named(event)}"
    except KeyError:  # an entry of long ago, without that figure
        what = f"• {_named(event)}"
    return f"{what} ({name_of(event.by)})" if event.by else what


def _named(event: Event) -> str:
    figures = ", ".join(f"{name} {value}" for name, value in event.detail.items())
    named = event.kind.replace("_", " ")
    return f"{named} ({figures})" if figures else named


def _answers(event: Event) -> str:
    """What came in within some minutes, up to then."""
    answers = [_(text).format(number=event.detail[state]) for state, text in ANSWERS.items() if state in event.detail]
    return _("💬 Answers: {answers}").format(answers=", ".join(answers))
