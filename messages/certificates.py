"""First-aid certificates, for the volunteer who has one: sending it, what became of it, taking it back."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from messages.buttons import CertificateButton
from messages.card import Button, Card, button
from messages.certificate_lines import kind_and_end, line, reason_text
from messages.formats import ZONE, long_date, number_text
from messages.html import Html, fill, lines, paragraphs
from messages.language import _, mark
from messages.menus import slash
from models.certificates import Certificate, CertificateState, DeclineReason
from services.certificates import Own, Waiting
from services.policy import Policy
from services.rules.certificates import FileProblem

FORM = "certificate"
STEP = "certificate"
DELETABLE = timedelta(hours=48)  # how long Telegram lets a bot delete a message
ADVICE = {
    DeclineReason.UNREADABLE: mark("I couldn't read it. Take the photo in good light, with the whole page on it."),
    DeclineReason.EXPIRED: mark("It has expired. Did you take a refresher? Then send that certificate."),
    DeclineReason.NOT_FIRST_AID: mark("It isn't a first-aid certificate."),
    DeclineReason.SOMEBODY_ELSES: mark("It is in another name than yours."),
}


def ask() -> Card:
    """For a photo or a PDF, and what becomes of it."""
    return Card(
        paragraphs(
            _("<b>Do you have a first-aid certificate?</b>"),
            _("Send a photo of it, or the PDF, with 📎. The whole page, and sharp enough to read."),
            _(
                "Somebody who runs or coordinates your corps looks at it. After that I forget the file, and keep only "
                "what you learned, until when it counts, and who checked it."
            ),
        )
    )


def not_a_file(problem: FileProblem, policy: Policy) -> Card:
    """What was expected, with an example."""
    megabytes = number_text(policy.largest_certificate // 1_000_000)
    match problem:
        case FileProblem.TOO_LARGE:
            text = _("That file is too large: at most {megabytes} MB. Take a photo of the page and send that.")
        case FileProblem.WRONG_TYPE:
            text = _("I can't open that kind of file. Send a <b>photo</b> of your certificate, or the <b>PDF</b>.")
        case FileProblem.NO_FILE:
            text = _("Send a <b>photo</b> of your certificate, or the <b>PDF</b>: tap 📎, then choose it.")
    return Card(fill(text, megabytes=megabytes))


def sent(done: Waiting) -> Card:
    """It waits now; what happens next."""
    asked = _("{number} person can check it.", "{number} people can check it.", done.asked)
    text = paragraphs(
        _(
            "✅ <b>I have your certificate.</b> You don't have to do anything. "
            "As soon as it is checked, you get a message."
        ),
        fill(asked, number=done.asked) if done.asked else _("Nobody is there yet to check it. I keep it until then."),
        only_the_first() if done.certificate.album else "",
    )
    return Card(text, rows=((_mine(),),))


def only_the_first() -> Html:
    """Several photos came together."""
    text = _(
        "You sent several photos: I took only the first. Is another one better? Send that one alone. "
        "The others stay in this chat until you delete them."
    )
    return Html(text)


def own(known: Own, today: date) -> Card:
    """All that is known of somebody's certificates."""
    return Card(paragraphs(*_standing(known, today)), rows=(_acts(known),))


def _standing(known: Own, today: date) -> list[Html]:
    heading = Html(_("<b>Your first-aid certificates</b>"))
    kept = lines(*(fill("• {line}", line=line(each, today)) for each in known.kept))
    open_ones = lines(_waiting(known.waiting), _declined(known.declined) if not known.waiting else "")
    nothing = Html("" if kept or open_ones else _("I have none of you."))
    return [heading, kept, open_ones, nothing]


def _waiting(certificate: Certificate | None) -> Html:
    if certificate is None:
        return Html("")
    day = long_date(certificate.sent_at.astimezone(ZONE).date())
    return fill(_("⏳ You sent one on {day}. It is not checked yet."), day=day)


def _declined(certificate: Certificate | None) -> Html:
    if certificate is None:
        return Html("")
    return fill(_("❌ The last one was not accepted: {reason}"), reason=_why(certificate))


def _why(certificate: Certificate) -> str:
    known = ADVICE.get(certificate.reason) if certificate.reason else None
    return _(known) if known else reason_text(certificate)


def _acts(known: Own) -> tuple[Button, ...]:
    if known.waiting is None:
        return (send_one(),)
    another = button(_("📎 Send another instead"), CertificateButton(act="send"))
    return another, button(_("🗑 Take it back"), CertificateButton(act="withdraw"))


def send_one() -> Button:
    """Begins the question for a file."""
    return button(_("📎 Send a certificate"), CertificateButton(act="send"))


def _mine() -> Button:
    return button(_("My certificates"), CertificateButton(act="mine"))


def answer(certificate: Certificate) -> Card:
    """To whoever sent it: what was decided."""
    if certificate.state is CertificateState.CONFIRMED:
        return Card(paragraphs(_accepted(certificate), _about_the_message(certificate)), rows=((_mine(),),))
    text = paragraphs(
        _("❌ <b>Your first-aid certificate was not accepted.</b>"),
        lines(fill("{reason}", reason=_why(certificate)), _decided_by(certificate)),
        fill(_("Do you have another one? Tap the button below, or {certificate}."), certificate=slash("certificate")),
        _about_the_message(certificate),
    )
    return Card(text, rows=((send_one(),),))


def _accepted(certificate: Certificate) -> Html:
    return lines(
        _("✅ <b>Your first-aid certificate was checked.</b> You don't have to do anything."),
        fill("{certificate}", certificate=kind_and_end(certificate)),
        _decided_by(certificate),
        fill(
            _("What you are good at stays as you said it yourself. Change it with {profile}."), profile=slash("profile")
        ),
    )


def _decided_by(certificate: Certificate) -> Html:
    by = certificate.decided_by
    return fill(_("Checked by {name}"), name=by.name) if by and by.name else Html("")


def _about_the_message(certificate: Certificate) -> Html:
    """A bot can delete what people sent for two days only."""
    if _can_be_deleted(certificate.sent_at, certificate.decided_at):
        return Html(_("I forgot the file, and took your message with it out of this chat."))
    return Html(_("I forgot the file. Your own message with it is too old for me to delete: do that yourself."))


def _can_be_deleted(sent_at: datetime, decided_at: datetime | None) -> bool:
    return decided_at is not None and decided_at - sent_at < DELETABLE


def withdrawn() -> str:
    """A toast."""
    return _("Taken back. I forgot the file.")


def nothing_waits() -> str:
    """A toast."""
    return _("There is nothing to take back: it was checked or taken back before.")


def stopped() -> Card:
    """The question was left."""
    return Card(_("Nothing was changed."), rows=((_mine(),),))


def for_volunteers() -> Card:
    """Nobody else has a certificate checked."""
    text = _("Only volunteers can have a certificate checked. Would you like to be one? Tap {start}.")
    return Card(fill(text, start=slash("start")))


def subject(_draft: object) -> str:
    """What is being filled in."""
    return _("your first-aid certificate")
