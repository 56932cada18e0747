"""The first screen, and the choice of a language."""

from __future__ import annotations

from messages import group_joining
from messages.buttons import LanguageButton
from messages.card import Button, Card, button
from messages.formats import municipality_name
from messages.html import Html, fill, lines, paragraphs
from messages.language import LANGUAGES, _, speaking
from messages.safety import danger
from models.corps import Corps
from models.groups import Group
from services.groups import PREFIX


def first_screen(corps: Corps | None, *, unknown_link: bool = False, group: Group | None = None) -> Card:
    """For whoever the bot doesn't know, in all languages: 112, what this is, and the choice of a language.

    `group` is the one of `corps` by whose link they came.
    """
    dangers, welcomes = [], []
    for language in LANGUAGES:
        with speaking(language):
            dangers.append(danger())
            welcomes.append(group_joining.invites_you(group) if group else _welcome(corps))
    note = Html(_("I don't know this link, but you are welcome.")) if unknown_link else ""
    text = paragraphs(lines(*dangers), note, *welcomes)
    return Card(text, rows=_languages(_payload(corps, group)))


def _payload(corps: Corps | None, group: Group | None) -> str:
    """Of the link by which they came; the buttons carry it on to the end of the sign-up."""
    return PREFIX + group.token if group else corps.slug if corps else ""


def _welcome(corps: Corps | None) -> Html:
    if corps is None:
        return Html(_("<b>Paraat</b> calls volunteers when a municipality needs help. Choose your language:"))
    text = _("<b>Paraat</b> calls the volunteers of <b>{municipality}</b> when help is needed. Choose your language:")
    return fill(text, municipality=municipality_name(corps.municipality))


def unknown_link() -> Html:
    """Above the home card, for somebody who came by a link that leads nowhere."""
    return Html(_("I don't know this link."))


def choose_language() -> Card:
    """For somebody whom the bot knows already."""
    return Card(Html(_("<b>Which language shall I speak?</b>")), rows=_languages())


def language_changed() -> Card:
    """Said in the new language."""
    return Card(_("✅ From now on I speak English with you."))


def _languages(corps_slug: str = "") -> tuple[tuple[Button, ...], ...]:
    each = [button(name, LanguageButton(code=code, corps=corps_slug)) for code, name in LANGUAGES.items()]
    return tuple(tuple(each[start : start + 2]) for start in range(0, len(each), 2))
