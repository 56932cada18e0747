"""Everything that is known about somebody, for themselves: one card, one line a subject, one button a line."""

from __future__ import annotations

from messages import groups
from messages.availability import never_called, week_text
from messages.buttons import (
    CertificateButton,
    ChooseLanguageButton,
    EraseButton,
    MyDataButton,
    PauseButton,
    ProfileButton,
    SignUpButton,
    TestAlarmButton,
)
from messages.card import Button, Card, button
from messages.certificate_lines import certificates_text
from messages.emergency_contact import contact_text
from messages.formats import ZONE, long_date, municipality_name
from messages.guardians import relation_name, want_link, why_missing
from messages.html import Html, fill, lines, paragraphs
from messages.invites import role_and_area
from messages.language import LANGUAGES, _
from messages.menus import slash
from messages.pauses import pause_text
from messages.quiet_hours import hours_text
from messages.skills import skill_names
from services.phones import readable
from services.policy import Policy
from services.profiles import Profile
from services.quiet import quiet_hours_of
from services.rules.skills import ABILITIES, Category

FORM = "profile"
NOTHING = Html("")
SIDE_BY_SIDE = 3


def overview(known: Profile) -> Html:
    """Each paragraph is a subject; a new one (training, a group) is a function more in the list."""
    is_volunteer = known.person.signed_up_at is not None
    parts = (_who, _consent, _home, _offer, _times, _settings) if is_volunteer else (_who, _settings)
    return paragraphs(*(part(known) for part in parts))


def profile(known: Profile, note: Html = NOTHING) -> Card:
    """All of it, with a button for each line."""
    is_volunteer = known.person.signed_up_at is not None
    text = paragraphs(overview(known), lines(note, _("✏️ Tap what you want to change.")))
    return Card(text, rows=_rows(known) if is_volunteer else _rows_of_staff())


def _line(label: str, value: str) -> Html:
    return fill(_("{label}: <b>{value}</b>"), label=label, value=value)


def _who(known: Profile) -> Html:
    person = known.person
    return lines(
        fill("👤 <b>{name}</b>", name=person.name),
        *(fill(_("You are {role}."), role=role_and_area(grant)) for grant in known.grants),
        _line(_("Born"), long_date(person.birth_date)) if person.birth_date else "",
        _line(_("Phone"), readable(person.phone) if person.phone else _("none yet")),
        _line(_("Emergency contact"), contact_text(person.emergency_name, person.emergency_phone))
        if person.signed_up_at
        else "",
    )


def _consent(known: Profile) -> Html:
    """Of a minor: that they are one, and whether a guardian agrees; of anybody else nothing."""
    consent, latest = known.consent, known.consent.latest
    if not consent.minor:
        return NOTHING
    name, relation = (latest.guardian_name, latest.relation) if latest else ("", None)
    by = fill("{name} ({relation})", name=name, relation=relation_name(relation))
    return lines(
        _("Under 18: you are not asked for tasks that are marked 18+."),
        why_missing(consent),
        _line(_("Consent"), by) if consent.given else "",
    )


def _home(known: Profile) -> Html:
    person = known.person
    return lines(
        _line(_("Municipality"), municipality_name(person.municipality) if person.municipality else _("none yet")),
        _corps(known),
        _group(known),
    )


def _group(known: Profile) -> Html:
    if known.group is None:
        return Html("")
    return _line(_("Group"), groups.line(known.group.name, leads=known.group.leader_id == known.person.id))


def _corps(known: Profile) -> Html:
    current = [one for one in known.memberships if one.until is None]
    former = [one for one in known.memberships if one.until is not None]
    text = _line(
        _("Corps"), municipality_name(known.person.corps.municipality) if known.person.corps else _("none yet")
    )
    since = fill(_("since {day}"), day=long_date(current[0].since.astimezone(ZONE).date())) if current else ""
    before = fill(_("before: {corps}"), corps=municipality_name(former[0].corps.municipality)) if former else ""
    remarks = ", ".join(part for part in (since, before) if part)
    return Html(f"{text} ({remarks})") if remarks else text


