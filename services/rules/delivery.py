"""What may become of a message, and whether one whose fate is unknown is sent once more."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sent:
    """Telegram has it; `message_id` is None where nothing new stands in the chat."""

    message_id: int | None


@dataclass(frozen=True)
class RetryAt:
    """Not now: Telegram asked for `seconds` of patience, or couldn't be reached. Never a failure of the message."""

    seconds: float


@dataclass(frozen=True)
class Gone:
    """The person blocked the bot, never started it, or their account is no more."""


@dataclass(frozen=True)
class Refused:
    """Telegram won't take it as it is: a defect of ours."""

    description: str


@dataclass(frozen=True)
class Unknown:
    """It may have arrived or not: a time-out after sending, or a sender that died.

    `repeatable`: it can only have changed or removed what stands, so doing it again does no harm.
    """

    repeatable: bool = False


Outcome = Sent | RetryAt | Gone | Refused | Unknown

# Their replies are idempotent and a second copy does less harm than none; a reminder or a file sent twice only annoys.
WORTH_TWICE = frozenset(
    [
        "card",
        "invitation",
        "briefing",
        "called_up",
        "place_changed",
        "meeting_pin",
        "enough",
        "call_out_closed",
        "assigned",
        "place_free",
        "request_alert",
        "request_taken",
        "nobody_yet",
        "launch_reminder",
        "emergency_ended",
        "role_revoked",
        "group_comes",
        "hold",
        "group_led",
        "group_dissolved",
        "group_removed",
        "call_out_message",
    ]
)


def send_again(notice: str, method: str, attempts: int) -> bool:
    """Whether a message of unknown fate is sent once more: once if it tells an outcome, and always where nothing
    new can stand in the chat by it. A replacement can: where there is nothing to replace, it is sent.
    """
    if method in ("edit", "delete", "menu"):
        return True
    return notice in WORTH_TWICE and attempts == 0
