"""Refusals: those of the Bot API in Telegram's own words, and those of the phones in plain words."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


class ApiError(Exception):
    """A Bot API call that is answered with ok=false."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        """Keep the HTTP status, the description and ResponseParameters (such as retry_after)."""
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_answer(self) -> Json:
        """Return the body that the Bot API gives."""
        answer: Json = {"ok": False, "error_code": self.code, "description": self.description}
        return answer | {"parameters": self.parameters} if self.parameters else answer


def bad_request(text: str) -> ApiError:
    """Return a 400; like Telegram's server, sentences start in lower case and CODES stay as they are."""
    is_code = len(text) > 1 and (text[1] == "_" or text[1].isupper())
    return ApiError(400, f"Bad Request: {text if is_code else text[:1].lower() + text[1:]}")


def forbidden(text: str) -> ApiError:
    """Return a 403."""
    return ApiError(403, f"Forbidden: {text}")


def conflict(text: str) -> ApiError:
    """Return a 409."""
    return ApiError(409, f"Conflict: {text}")


def too_many_requests(retry_after: int) -> ApiError:
    """Return a 429 that asks to wait so many seconds."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def whole(value: Any, name: str) -> int:
    """Return a whole number that came from outside; refuses (400) anything else."""
    try:
        return int(value)
    except (TypeError, ValueError) as error:
        raise Refused(400, f"{name} must be a whole number.") from error


class Refused(Exception):
    """Something that a person on a phone cannot do, with an HTTP status and a plain sentence."""

    def __init__(self, status: int, text: str) -> None:
        """Keep the status and the sentence."""
        super().__init__(text)
        self.status = status
        self.text = text
