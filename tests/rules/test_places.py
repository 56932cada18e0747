"""Which municipality somebody means, tried on the whole country."""

from __future__ import annotations

import time
import timeit
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.places import MOST_MATCHES, Municipality, Place, PlaceIndex

MISSPELLINGS = [
    ("mechlen", "Mechelen"),
    ("mehcelen", "Mechelen"),
    ("Mechele", "Mechelen"),
    ("Mecheln", "Mechelen"),
    ("antwerpn", "Antwerpen"),
    ("Antwerp", "Antwerpen"),
    ("ghent", "Gent"),
    ("luven", "Leuven"),
    ("Brussels", "Brussel"),
    ("Kortryk", "Kortrijk"),
    ("kortijk", "Kortrijk"),
    ("ostend", "Oostende"),
    ("haselt", "Hasselt"),
    ("gheel", "Geel"),
    ("Aerschot", "Aarschot"),
    ("turnhoud", "Turnhout"),
    ("bonheide", "Bonheiden"),
    ("willebrok", "Willebroek"),
    ("vilvorde", "Vilvoorde"),
    ("dendermnde", "Dendermonde"),
    ("liers", "Lier"),
    ("sint niklaas", "Sint-Niklaas"),
    ("St-Niklaas", "Sint-Niklaas"),
    ("st. niklaas", "Sint-Niklaas"),
    ("sintniklaas", "Sint-Niklaas"),
    ("sittruiden", "Sint-Truiden"),
    ("st truiden", "Sint-Truiden"),
    ("St Kat Waver", "Sint-Katelijne-Waver"),
    ("sint kathelijne waver", "Sint-Katelijne-Waver"),
    ("roeselaare", "Roeselare"),
    ("waregm", "Waregem"),
    ("wevelgen", "Wevelgem"),
    ("gerardsbergen", "Geraardsbergen"),
    ("audenarde", "Oudenaarde"),
    ("zaventm", "Zaventem"),
    ("heist op den berg", "Heist-op-den-Berg"),
    ("kappele op den bos", "Kapelle-op-den-Bos"),
    ("ypres", "Ieper"),
    ("LEUVEN ", "Leuven"),
    ("Liege", "Luik"),
    ("stad mechelen", "Mechelen"),
    ("sgravenvoeren", "Voeren"),
    ("overijssche", "Overijse"),
    ("maasijk", "Maaseik"),
]
DOUBTFUL = [
    ("meche", "Mechelen"),
    ("gend", "Gent"),
    ("bilsen", "Bilzen-Hoeselt"),
    ("panne", "De Panne"),
    ("zotegem", "Zottegem"),
    ("lokern", "Lokeren"),
    ("turhout", "Turnhout"),
    ("hale", "Halle"),
]


def names(index: PlaceIndex, text: str) -> list[str]:
    return [match.shown_name for match in index.find(text)]


@pytest.mark.parametrize(("typed", "meant"), MISSPELLINGS)
def test_misspellings_that_leave_no_doubt(index: PlaceIndex, nis: dict[str, int], typed: str, meant: str) -> None:
    assert [match.nis for match in index.by_name(typed)] == [nis[meant]]


@pytest.mark.parametrize(("typed", "meant"), DOUBTFUL)
def test_misspellings_that_need_a_question(index: PlaceIndex, nis: dict[str, int], typed: str, meant: str) -> None:
    matches = index.by_name(typed)
    assert 1 < len(matches) <= MOST_MATCHES
    assert nis[meant] in [match.nis for match in matches]


@pytest.mark.parametrize("text", ["", " ", "???", "123", "a", "xyzzy", "qwerty", "ik weet het niet", "9999", "12800"])
def test_what_is_like_nothing(index: PlaceIndex, text: str) -> None:
    assert index.find(text) == []


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Heffen", ["Heffen (Mechelen)"]),
        ("Malines", ["Malines"]),
        ("Sankt Vith", ["Sankt Vith"]),
        ("Halle", ["Halle", "Halle (Zoersel)"]),
        ("Aelst", ["Aalst", "Aalst (Sint-Truiden)"]),
        ("Tielt", ["Tielt", "Tielt (Tielt-Winge)"]),
        ("Deurne", ["Deurne (Antwerpen)", "Deurne (Diest)"]),
        ("Heist", ["Heist-op-den-Berg", "Heist (Knokke-Heist)"]),
        ("Saint-Nicolas", ["Saint-Nicolas (Luik)", "Saint-Nicolas (Sint-Niklaas)"]),
        ("2800", ["Mechelen"]),
        (" 2800 ", ["Mechelen"]),
        ("2800 Mechelen", ["Mechelen"]),
        ("B-2800 Mechelen", ["Mechelen"]),
        ("Mechelen 2800", ["Mechelen"]),
        ("2800 Mechlen", ["Mechelen"]),
        ("2811 Hombeek", ["Hombeek (Mechelen)"]),
        ("2990", ["Brecht", "Wuustwezel"]),
        ("2990 Wuustwezel", ["Wuustwezel"]),
        ("2980 Halle", ["Halle (Zoersel)"]),
        ("2800 xyzzy", ["Mechelen"]),
        ("2800 Gent", ["Mechelen", "Gent"]),
        ("9999 Gent", ["Gent"]),
        ("Heffen (Mechelen)", ["Heffen (Mechelen)"]),
        ("Heffen, Mechelen", ["Heffen (Mechelen)"]),
        ("Mechelen - Heffen", ["Mechelen"]),
        ("Halle (Zoersel)", ["Halle (Zoersel)"]),
        ("Sint - Niklaas", ["Sint-Niklaas"]),
        ("Mechelen, België", ["Mechelen"]),
    ],
)
def test_finding(index: PlaceIndex, typed: str, shown: list[str]) -> None:
    assert names(index, typed) == shown


