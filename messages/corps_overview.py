"""A municipality's corps at a glance, and its poster."""

from __future__ import annotations

from messages.buttons import AnnounceButton, CorpsButton, KeepHomeButton, MembersButton, MinorsButton, TeamButton
from messages.card import Attachment, AttachmentKind, Button, Card, button
from messages.formats import ZONE, long_date, municipality_name, number_text
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from models.corps import Corps
from services.corps_overview import Overview
from services.members import Counts, MemberStatus


def overview(seen: Overview, link: str) -> Card:
    """The figures, the way in, and what the viewer can do from here."""
    corps = seen.corps
    text = paragraphs(
        lines(
            fill(_("<b>Corps of {municipality}</b>"), municipality=municipality_name(corps.municipality)),
            fill(_("Founded on {day}"), day=long_date(corps.founded_at.astimezone(ZONE).date())),
        ),
        lines(_members(seen.counts), *_by_status(seen.counts), _minors(seen.counts), _undecided(seen.undecided)),
        lines(_missing(seen), _funded(seen), _own_means(seen)),
        fill(_("🔗 Sign-up link, to pass on:\n{link}"), link=link),
    )
    return Card(text, rows=_ways_on(seen))


def _members(counts: Counts) -> Html:
    text = _("👥 <b>{number} member</b>", "👥 <b>{number} members</b>", counts.members)
    return fill(text, number=number_text(counts.members))


def _by_status(counts: Counts) -> list[Html]:
    """A line for each status that a member has; a new status needs its words here."""
    words = {
        MemberStatus.ACTIVE: lambda n: _("✅ {number} can be called out", "✅ {number} can be called out", n),
        MemberStatus.WAITS_FOR_CONSENT: lambda n: _(
            "⏳ {number} waits for a parent or guardian", "⏳ {number} wait for a parent or guardian", n
        ),
        MemberStatus.UNREACHABLE: lambda n: _("⚠️ {number} can't be reached", "⚠️ {number} can't be reached", n),
    }
    return [fill(words[status](n), number=number_text(n)) for status, n in counts.by_status.items()]


def _minors(counts: Counts) -> Html:
    if not counts.minors:
        return Html("")
    text = _("👤 {number} member is under 18", "👤 {number} members are under 18", counts.minors)
    return fill(text, number=number_text(counts.minors))


def _undecided(number: int) -> Html:
    if not number:
        return Html("")
    text = _(
        "🕒 {number} more lives here and has signed up, but is in no corps yet",
        "🕒 {number} more live here and have signed up, but are in no corps yet",
        number,
    )
    return fill(text, number=number_text(number))


def _missing(seen: Overview) -> Html:
    if not seen.funding.missing:
        return Html("")
    text = _(
        "🟡 <b>Not active yet: {number} member is missing.</b> A corps has at least {minimum}. "
        "In an emergency I call out whoever is there all the same.",
        "🟡 <b>Not active yet: {number} members are missing.</b> A corps has at least {minimum}. "
        "In an emergency I call out whoever is there all the same.",
        seen.funding.missing,
    )
    return fill(text, number=seen.funding.missing, minimum=seen.bounds.minimum)


def _funded(seen: Overview) -> Html:
    text = _("💶 Flanders funds {number} of at most {most} members ({year})")
    return fill(text, number=seen.funding.funded, most=seen.bounds.funded, year=str(seen.year))


def _own_means(seen: Overview) -> Html:
    if not seen.funding.own_means:
        return Html("")
    text = _(
        "💶 The municipality pays for {number} member itself. Nobody is refused.",
        "💶 The municipality pays for {number} members itself. Nobody is refused.",
        seen.funding.own_means,
    )
    return fill(text, number=number_text(seen.funding.own_means))


def _ways_on(seen: Overview) -> tuple[tuple[Button, ...], ...]:
    nis = seen.corps.municipality_nis
    poster = button(_("🖨 Poster"), CorpsButton(act="poster", nis=nis))
    members = button(_("👥 Members"), MembersButton(corps=seen.corps.id, page=0))
    team = button(_("🔑 Who may do what"), TeamButton(act="show", area=str(nis)))
    announce = button(_("📢 Announcement"), AnnounceButton(nis=nis))
    first = (members, poster) if seen.may.see_members else (poster,)
    second = (*((team,) if seen.may.see_team else ()), *((announce,) if seen.may.announce else ()))
    reserve = button(_("🏠 Standing reserve"), KeepHomeButton(act="ask", nis=nis))
    minors = button(_("👤 Under 18"), MinorsButton(corps=seen.corps.id, page=0))
    third = (
        *((reserve,) if seen.may.keep_home else ()),
        *((minors,) if seen.may.see_minors and seen.counts.minors else ()),
    )
    return tuple(row for row in (first, second, third) if row)


def to_overview(corps: Corps) -> Button:
    """Back to the figures."""
    return button(_("⬆️ Corps"), CorpsButton(act="show", nis=corps.municipality_nis))


def posters(corps: Corps, link: str) -> tuple[Card, Card]:
    """The poster as a picture to pass on, and as a page to print."""
    name = municipality_name(corps.municipality)
    to_show = fill(_("Poster of the corps of {municipality}, to pass on.\n{link}"), municipality=name, link=link)
    to_print = fill(_("🖨 The same to print: A4, black and white."), municipality=name)
    return (
        Card(to_show, attachment=Attachment(AttachmentKind.POSTER_PICTURE, corps.id)),
        Card(to_print, attachment=Attachment(AttachmentKind.POSTER_PAPER, corps.id)),
    )


def none_of_yours() -> Card:
    """For whoever asks for a corps without a role in any municipality."""
    text = _("This is for the people of a municipality: requesters, coordinators and those who run the corps.")
    return Card(Html(text))
