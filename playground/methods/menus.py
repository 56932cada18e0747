"""Command menus and the menu button."""

from __future__ import annotations

from playground.errors import Json, bad_request
from playground.menus import read_commands, read_scope
from playground.methods.call import Call, method


@method("setMyCommands")
async def set_my_commands(call: Call) -> bool:
    """Replace the menu of a scope and language."""
    commands = call.params.object("commands", "can't parse commands JSON object")
    return _set(call, read_commands(commands))


@method("deleteMyCommands")
async def delete_my_commands(call: Call) -> bool:
    """Take away the menu of a scope and language."""
    return _set(call, [])


@method("getMyCommands")
async def get_my_commands(call: Call) -> list[Json]:
    """Return the menu of exactly a scope and language."""
    scope, _ = _scope(call)
    return call.bot.menus.get(scope, call.params.text("language_code"))


@method("setChatMenuButton")
async def set_chat_menu_button(call: Call) -> bool:
    """Keep the menu button of a chat, or the default one."""
    button = call.params.object("menu_button", "can't parse menu button JSON object") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    call.bot.menu_buttons[call.params.text("chat_id")] = button
    call.world.archive.bot(call.bot)
    return True


@method("getChatMenuButton")
async def get_chat_menu_button(call: Call) -> Json:
    """Return the menu button of a chat, or the default one."""
    buttons = call.bot.menu_buttons
    return buttons.get(call.params.text("chat_id")) or buttons.get("") or {"type": "commands"}


def _set(call: Call, commands: list[Json]) -> bool:
    scope, chat_id = _scope(call)
    language = call.params.text("language_code")
    call.bot.menus.set(scope, language, commands)
    call.world.archive.menu(call.bot, scope, language)
    call.world.tell_commands(call.bot, chat_id)
    return True


def _scope(call: Call) -> tuple[str, int | None]:
    scope, chat_id = read_scope(call.params.object("scope", "can't parse BotCommandScope JSON object"))
    if chat_id is not None:
        call.params.values["chat_id"] = chat_id
        call.chat()  # refuses one that the bot has never seen
    return scope, chat_id