def test_postcodes(index: PlaceIndex, nis: dict[str, int]) -> None:
    assert index.by_postcode("2800") == [nis["Mechelen"]]
    assert set(index.by_postcode("2990")) == {nis["Brecht"], nis["Wuustwezel"]}
    assert index.by_postcode("0000") == []


def test_a_full_name_beats_a_beginning_and_that_a_resemblance(index: PlaceIndex) -> None:
    scores = [match.score for match in index.by_name("hale")]
    assert scores == sorted(scores, reverse=True)
    assert index.by_name("hale")[0].shown_name == "Halen"
    assert 90 <= scores[0] < 100
    assert scores[1] < 90


def test_every_full_name_leads_to_its_municipality(
    index: PlaceIndex, municipalities: list[Municipality], villages: list[Place]
) -> None:
    for town in municipalities:
        for name in filter(None, (town.name_nl, town.name_fr, town.name_de)):
            assert town.nis in [match.nis for match in index.by_name(name)]
    for village in villages:
        assert village.nis in [match.nis for match in index.by_name(village.name)]


def test_what_is_shown_can_be_typed(index: PlaceIndex, villages: list[Place]) -> None:
    for village in villages:
        for match in index.find(village.name):
            assert match.nis in [found.nis for found in index.find(match.shown_name)]


def test_only_some_regions(municipalities: list[Municipality], villages: list[Place], nis: dict[str, int]) -> None:
    flemish = PlaceIndex(municipalities, villages, regions={"Vlaanderen", "Brussel"})
    assert flemish.by_name("Namur") == []
    assert flemish.by_postcode("5000") == []
    assert [match.nis for match in flemish.by_name("Bruxelles")] == [nis["Brussel"]]


@pytest.mark.parametrize(
    ("lat", "lon", "town"),
    [
        (51.0257, 4.4776, "Mechelen"),
        (51.0472, 4.4160, "Mechelen"),
        (51.0536, 3.7253, "Gent"),
        (50.7507, 5.7775, "Voeren"),
    ],
)
def test_nearest(index: PlaceIndex, nis: dict[str, int], lat: float, lon: float, town: str) -> None:
    found = index.nearest(lat, lon)
    assert found[0] == nis[town]
    assert len(set(found)) == 4
    assert index.nearest(lat, lon, most=1) == found[:1]


@pytest.mark.parametrize(("lat", "lon"), [(48.85, 2.35), (0, 0), (90, 180), (-51.0, 4.5)])
def test_a_position_abroad_is_near_nothing(index: PlaceIndex, lat: float, lon: float) -> None:
    assert index.nearest(lat, lon) == []


def fastest(work: Callable[[], object]) -> float:
    """Seconds of processor time, the best of five: other programs' work isn't ours."""
    return min(timeit.repeat(work, timer=time.process_time, number=1, repeat=5))


def test_it_is_quick(index: PlaceIndex, municipalities: list[Municipality], villages: list[Place]) -> None:
    assert fastest(lambda: PlaceIndex(municipalities, villages)) < 0.15
    assert fastest(lambda: index.find("mechlen")) < 0.01
    assert fastest(lambda: index.nearest(51.0, 4.5)) < 0.01


@given(text=st.text(max_size=100) | st.text("mechln 280()-,", max_size=30))
def test_no_text_is_too_strange(index: PlaceIndex, text: str) -> None:
    matches = index.find(text)
    assert len(matches) <= MOST_MATCHES
    assert len({match.nis for match in matches}) == len(matches)
    assert all(0 < match.score <= 100 for match in matches)


@given(text=st.text("abdeghiklmnorstvw", min_size=3, max_size=10))
def test_a_single_answer_is_one_without_doubt(index: PlaceIndex, text: str) -> None:
    matches = index.by_name(text)
    assert len(matches) != 1 or matches[0].score >= 67.5
