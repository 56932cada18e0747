"""aiogram's HTTP session, made to fail in terms that say what to do next, and never with what a body held."""

from __future__ import annotations

from functools import cache
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import Response, TelegramMethod

from bot.identity import CannotStart

SERVER_ERRORS = 500


@cache
def answer_to(returning: Any) -> type[Response[Any]]:
    """The form of an answer with such a result. Pydantic forgets it at the next collection of garbage if nobody holds
    it, and making it anew takes longer than all else that is done with an answer.
    """
    return Response[returning]


class Session(AiohttpSession):
    """A proxy's HTML page for a 502 is a server error; any other body that can't be read is as good as no answer."""

    def check_response(self, bot: Bot, method: TelegramMethod[Any], status_code: int, content: str) -> Response[Any]:
        answer_to(method.__returning__)
        try:
            return super().check_response(bot, method, status_code, content)
        except ClientDecodeError:
            failure = TelegramServerError if status_code >= SERVER_ERRORS else TelegramNetworkError
            raise failure(method=method, message=f"unreadable answer, status {status_code}") from None


def connect(token: str, api_url: str, timeout: float = 60.0) -> Bot:
    """The bot of this token, at Telegram or at another Bot API server; `timeout` in seconds."""
    return Bot(token, session=Session(api=TelegramAPIServer.from_base(api_url), timeout=timeout))


async def username_of(bot: Bot) -> str:
    """As Telegram knows the bot; CannotStart if it doesn't, or can't be reached."""
    try:
        return (await bot.me()).username or ""
    except (TelegramUnauthorizedError, TelegramNotFound):
        raise CannotStart("BOT_TOKEN: Telegram doesn't know this token. Copy it again from @BotFather.") from None
    except TelegramNetworkError:
        raise CannotStart("Telegram can't be reached. Is this machine online, and TELEGRAM_API_URL right?") from None
    except TelegramAPIError as error:
        raise CannotStart(f"Telegram refused to let the bot in ({type(error).__name__}).") from None