def _offer(known: Profile) -> Html:
    bits = known.person.skill_bits
    return lines(
        _line(_("Good at"), skill_names(bits, ABILITIES)),
        _line(_("Languages"), skill_names(bits, (Category.LANGUAGES,))),
        _line(_("Own equipment"), skill_names(bits, (Category.EQUIPMENT,))),
        _line(_("First-aid certificate"), certificates_text(known.certificates, known.today)),
    )


def _times(known: Profile) -> Html:
    person = known.person
    return lines(
        _line(_("Times"), week_text(person.availability)),
        _line(_("If urgent"), _("call me always") if person.call_always else _("only at my times")),
        _line(_("Quiet hours"), hours_text(quiet_hours_of(person))),
        pause_text(person) or _line(_("Pause"), _("no")),
        never_called(person.availability, call_always=person.call_always),
    )


def _settings(known: Profile) -> Html:
    language = known.person.language
    return _line(_("Chat language"), LANGUAGES.get(language, language))


def _change(label: str, line: str) -> Button:
    return button(label, ProfileButton.model_validate({"line": line}))


def _rows(known: Profile) -> tuple[tuple[Button, ...], ...]:
    person = known.person
    end = button(_("▶️ I'm back"), PauseButton(act="end"))
    pause = button(_("Pause"), PauseButton(act="ask"))
    each = (
        _change(_("Name"), "name"),
        _change(_("Born"), "birth"),
        _change(_("Phone"), "phone"),
        _change(_("In emergency"), "emergency"),
        _change(_("Municipality"), "town"),
        _change(_("Corps"), "corps"),
        _change(_("Good at"), "skills"),
        _change(_("Languages"), "languages"),
        _change(_("Equipment"), "equipment"),
        button(_("Certificate"), CertificateButton(act="mine")),
        _change(_("Times"), "when"),
        _change(_("If urgent"), "always"),
        _change(_("Quiet hours"), "quiet"),
        end if person.paused_at else pause,
        button(_("Chat language"), ChooseLanguageButton()),
        test_alarm(),
    )
    rows = (each[start : start + SIDE_BY_SIDE] for start in range(0, len(each), SIDE_BY_SIDE))
    return (*(((want_link(),),) if known.consent.missing else ()), *rows, _rights())


def _rights() -> tuple[Button, ...]:
    return button(_("📄 All my data"), MyDataButton()), button(_("🗑 Erase me"), EraseButton(act="ask"))


def _rows_of_staff() -> tuple[tuple[Button, ...], ...]:
    language = button(_("Chat language"), ChooseLanguageButton())
    sign_up = button(_("Sign up as a volunteer too"), SignUpButton())
    return (_change(_("Name"), "name"), _change(_("Phone"), "phone"), language), (sign_up,), _rights()


def test_alarm() -> Button:
    """Asks for a call-out that is none."""
    return button(_("Test alarm"), TestAlarmButton(act="send"))


def to_profile() -> Button:
    """Under cards after which it is the way on."""
    return button(_("My profile"), ProfileButton(line="all"))


def kept() -> Html:
    """At the end of the card, after a change: that is what one sees of a long one."""
    return Html(_("✅ <b>I have noted that.</b>"))


def stays_minor(policy: Policy) -> Html:
    """At the end of the card: a minor typed a date by which they are none."""
    text = _(
        "⚠️ By that date you are 18 or older, and you signed up as under 18. You can't change that here yourself: "
        "I have changed nothing. Was it a slip when you signed up? Call {phone}."
    )
    return fill(text, phone=policy.duty_phone)


def unchanged() -> Card:
    """A question was left: that line stays as it was."""
    return Card(_("Nothing was changed."), rows=((to_profile(),),))


def subject(_draft: object) -> str:
    """What is being filled in."""
    return _("your profile")


def nothing_known() -> Card:
    """For whoever hasn't signed up."""
    text = _("I know nothing about you yet. Would you like to be a volunteer? Tap {start}.")
    return Card(fill(text, start=slash("start")))
