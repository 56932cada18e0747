"""Everybody's command menu in their own language, of strangers and of people whom the bot knows."""

from __future__ import annotations

from messages.language import LANGUAGES
from messages.menus import menu
from models.roles import Role
from tests.harness.phones import Phone
from tests.harness.town import Town


def shown(town: Town, phone: Phone) -> list[tuple[str, str]]:
    return [(entry["command"], entry["description"]) for entry in town.playground.commands(phone.id)]


async def test_each_language_has_its_own(town: Town) -> None:
    strangers = {code: town.stranger("Sam", code) for code in (*LANGUAGES, "pl")}
    requesters = {code: await town.requester("Tom", code) for code in LANGUAGES}
    await town.settle()
    seen = []
    for code, phone in strangers.items():
        spoken = code if code in LANGUAGES else "nl"
        assert shown(town, phone) == menu(spoken, volunteer=False, roles=())
    for code, phone in requesters.items():
        seen.append(shown(town, phone))
        assert seen[-1] == menu(code, volunteer=False, roles={Role.REQUESTER})
    words = [{description for _command, description in entries} for entries in seen]
    assert not set.intersection(*words), "a description that no language translates"
