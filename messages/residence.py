"""Where somebody lives, and which corps that makes it: the questions, and what a wrong answer is told."""

from __future__ import annotations

from collections.abc import Sequence

from messages.card import Card, Key
from messages.formats import municipality_name, number_text
from messages.forms import choice
from messages.html import fill, lines, paragraphs
from messages.language import _
from models.corps import Corps
from models.reference import Municipality
from services.corps import NearbyCorps

TOWN, WHICH_TOWN, CORPS = "town", "which", "corps"
NEWS = "news"


def ask_town(proposed: Municipality | None) -> Card:
    """`proposed` is where the link came from that somebody followed: its name is a key that answers."""
    question = _("<b>Which municipality do you live in?</b>")
    how = _("Type your postcode, town or village. Or share your location with the key below.")
    here = ((Key(municipality_name(proposed)),),) if proposed else ()
    keys = (*here, (Key(_("📍 Share my location"), request="location"),))
    return Card(paragraphs(question, how), keys=keys, placeholder=_("For example 2800 or Heffen"))


def which_town(form: str, candidates: Sequence[tuple[int, str]]) -> Card:
    """Several could be meant: each as REFNIS code and name."""
    text = paragraphs(_("<b>Which one do you mean?</b>"), _("Not in the list? Type it again, or your postcode."))
    return Card(text, rows=tuple((choice(name, form, WHICH_TOWN, str(nis)),) for nis, name in candidates))


def no_such_town() -> Card:
    """Nothing in Belgium has that name, postcode or position."""
    return Card(
        lines(
            _("I don't find that in Belgium."),
            _("Type your postcode, town or village, for example <b>2800</b> or <b>Heffen</b>."),
        )
    )


def ask_corps(
    form: str, home: Municipality, nearby: Sequence[NearbyCorps], current: Corps | None, *, may_wait: bool
) -> Card:
    """Which corps: that of the municipality, `current`, one nearby, or (`may_wait`) none until there is one."""
    name = municipality_name(home)
    has_none = all(near.corps.municipality_nis != home.nis for near in nearby)
    joins = [choice(_join(near, home, current), form, CORPS, str(near.corps.id)) for near in nearby]
    later = may_wait and has_none
    news = [choice(_("Tell me when {name} starts one").format(name=name), form, CORPS, NEWS)] if later else []
    text = paragraphs(
        fill(_("<b>{name} has no volunteer corps yet.</b>"), name=name)
        if has_none
        else fill(_("<b>{name} has a volunteer corps of its own.</b>"), name=name),
        _("You can be in one corps at a time. What would you like?") if current else "",
        _("You can join one nearby. What would you like?") if has_none and not current else "",
        _("Which one would you like to join?") if not has_none and not current else "",
    )
    return Card(text, rows=tuple((option,) for option in (*joins, *news)))


def _join(near: NearbyCorps, home: Municipality, current: Corps | None) -> str:
    name = municipality_name(near.corps.municipality)
    if current and near.corps.id == current.id:
        return _("Stay in the corps of {corps}").format(corps=name)
    if near.corps.municipality_nis == home.nis:
        return _("Join {corps}").format(corps=name)
    return _("Join {corps} ({distance} km)").format(corps=name, distance=number_text(round(near.kilometres)))
