"""What people write instead of tapping: certain or asked back, never guessed."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.written_replies import Answer, Understood, understand
from tests.harness.clock import TUESDAY_EVENING

BRUSSELS = ZoneInfo("Europe/Brussels")
NOW = TUESDAY_EVENING  # 20.04
UNTIL = NOW + timedelta(hours=6)


def said(text: str, *, coming: bool = False, now: datetime = NOW, until: datetime = UNTIL) -> Understood:
    return understand(text, now, until, BRUSSELS, coming=coming)


def at(hour: int, minute: int = 0, day: int = 24) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=BRUSSELS)


YES = """
ja|Ja!|JA|jawel|ja graag|ja hoor|zeker|natuurlijk|ik kom|Ik kom!|ja ik kom|Ja, ik kom|ja ik kom eraan
|ik ben onderweg|onderweg|ik doe mee|reken op mij|ik kan|ik kan komen|ik kom nu|ik kom, groetjes|hallo, ik kom
|ja 👍|komt in orde|ik kom met aanhangwagen|oui|Oui, j'arrive|j'arrive|je viens|je viens avec ma remorque
|Oui, bien sûr|je peux venir|d'accord|yes|Yes!|yes please|sure|I'm coming|I’m coming|I am coming|on my way
|count me in|I'll be there|yes i can|I will come with my van|Ja, ich komme|ich komme|ja klar|ich bin dabei
|Klar|ich komme mit Anhänger|natürlich
"""
NO = """
nee|Nee.|neen|nee sorry|Nee, sorry!|sorry, nee|ik kan niet|Ik kan niet komen|ik kan helaas niet|helaas niet
|ik kom niet|nee ik kom niet|het lukt niet|lukt me niet|ik ben ziek|sorry ik kan niet|nee, bedankt|kan niet
|non|non merci|Non, désolé|je ne peux pas|je ne peux pas venir|je peux pas|je ne viens pas|impossible|no
|no thanks|No, sorry|I can't|I can’t|I can't come|I cannot|can't make it|I'm not coming|unfortunately not
|not coming|nein|Nein danke|Nein, leider|leider nicht|ich kann nicht|ich kann leider nicht
|ich komme leider nicht|nein, tut mir leid
"""
ASKED_BACK = """
no problem|geen probleem|pas de problème|kein Problem|geen probleem, ik kom|no worries|maybe|misschien
|peut-être|vielleicht|kan ik later komen?|ik kan later komen|kan ik komen|oui mais|ja maar|yes but|ja, aber
|Nein, erst morgen|nee, pas morgen|ik kom als ik een oppas vind|ik kom tenzij het regent|ik denk dat ik kom
|ik hoop te komen|if I can|si je peux|wenn ich kann|ja of nee|yes or no|ik kom niet alleen|not sure
|ik weet het niet|I don't know|nee toch wel|ja nee|yes no|ik kom niet voor 22u|ik kom morgen|wanneer
|waar is het?|ok|oké|👍|👌|hoi|hallo|merci|thanks|sorry|12|9|Jan|x|.|?|non peut-être|pourquoi pas|waarom niet
|why not|ik kom niet om 21u|ik kan niet voor 21u|je ne viens qu'à 21h|nicht vor 22 Uhr|ik kom zonder auto
|kan mijn broer ook komen|ja maar niet lang|ik kan maar een uur|ja maar pas om 18u|ik kom om 3 of 4
|ik kom om 21u of 22u|tot straks|ik kom later|ik kom over 3 dagen|nooit|wat een ramp
"""
WITH_TIME = {
    "ja maar pas om 22u": at(22),
    "Ja, maar pas vanaf 22 uur": at(22),
    "yes but only from 22h": at(22),
    "yes but only from 10pm": at(22),
    "oui mais seulement à partir de 22h": at(22),
    "oui, à 22h30": at(22, 30),
    "Ja, aber erst ab 22 Uhr": at(22),
    "Ja, ich komme um 22 Uhr": at(22),
    "kom binnen het uur met aanhangwagen": at(21, 4),
    "ik kom binnen het uur": at(21, 4),
    "ik kom over 30 min": at(20, 34),
    "ik kom over een half uur": at(20, 34),
    "I'm coming in 20 minutes": at(20, 24),
    "je viens dans 45 minutes": at(20, 49),
    "ich komme in 2 Stunden": at(22, 4),
    "ik kom om 21.30": at(21, 30),
    "ik kom om 9u": at(21),  # 9 in the morning is after the end
    "ik kom rond 21u met mijn broer": at(21),
    "ik kom morgen om 1u": at(1, day=25),
    "ja tegen 23:15": at(23, 15),
}


def listed(table: str) -> list[str]:
    return [text.strip() for text in table.replace("\n", "").split("|") if text.strip()]


@pytest.mark.parametrize("text", listed(YES))
def test_a_yes(text: str) -> None:
    assert said(text) == Understood(Answer.YES)


@pytest.mark.parametrize("text", listed(NO))
def test_a_no(text: str) -> None:
    assert said(text) == Understood(Answer.NO)


@pytest.mark.parametrize("text", listed(ASKED_BACK))
def test_what_is_not_certain_is_asked(text: str) -> None:
    assert said(text).answer is Answer.UNCLEAR


@pytest.mark.parametrize(("text", "moment"), WITH_TIME.items())
def test_a_yes_with_a_time(text: str, moment: datetime) -> None:
    assert said(text) == Understood(Answer.YES, moment)


@pytest.mark.parametrize("text", ["om 21.30", "vanaf 21u30", "pas om 21.30", "over 86 min", "à 21h30", "21:30"])
def test_a_time_alone_is_a_yes_only_of_who_comes(text: str) -> None:
    assert said(text) == Understood(Answer.UNCLEAR, at(21, 30))
    assert said(text, coming=True) == Understood(Answer.YES, at(21, 30))


def test_two_readings_of_an_hour_are_none() -> None:
    """In the afternoon of a call-out until tomorrow night, 9 may be tonight or tomorrow morning."""
    assert said("ik kom om 9u", until=NOW + timedelta(hours=30)).answer is Answer.UNCLEAR
    assert said("ik kom vanavond om 9u", until=NOW + timedelta(hours=30)) == Understood(Answer.YES, at(21))


@given(st.text(max_size=60))
def test_whatever_is_written_a_time_lies_before_the_end(text: str) -> None:
    found = said(text, coming=True)
    assert found.arrives_at is None or NOW <= found.arrives_at < UNTIL


@given(st.sampled_from(listed(YES)), st.sampled_from(listed(NO)))
def test_a_yes_beside_a_no_is_asked(yes: str, no: str) -> None:
    assert said(f"{yes}, {no}").answer is not Answer.YES
