"""What is kept of first-aid certificates, as it stands in a line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from messages.formats import long_date
from messages.language import _, mark
from models.certificates import Certificate, CertificateKind, DeclineReason
from services.rules.certificates import counts

KINDS = {
    CertificateKind.BASIC: mark("Basic first aid"),
    CertificateKind.REFRESHER: mark("Yearly refresher"),
    CertificateKind.OTHER: mark("Other recognised training"),
}
REASONS = {
    DeclineReason.UNREADABLE: mark("Can't be read"),
    DeclineReason.EXPIRED: mark("Has expired"),
    DeclineReason.NOT_FIRST_AID: mark("Isn't about first aid"),
    DeclineReason.SOMEBODY_ELSES: mark("In another name"),
    DeclineReason.OTHER: mark("Another reason"),
}


def kind_and_end(certificate: Certificate) -> str:
    """As "Basic first aid, until 3 May 2028"; empty for one that wasn't confirmed."""
    if certificate.kind is None:
        return ""
    kind = _(KINDS[certificate.kind])
    if certificate.expires_on is None:
        return _("{kind}, without an end date").format(kind=kind)
    return _("{kind}, until {day}").format(kind=kind, day=long_date(certificate.expires_on))


def line(certificate: Certificate, today: date) -> str:
    """One that was confirmed: what, until when, who checked it; or that it no longer counts."""
    if certificate.kind and certificate.expires_on and not counts(certificate.expires_on, today):
        text = _("⚠️ {kind}: expired on {day}, no longer counts")
        return text.format(kind=_(KINDS[certificate.kind]), day=long_date(certificate.expires_on))
    if certificate.decided_by is None:
        return kind_and_end(certificate)
    checked = _("{certificate} (checked by {name})")
    return checked.format(certificate=kind_and_end(certificate), name=certificate.decided_by.name)


def certificates_text(certificates: Sequence[Certificate], today: date) -> str:
    """All of them in a line."""
    return " · ".join(line(each, today) for each in certificates) or _("none yet sent")


def reason_text(certificate: Certificate) -> str:
    """Why it was declined, in the words of whoever declined it where there are any; empty for another."""
    if certificate.reason is None:
        return ""
    return certificate.remark or _(REASONS[certificate.reason])
