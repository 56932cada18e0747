"""All that is held about somebody, as a text that they can read; the file beside it holds every field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from messages.buttons import EraseButton
from messages.card import Attachment, AttachmentKind, Card, button
from messages.formats import ZONE, clock_time, long_date, municipality_name, province_name
from messages.html import Html, fill, lines
from messages.invites import role_and_area
from messages.language import _, mark
from messages.menus import slash
from messages.pages import pages
from messages.profile import overview
from models.announcements import Announcement, InboxMessage
from models.call_outs import CallOut, ClosingWords, Invitation, InvitationState
from models.certificates import Certificate
from models.consents import GuardianConsent
from models.corps import Membership
from models.emergencies import Emergency, HelpRequest
from models.groups import GroupMember
from models.informing import InformationShown
from models.people import Person
from models.privacy import NoticeShown
from models.provincial_phases import ProvincialPhase
from models.remarks import Remark
from models.roles import RoleGrant, RoleInvite
from models.rota import Duty, RotaException, RotaSwap
from services.personal_data import Held
from services.profiles import Profile

MOST_LINES = 20  # of each kind, the newest; the file has all of them

ANSWERS = {
    InvitationState.SILENT: mark("no answer"),
    InvitationState.COMING: mark("you came, or were to come"),
    InvitationState.RESERVE: mark("on the reserve list"),
    InvitationState.DECLINED: mark("you couldn't"),
}


def everything(held: Held, known: Profile, now: datetime) -> tuple[Card, ...]:
    """The text in as many messages as it takes, and the file."""
    head = fill(_("📄 <b>All that I hold about you</b>, {moment}"), moment=_moment(now))
    text = (head, "", overview(known), "", lines(*_more_about(held.person)), *_sections(held))
    caption = fill(
        _("The same as a file for other programs, with every field (JSON). Is something wrong? Tap {profile}."),
        profile=slash("profile"),
    )
    file = Attachment(AttachmentKind.MY_DATA, held.person.id)
    erase = button(_("🗑 Erase me"), EraseButton(act="ask"))
    return (*(Card(page) for page in pages(text)), Card(caption, rows=((erase,),), attachment=file))


def _moment(moment: datetime) -> Html:
    local = moment.astimezone(ZONE)
    return fill("{day} {time}", day=long_date(local.date()), time=clock_time(moment))


def _more_about(person: Person) -> Iterator[Html]:
    yield fill(_("I know you since {moment}."), moment=_moment(person.created_at))
    if person.signed_up_at:
        yield fill(_("You signed up on {moment}."), moment=_moment(person.signed_up_at))
    if person.seen_at:
        yield fill(_("Your last sign of life: {moment}, noted to the day."), moment=_moment(person.seen_at))
    if person.erase_wished_at:
        yield fill(_("You asked to be erased on {moment}."), moment=_moment(person.erase_wished_at))
    if not person.reachable:
        yield Html(_("My messages didn't reach you."))
    yield fill(_("The number of this chat at Telegram: {number}."), number=str(person.telegram_id))


def _sections(held: Held) -> Iterator[str]:
    for name, (heading, line) in WORDS.items():
        rows = held.rows[name]
        yield from _section(_(heading), len(rows), [line(row) for row in rows] if line else [])
    looks = [_moment(entry.at) for entry in held.looks]
    yield from _section(_("When others looked at your data, or changed it"), len(looks), looks)


def _section(heading: str, number: int, texts: Sequence[Html]) -> Iterator[str]:
    """The newest first; of what has no texts only how many there are."""
    if not number:
        return
    yield fill("\n<b>{heading}</b> ({number})", heading=heading, number=number)
    yield from (Html(f"• {text}") for text in reversed(texts[-MOST_LINES:]))
    older = len(texts) - MOST_LINES
    if older > 0:
        yield fill(_("… and {number} older, in the file", "… and {number} older, in the file", older), number=older)


def _span(start: datetime, end: datetime | None) -> Html:
    if end is None:
        return fill(_("since {day}"), day=_moment(start))
    return fill("{start} – {end}", start=_moment(start), end=_moment(end))


def _membership(row: Membership) -> Html:
    return fill("{corps}: {span}", corps=municipality_name(row.corps.municipality), span=_span(row.since, row.until))


def _group(row: GroupMember) -> Html:
    return fill("{group}: {span}", group=row.group.name, span=_span(row.joined_at, row.left_at))


def _certificate(row: Certificate) -> Html:
    """Sent when; the profile above says what became of it."""
    return _moment(row.sent_at)


def _consent(row: GuardianConsent) -> Html:
    """When they were asked; the profile above says what they answered."""
    return _moment(row.asked_at)


def _shown(row: NoticeShown | InformationShown) -> Html:
    return fill("{version}: {moment}", version=row.version, moment=_moment(row.shown_at))


def _role(row: RoleGrant) -> Html:
    return fill("{role}: {span}", role=role_and_area(row), span=_span(row.granted_at, row.revoked_at))


def _invite(row: RoleInvite) -> Html:
    return fill("{role}: {span}", role=role_and_area(row), span=_span(row.created_at, row.used_at))


def _invitation(row: Invitation) -> Html:
    return fill("{request} · {answer}", request=_request(row.call_out.help_request), answer=_(ANSWERS[row.state]))


def _request(row: HelpRequest) -> Html:
    town = municipality_name(row.municipality)
    return fill("{moment}: {what} ({town})", moment=_moment(row.starts_at), what=row.what, town=town)


def _call_out(row: CallOut) -> Html:
    return _request(row.help_request)


def _emergency(row: Emergency) -> Html:
    return fill("{span}: {name}", span=_span(row.opened_at, row.ended_at), name=row.name)


def _phase(row: ProvincialPhase) -> Html:
    return fill("{span}: {name}", span=_span(row.declared_at, row.ended_at), name=province_name(row.province))


def _text(row: Announcement | InboxMessage) -> Html:
    return fill("{moment}: {text}", moment=_moment(row.sent_at), text=row.text)


def _times(row: RotaException | RotaSwap) -> Html:
    return _span(row.starts_at, row.ends_at)


def _duty(row: Duty) -> Html:
    return _span(row.started_at, row.ended_at)


Line = Callable[[Any], Html] | None


def _closing_words(row: ClosingWords) -> Html:
    return fill("{text}", text=row.text)


def _remark(row: Remark) -> Html:
    return fill("{moment}: {text}", moment=_moment(row.written_at), text=row.text)


# For each holding of services.inventory, in the order of reading: its heading, and one row of it. What is only counted
# here is in the file. The person's own row is the beginning of the text.
WORDS: Mapping[str, tuple[str, Line]] = {
    "memberships": (mark("Corps that you are or were in"), _membership),
    "guardians": (mark("What your parent or guardian was asked"), _consent),
    "consents_recorded": (mark("Consent for minors that you recorded"), None),
    "certificates": (mark("First-aid certificates that you sent"), _certificate),
    "certificates_checked": (mark("First-aid certificates of others that you checked"), None),
    "groups": (mark("Groups that you are or were in"), _group),
    "groups_led": (mark("Groups that you lead or led"), None),
    "corps_awaited": (mark("Corps whose founding you wait for"), None),
    "call_outs": (mark("Call-outs that asked you"), _invitation),
    "remarks": (mark("What you wrote about call-outs"), _remark),
    "roles": (mark("Roles that you have or had"), _role),
    "invites_used": (mark("Invitations to a role that you accepted"), _invite),
    "invites_made": (mark("Invitations to a role that you made"), _invite),
    "roles_taken_back": (mark("Roles that you took back from others"), None),
    "requests_made": (mark("Requests for help that you made"), _request),
    "requests_taken_over": (mark("Requests for help that you took over"), _request),
    "requests_passed": (mark("Requests for help that you passed on"), None),
    "call_outs_launched": (mark("Call-outs that you launched"), _call_out),
    "provincial_phases_declared": (mark("Provincial phases that you entered"), _phase),
    "provincial_phases_ended": (mark("Provincial phases whose end you entered"), _phase),
    "corps_withheld": (mark("Corps whose people you kept at home"), None),
    "closing_words": (mark("Why call-outs closed, as you wrote it"), _closing_words),
    "emergencies_in_charge": (mark("Emergencies of which you are or were in charge"), _emergency),
    "emergencies_on_site": (mark("Emergencies at which you are or were on site"), _emergency),
    "rota_shifts": (mark("Weekly shifts in which you are on call"), None),
    "rota_exceptions": (mark("Other times for which you are on call"), _times),
    "swaps_asked": (mark("Shifts that you asked others to take"), _times),
    "swaps_offered": (mark("Shifts that others asked you to take"), _times),
    "duties": (mark("When you came on call"), _duty),
    "announcements": (mark("What you announced"), _text),
    "messages_written": (mark("What you wrote to others"), _text),
    "messages_received": (mark("What others wrote to you"), _text),
    "rights_told": (mark("Your rights as a volunteer, as you were shown them"), _shown),
    "privacy_notices": (mark("Privacy notices that you were shown"), _shown),
    "acts": (mark("What you did in a role, in the audit log"), None),
    "form": (mark("What you are filling in"), None),
    "messages_waiting": (mark("Messages to you that still wait"), None),
    "replies_waiting": (mark("Answers to you that still wait"), None),
    "cards": (mark("Messages in this chat that I keep up to date"), None),
}


def nothing(*, form: bool) -> Card:
    """To a stranger; `form`: they are filling something in."""
    if form:
        text = _("I know nothing about you but what you are filling in here. {erase} makes me forget that too.")
        return Card(fill(text, erase=slash("erase")))
    return Card(Html(_("I know nothing about you, and keep nothing.")))
