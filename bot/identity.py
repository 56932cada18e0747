"""Who the bot is. Aiogram takes seconds to import, so it comes in only where Telegram is asked."""

from __future__ import annotations

from bot.settings import Settings
from playground.bots import BotIdentity

PLAYGROUND_BOT = BotIdentity("1000000001:PLAYGROUND_only_no_real_bot_has_this_1", "paraat_bot", "Paraat")


class CannotStart(Exception):
    """Why the bot can't start, in one line for whoever started it."""


async def identity(settings: Settings) -> str:
    """The bot's username; CannotStart if Telegram doesn't know the token."""
    if settings.bot_token is None:
        return PLAYGROUND_BOT.username
    from bot.session import connect, username_of  # noqa: PLC0415

    bot = connect(settings.bot_token.get_secret_value(), settings.telegram_api_url)
    try:
        return await username_of(bot)
    finally:
        await bot.session.close()
