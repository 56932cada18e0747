"""First-aid certificates, for those who check them: the file, the questions, who decided."""

from __future__ import annotations

from datetime import date, datetime

from messages.buttons import CheckButton, ChecksButton
from messages.card import Attachment, AttachmentKind, Button, Card, button
from messages.certificate_lines import KINDS, REASONS, kind_and_end, reason_text
from messages.formats import ZONE, dated_day, long_date, municipality_name
from messages.forms import choice
from messages.html import Html, fill, lines, paragraphs
from messages.language import _, mark
from messages.lists import numbered, rows_of, turning
from models.certificates import Certificate, CertificateState
from services.certificate_cards import home_of
from services.pages import Page
from services.rules.coming_days import DayProblem

CONFIRM, DECLINE = "check", "decline"  # forms
KIND, UNTIL, REASON, REMARK = "kind", "until", "reason", "remark"
FOR_GOOD = "none"
PROBLEMS = {
    DayProblem.UNREADABLE: mark("I don't recognise that as a day."),
    DayProblem.NOT_AHEAD: mark("That day has passed. Has it expired? Then stop here, and decline it."),
    DayProblem.TOO_FAR: mark("That is too far away. Does it have no end date? Then tap the button."),
    DayProblem.IMPOSSIBLE: mark("That day is not in the calendar."),
}


def file(certificate: Certificate) -> Card:
    """The file itself, with whose it is."""
    caption = fill(_("First-aid certificate of <b>{name}</b>. It disappears here once it is checked."),
                   name=certificate.person.name)  # fmt: skip
    return Card(caption, silent=True, attachment=Attachment(AttachmentKind.CERTIFICATE, certificate.id))


def file_gone() -> Card:
    """What takes the place of a file that Telegram no longer deletes."""
    return Card(_("🗑 This file was removed."), attachment=Attachment(AttachmentKind.REMOVED, 0))


def ask(certificate: Certificate) -> Card:
    """Below the file: what to look at, and what to tap."""
    text = lines(
        fill(_("📄 <b>{name} sent a first-aid certificate</b> ({place})"), name=certificate.person.name,
             place=_place(certificate)),
        Html(_("Look at the file above. Is it in their name, and does it still count?")),
    )  # fmt: skip
    return Card(text, rows=_acts(certificate))


def reminder(certificate: Certificate, now: datetime) -> Card:
    """It has waited for days."""
    text = _("⏰ <b>The first-aid certificate of {name} has been waiting since {day}</b> ({place})")
    known = {"name": certificate.person.name, "day": dated_day(certificate.sent_at, now), "place": _place(certificate)}
    return Card(lines(fill(text, **known), _("Can you check it?")), rows=_acts(certificate))


def _place(certificate: Certificate) -> str:
    home = home_of(certificate.person)
    return municipality_name(home) if home else ""


def _acts(certificate: Certificate) -> tuple[tuple[Button, ...], ...]:
    yes = button(_("✅ Confirm"), CheckButton(act="confirm", certificate=certificate.id))
    no = button(_("❌ Decline"), CheckButton(act="decline", certificate=certificate.id))
    return (yes, no), (button(_("📄 Show the file again"), CheckButton(act="show", certificate=certificate.id)),)


def ask_kind(certificate: Certificate) -> Card:
    """What it proves."""
    text = fill(_("<b>What did {name} learn?</b> It stands on the certificate."), name=certificate.person.name)
    return Card(text, rows=rows_of([choice(_(KINDS[kind]), CONFIRM, KIND, kind.value) for kind in KINDS], 1))


def ask_until(usual: date | None) -> Card:
    """Its last day; `usual` is that of one that was earned today."""
    text = lines(
        _("<b>Until when does it count?</b>"),
        _("Type the last day, for example <b>31/12/2028</b>. Or tap, if no day stands on it."),
    )
    for_good = choice(_("No end date"), CONFIRM, UNTIL, FOR_GOOD)
    if usual is None:
        return Card(text, rows=((for_good,),))
    a_year = choice(_("Until {day}").format(day=long_date(usual)), CONFIRM, UNTIL, usual.isoformat())
    return Card(text, rows=((a_year,), (for_good,)))


