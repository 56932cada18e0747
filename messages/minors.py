"""The minors of a corps, for its people: by name, how consent stands, and the paper."""

from __future__ import annotations

from messages.buttons import MinorButton, MinorsButton
from messages.card import Button, Card, button
from messages.corps_overview import to_overview
from messages.formats import ZONE, first_name, long_date, municipality_name, number_text
from messages.guardians import relation_name
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from messages.lists import numbered, turning
from models.consents import ConsentState, GuardianConsent
from models.corps import Corps
from services.minors import Minor, Minors, NoMinor


def listed(seen: Minors) -> Card:
    """A page of names with how it stands."""
    corps, page = seen.corps, seen.page
    heading = fill(
        _("<b>Under 18 in the corps of {municipality}</b> ({number})"),
        municipality=municipality_name(corps.municipality),
        number=number_text(page.total),
    )
    names = [
        fill("{number}. {mark} {name}", number=number, mark=_mark(minor), name=minor.person.name)
        for number, minor in enumerate(page.items, start=page.first)
    ]
    hint = _("⏳ waits for a parent or guardian. Is there a signed paper? Tap the number. I note who looked.")
    rows = (
        *numbered(page, lambda minor: _act("show", minor, page.number)),
        *turning(page, lambda number: MinorsButton(corps=corps.id, page=number), to_overview(corps)),
    )
    return Card(paragraphs(heading, lines(*names) if names else _("Nobody."), hint if names else ""), rows=rows)


def _mark(minor: Minor) -> str:
    return "⏳" if minor.standing.missing else "✅"


def _act(act: str, minor: Minor, page: int) -> MinorButton:
    ids = {"corps": minor.corps.id, "person": minor.person.id, "page": page}
    return MinorButton.model_validate({"act": act, **ids})


def one(minor: Minor, page: int) -> Card:
    """Who agreed and when, and what can be done."""
    text = paragraphs(fill(_("<b>{name}</b> (under 18)"), name=minor.person.name), _state(minor))
    paper = button(_("📄 The paper is signed"), _act("paper", minor, page))
    withdraw = button(_("Withdraw the consent"), _act("withdraw", minor, page))
    first = (paper,) if minor.standing.missing else (withdraw,) if minor.standing.given else ()
    return Card(text, rows=tuple(row for row in (first, (_back(minor.corps, page),)) if row))


def _back(corps: Corps, page: int) -> Button:
    return button(_("⬅️ Under 18"), MinorsButton(corps=corps.id, page=page))


def _state(minor: Minor) -> Html:
    latest = minor.standing.latest
    if minor.standing.given and latest:
        return _given(latest)
    if not minor.standing.needed:
        return Html(_("No consent is asked for."))
    if latest and latest.state is ConsentState.REFUSED:
        return Html(_("❌ The parent or guardian didn't agree. They get no call-outs."))
    if latest and latest.state is ConsentState.WITHDRAWN:
        return Html(_("❌ The parent or guardian no longer agrees. They get no call-outs."))
    return Html(_("⏳ Nobody has agreed yet: they get no call-outs."))


def _given(consent: GuardianConsent) -> Html:
    text = (
        _("✅ {guardian} ({relation}) agreed on {day}, on paper.")
        if consent.recorded_by_id
        else _("✅ {guardian} ({relation}) agreed on {day}, by the link.")
    )
    day = consent.answered_at.astimezone(ZONE).date() if consent.answered_at else consent.asked_at.date()
    return fill(text, guardian=consent.guardian_name, relation=relation_name(consent.relation), day=long_date(day))


def withdraw_sure(minor: Minor, page: int) -> Card:
    """Asks once more."""
    text = _("<b>Does the parent or guardian of {name} no longer agree?</b> Then {name} gets no call-outs any more.")
    yes = button(_("Yes, withdraw it"), _act("withdraw_sure", minor, page))
    no = button(_("No, leave it"), _act("show", minor, page))
    return Card(fill(text, name=first_name(minor.person.name)), rows=((yes,), (no,)))


def recorded() -> str:
    """A toast."""
    return _("Noted. They are called out from now on.")


def withdrawn() -> str:
    """A toast."""
    return _("Noted. They are called out no more, and I told them.")


def nothing_to_do() -> str:
    """A toast: somebody else was first, or it is no longer needed."""
    return _("That is no longer needed: this is how it stands now.")


def no_minor(gone: NoMinor) -> str:
    """A toast."""
    name = municipality_name(gone.corps.municipality)
    return _("They are 18 by now, or no longer in the corps of {name}.").format(name=name)
