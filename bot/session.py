"""aiogram's HTTP session, made to fail in terms that say what to do next, and never with what a body held."""

from __future__ import annotations

from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError, TelegramServerError
from aiogram.methods import Response, TelegramMethod

SERVER_ERRORS = 500


class Session(AiohttpSession):
    """A proxy's HTML page for a 502 is a server error; any other body that can't be read is as good as no answer."""

    def check_response(self, bot: Bot, method: TelegramMethod[Any], status_code: int, content: str) -> Response[Any]:
        try:
            return super().check_response(bot, method, status_code, content)
        except ClientDecodeError:
            failure = TelegramServerError if status_code >= SERVER_ERRORS else TelegramNetworkError
            raise failure(method=method, message=f"unreadable answer, status {status_code}") from None


def connect(token: str, api_url: str, timeout: float = 60.0) -> Bot:
    """The bot of this token, at Telegram or at another Bot API server; `timeout` in seconds."""
    return Bot(token, session=Session(api=TelegramAPIServer.from_base(api_url), timeout=timeout))