def not_a_day(problem: DayProblem) -> Card:
    """What was expected, with an example."""
    return Card(lines(_(PROBLEMS[problem]), _("Type the last day like <b>31/12/2028</b>.")))


def ask_reason(certificate: Certificate) -> Card:
    """Why it is declined; the volunteer is told."""
    text = fill(_("<b>Why not?</b> I tell {name}, and how to send another one."), name=certificate.person.name)
    reasons = [choice(_(label), DECLINE, REASON, reason.value) for reason, label in REASONS.items()]
    return Card(text, rows=rows_of(reasons, 2))


def ask_remark(most: int) -> Card:
    """The reason in own words."""
    return Card(fill(_("<b>What is the reason?</b> They read it as you write it: at most {most} signs."), most=most))


def nothing_to_ask() -> Card:
    """For a form whose certificate isn't there to be checked any more."""
    return Card(_("🗂 Nothing is left for you to do about this certificate."))


def decided(certificate: Certificate) -> Card:
    """What became of it, for everybody who was asked."""
    known = {"name": certificate.person.name, "by": certificate.decided_by.name if certificate.decided_by else "–"}
    if certificate.state is CertificateState.CONFIRMED:
        head = fill(_("✅ <b>Certificate of {name}: confirmed by {by}</b>"), **known)
        return Card(lines(head, fill("{certificate}", certificate=kind_and_end(certificate))))
    head = fill(_("❌ <b>Certificate of {name}: declined by {by}</b>"), **known)
    return Card(lines(head, fill("{reason}", reason=reason_text(certificate))))


def done(certificate: Certificate) -> Card:
    """To whoever decided; what it was stands on the card above, as it does for the others."""
    text = _("👍 <b>Done.</b> I tell {name}, and forget the file: it leaves this chat.")
    return Card(fill(text, name=certificate.person.name), rows=((_others(),),))


def decided_before(certificate: Certificate) -> Card:
    """Somebody was quicker."""
    return Card(paragraphs(_("That was decided before:"), decided(certificate).text), rows=((_others(),),))


def decided_already() -> str:
    """A toast, beside the card that says how."""
    return _("That was decided before.")


def no_longer_there() -> Card:
    """It was withdrawn, replaced or erased, or isn't theirs to check any more."""
    return nothing_to_ask()


def not_there() -> str:
    """The same as a toast."""
    return _("This certificate is no longer there: it was taken back or replaced.")


def sent_again() -> str:
    """A toast."""
    return _("Here it comes.")


def stopped() -> Card:
    """A form was left."""
    return Card(_("Stopped. Nothing was decided."), rows=((_others(),),))


def subject(_draft: object) -> str:
    """What is being filled in."""
    return _("a certificate to check")


def _others() -> Button:
    return button(_("Certificates to check"), ChecksButton())


def queue(page: Page[Certificate], now: datetime) -> Card:
    """Those that wait, the oldest first; a number shows one."""
    if not page.total:
        return Card(_("No first-aid certificate waits to be checked. You don't have to do anything."))
    waiting = [_listed(number, each, now) for number, each in enumerate(page.items, start=page.first)]
    text = paragraphs(
        _("<b>Certificates to check</b>"), lines(*waiting), _("Tap a number to see one. I note who looked.")
    )
    rows = (
        *numbered(page, lambda each: CheckButton(act="show", certificate=each.id)),
        *turning(page, lambda number: ChecksButton(page=number)),
    )
    return Card(text, rows=rows)


def _listed(number: int, certificate: Certificate, now: datetime) -> Html:
    day = dated_day(certificate.sent_at.astimezone(ZONE), now)
    known = {"name": certificate.person.name, "place": _place(certificate), "day": day}
    return fill(_("{number}. {name} ({place}), since {day}"), number=number, **known)


def not_a_verifier() -> Card:
    """For whoever asks without a role that checks."""
    return Card(_("Only those who run a corps, coordinators and administrators check certificates. I did nothing."))
