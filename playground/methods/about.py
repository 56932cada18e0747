"""Methods about the bot itself, chats and files."""

from __future__ import annotations

from playground.errors import Json, bad_request
from playground.messages import as_api
from playground.methods.call import Call, method

PROFILE_LENGTHS = {"name": 64, "description": 512, "short_description": 120}


@method("getMe")
async def get_me(call: Call) -> Json:
    """Return the bot."""
    return call.bot.as_user() | {
        "can_join_groups": True,
        "can_read_all_group_messages": True,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method("getChat")
async def get_chat(call: Call) -> Json:
    """Return a chat that the bot has seen, with its pinned message."""
    chat = call.chat()
    info: Json = chat.as_api(call.world.people) | {
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
    }
    pinned = next((each for each in reversed(chat.messages.values()) if each.pinned), None)
    if pinned is not None:
        info["pinned_message"] = as_api(call.bot, chat, pinned, call.world.people)
    return info


@method("getFile")
async def get_file(call: Call) -> Json:
    """Return where a file can be downloaded."""
    file = call.bot.files.get(call.params.text("file_id"))
    return file.as_api() | {"file_path": file.path}


@method("setMyName")
async def set_my_name(call: Call) -> bool:
    """Change the bot's name."""
    return _set(call, "name")


@method("getMyName")
async def get_my_name(call: Call) -> Json:
    """Return the bot's name."""
    return {"name": _get(call, "name") or call.bot.identity.first_name}


@method("setMyDescription")
async def set_my_description(call: Call) -> bool:
    """Change what an empty chat shows."""
    return _set(call, "description")


@method("getMyDescription")
async def get_my_description(call: Call) -> Json:
    """Return what an empty chat shows."""
    return {"description": _get(call, "description")}


@method("setMyShortDescription")
async def set_my_short_description(call: Call) -> bool:
    """Change what the bot's profile shows."""
    return _set(call, "short_description")


@method("getMyShortDescription")
async def get_my_short_description(call: Call) -> Json:
    """Return what the bot's profile shows."""
    return {"short_description": _get(call, "short_description")}


def _set(call: Call, name: str) -> bool:
    value = call.params.text(name)
    if len(value) > PROFILE_LENGTHS[name]:
        raise bad_request(f"BOT_{name.upper()}_TOO_LONG")
    call.bot.profile[f"{name}/{call.params.text('language_code')}"] = value
    call.world.archive.bot(call.bot)
    return True


def _get(call: Call, name: str) -> str:
    profile = call.bot.profile
    return profile.get(f"{name}/{call.params.text('language_code')}") or profile.get(f"{name}/", "")
