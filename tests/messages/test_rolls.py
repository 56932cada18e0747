"""The names behind a board always fit in one message, and none is lost without a word."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from messages.language import speaking
from messages.rolls import names
from models.call_outs import CallOut, Invitation, InvitationState, Task
from models.emergencies import HelpRequest
from models.people import Person
from models.reference import Municipality
from services.boards import Board
from services.overview import MOST_NAMES, Roll

NOW = datetime(2026, 11, 24, 19, 4, tzinfo=UTC)
MOST_UNITS = 4_096  # UTF-16 units that Telegram takes


def people(number: int, name: str, task: Task | None = None) -> list[Invitation]:
    return [
        Invitation(
            person=Person(name=name, phone="+32470123456", birth_date=date(2010, 1, 1)),
            state=InvitationState.COMING,
            task=task,
        )
        for _ in range(number)
    ]


def roll(number: int, name: str, task: Task | None = None) -> Roll:
    """A call-out with that many people in each list; the lists hold as many as are read from the database."""
    town = Municipality(name_nl="Mechelen")
    request = HelpRequest(what="Fill sandbags", municipality=town, starts_at=NOW, ends_at=NOW + timedelta(hours=4))
    call_out = CallOut(id=1, help_request=request, needed=max(1, number))
    figures = Board(call_out, coming=number, reserve=number, declined=number, silent=0, unreachable=0)
    shown = min(number, MOST_NAMES)
    return Roll(figures, *(people(shown, name, task) for _ in range(3)))


@pytest.mark.parametrize("name", ["An", "🧑‍🚒" * 16, "<&>" * 26, "Jan-Baptist van den Broeck-Vandenbroucke " * 2])
@pytest.mark.parametrize("number", [1, 60, 500])
def test_fit_in_one_message(number: int, name: str) -> None:
    with speaking("en"):
        card = names(roll(number, name, Task(name="🧑‍🍳" * 16)), NOW)
    assert len(card.text.encode("utf-16-le")) // 2 <= MOST_UNITS


def test_who_is_left_out_is_counted() -> None:
    with speaking("en"):
        text = names(roll(500, "An Peeters"), NOW).text
    listed = text.count("An Peeters")
    left_out = [int(line.split()[2]) for line in text.splitlines() if line.startswith("… and")]
    assert listed + sum(left_out) == 3 * 500


def test_nobody_yet() -> None:
    with speaking("en"):
        assert "Nobody is coming yet." in names(roll(0, ""), NOW).text


def test_numbers_are_shown_until_the_emergency_ends() -> None:
    during = roll(1, "An Peeters")
    with speaking("en"):
        assert "+32 470 12 34 56" in names(during, NOW).text
        after = names(replace(during, with_phones=False), NOW).text
    assert "An Peeters" in after
    assert "470" not in after
