"""Municipalities, provinces and Flanders: their names, and the question which of them is meant."""

from __future__ import annotations

from collections.abc import Sequence

from messages.card import Button, Card
from messages.formats import municipality_name, province_name
from messages.forms import choice
from messages.html import Html, lines
from messages.language import _
from messages.lists import rows_of
from models.reference import Municipality
from services.areas import Area, Place, code_of

STEP = "town"


def area_name(place: Place) -> str:
    """Mechelen, or Antwerp, or Flanders."""
    if place.town:
        return municipality_name(place.town)
    return province_name(place.area.province) if place.area.province else _("Flanders")


def area_label(place: Place) -> str:
    """The same with what it is, where the name alone doesn't say it: Antwerp is also a city."""
    if place.area.province:
        return _("province of {name}").format(name=province_name(place.area.province))
    return area_name(place)


def ask_area(form: str, towns: Sequence[Municipality], wider: Sequence[Area]) -> Card:
    """For whoever has a role in more than one: what few there are as buttons, the rest to be typed."""
    question = _("<b>For which area?</b>") if wider else _("<b>For which municipality?</b>")
    typed = _("Tap one, or type the name or postcode of a municipality.") if wider else _("Type its name or postcode.")
    how = Html("" if towns else typed)
    areas = [choice(area_label(Place(area, None)), form, STEP, code_of(area)) for area in wider]
    return Card(lines(Html(question), how), rows=(*rows_of(areas, 2), *rows_of(_buttons(form, towns), 2)))


def _buttons(form: str, towns: Sequence[Municipality]) -> list[Button]:
    return [choice(municipality_name(town), form, STEP, str(town.nis)) for town in towns]


def no_such_municipality() -> Card:
    """Nothing looks like what was typed."""
    return Card(Html(_("I don't find that one. Type its name or postcode, like <b>Mechelen</b> or <b>2800</b>.")))


def which_municipality(form: str, towns: Sequence[Municipality]) -> Card:
    """Several look like what was typed."""
    return Card(Html(_("Which one do you mean?")), rows=rows_of(_buttons(form, towns), 1))


def not_in_flanders() -> Card:
    """Corps and roles end at the border of Flanders."""
    return Card(Html(_("This municipality isn't in Flanders. Only Flemish municipalities have a corps.")))


def stopped() -> Card:
    """The question was left."""
    return Card(Html(_("Stopped. Nothing was changed.")))
