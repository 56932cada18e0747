"""Nobody keeps the bot from the others by sending too much; what matters in an emergency is always answered.

The buckets are in memory. They promise nothing to anybody, so a restart may forget them; a flood costs no writing; and
nothing is stored of strangers. Their time is real, for it paces a machine and not people's lives.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Final

import structlog
from aiogram.types import Update
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.visit import Visit
from messages import trouble
from messages.buttons import EraseButton, HoldButton, HoldNumberButton, ReplyButton, RequestButton
from messages.language import speaking
from messages.safety import cries_for_help
from services import outbox
from services.rules.throttling import Bucket, Passed, Rate, Throttle, TooMuch, is_idle, take

# What is never throttled: replies to a call-out, taking over and launching one, erasing. Check-ins, well-being and
# claims belong here as soon as they exist. Buttons by the prefix of their factory, commands by their names.
ALWAYS_ANSWERED_BUTTONS: Final = frozenset(
    factory.__prefix__ for factory in (ReplyButton, RequestButton, HoldButton, HoldNumberButton, EraseButton)
)
ALWAYS_ANSWERED_COMMANDS: Final = frozenset({"erase", "wis"})
MOST_BUCKETS = 10_000  # then those that are full again go; so many people at work at once take some megabytes

Verdict = Passed | TooMuch
log = structlog.get_logger()


@dataclass
class Throttling:
    """One bucket a chat. An update that is tried again gets the verdict that it had."""

    throttle: Throttle
    clock: Callable[[], float] = monotonic
    _held: dict[int, tuple[int, Rate, Verdict]] = field(default_factory=dict)

    def verdict(self, update: Update, chat_id: int, *, known: bool) -> Verdict:
        """Whether to answer; always for what must be."""
        rate, now = self.throttle.known if known else self.throttle.strangers, self.clock()
        before = self._held.get(chat_id)
        if before and before[0] == update.update_id:
            return before[2]
        if is_always_answered(update):
            return Passed(before[2].bucket if before else Bucket(rate.burst, now))
        verdict = take(before[2].bucket if before else None, rate, now)
        self._held[chat_id] = (update.update_id, rate, verdict)
        if len(self._held) > MOST_BUCKETS:
            self._forget_idle(now)
        return verdict

    def _forget_idle(self, now: float) -> None:
        busy = {chat: held for chat, held in self._held.items() if not is_idle(held[2].bucket, held[1], now)}
        self._held = busy if len(busy) <= MOST_BUCKETS else {}


def hold_off(db: AsyncSession, verdict: TooMuch, visit: Visit) -> None:
    """One polite word; then their updates are only noted as seen until the pause is over."""
    log.info("throttled", first=verdict.first)
    if verdict.first:
        with speaking(visit.language):
            card = trouble.too_much(verdict.seconds)
        outbox.put_card(db, visit.telegram_id, card.to_json(), visit.now, silent=card.silent)


def is_always_answered(update: Update) -> bool:
    """Whether it is of a kind that nothing may stand before."""
    if tap := update.callback_query:
        return (tap.data or "").partition(":")[0] in ALWAYS_ANSWERED_BUTTONS
    if update.message is None:
        return True  # somebody blocked the bot, or opened it again: Telegram's word, not theirs
    text = update.message.text or ""
    if text.startswith("/"):
        return _command(text) in ALWAYS_ANSWERED_COMMANDS
    return cries_for_help(text)


def _command(text: str) -> str:
    return text.split(maxsplit=1)[0].removeprefix("/").partition("@")[0].lower()
