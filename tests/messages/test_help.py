"""The help is made from the table of commands: complete for every combination of roles, and short enough to be sent."""

from __future__ import annotations

from itertools import combinations

import pytest

from messages.home import help_card
from messages.language import LANGUAGES, speaking
from messages.menus import COMMANDS, by_role, entries
from models.roles import Role

COMBINATIONS = [chosen for size in range(4) for chosen in combinations(Role, size)]


def test_every_command_has_an_example() -> None:
    assert [entry.english for entry in COMMANDS if not entry.example] == []


@pytest.mark.parametrize("roles", COMBINATIONS, ids=lambda roles: "+".join(roles) or "none")
@pytest.mark.parametrize("volunteer", [True, False])
def test_each_command_is_explained_once(roles: tuple[Role, ...], volunteer: bool) -> None:
    listed = [entry for _who, own in by_role(volunteer=volunteer, roles=roles) for entry in own]
    mine = entries(volunteer=volunteer, roles=roles)
    assert len(listed) == len(mine)
    assert set(listed) == set(mine)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_fits_in_one_message(language: str) -> None:
    with speaking(language):
        text = help_card(volunteer=True, roles=set(Role)).text
    assert len(text.encode("utf-16-le")) // 2 < 4_096
