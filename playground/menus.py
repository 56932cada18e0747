"""Command menus by scope and language, and which of them a person sees."""

from __future__ import annotations

import re
from typing import Any

from playground.errors import Json, bad_request

MAX_COMMANDS = 100
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
SCOPES = (
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
)


class Menus:
    """The menus of one bot."""

    def __init__(self) -> None:
        """Start without any."""
        self.by_key: dict[tuple[str, str], list[Json]] = {}

    def set(self, scope: str, language: str, commands: list[Json]) -> None:
        """Replace a menu; an empty one is the same as none."""
        if commands:
            self.by_key[scope, language] = commands
        else:
            self.by_key.pop((scope, language), None)

    def get(self, scope: str, language: str) -> list[Json]:
        """Return the menu of exactly this scope and language."""
        return self.by_key.get((scope, language), [])

    def seen_by(self, person_id: int, language: str) -> list[Json]:
        """Return what a person sees in a private chat: the narrowest scope, in it the own language first."""
        for scope in (f"chat:{person_id}", "all_private_chats", "default"):
            for code in (language, ""):
                if (scope, code) in self.by_key:
                    return self.by_key[scope, code]
        return []


def read_scope(value: Any) -> tuple[str, int | None]:
    """Return the scope's key and the chat it names; refuses what isn't a BotCommandScope."""
    prefix = "can't parse BotCommandScope: "
    if value is None:
        return "default", None
    if not isinstance(value, dict):
        raise bad_request(prefix + "BotCommandScope must be an Object")
    kind = value.get("type")
    if kind not in SCOPES:
        raise bad_request(prefix + "Unsupported type specified")
    if not kind.startswith("chat"):
        return kind, None
    try:
        chat_id = int(value["chat_id"])
    except (KeyError, TypeError, ValueError) as error:
        raise bad_request(prefix + "Empty chat_id specified") from error
    return f"{kind}:{chat_id}", chat_id


def read_commands(value: Any) -> list[Json]:
    """Return the commands of a setMyCommands; refuses what Telegram refuses."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise bad_request("expected an Array of BotCommand")
    if len(value) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [_command(each) for each in value]


def _command(value: Any) -> Json:
    prefix = "can't parse BotCommand: "
    if not isinstance(value, dict):
        raise bad_request(prefix + "expected an Object")
    for name in ("command", "description"):
        if not isinstance(value.get(name), str):
            raise bad_request(f'{prefix}Can\'t find field "{name}"')
    command, description = value["command"].strip().removeprefix("/"), value["description"].strip()
    if not command:
        raise bad_request("Command must be non-empty")
    if not description:
        raise bad_request("Command description must be non-empty")
    if not COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if len(description) > 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": description}
