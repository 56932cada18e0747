"""One update, one transaction: the seen-row, the state, and everything that is to be said."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery, Update, User
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.intake import groups, renewal
from bot.intake.throttling import Throttling, hold_off
from bot.intake.updates import sender_in_private
from bot.logs import where
from handlers.visit import Visit
from messages import trouble
from messages.card import Reply
from messages.language import closest, speaking
from models.engine import Database
from services import conversations, intake, outbox, people, retention
from services.authority import authority_of
from services.places import PlaceIndex
from services.policy import Policy
from services.rules.authority import Authority
from services.rules.throttling import TooMuch

TRIES = 3
BETWEEN_TRIES = 0.2  # seconds, times the failures so far
DATABASE_PATIENCE = 1.0  # seconds between looks whether the database is back
T = TypeVar("T")
log = structlog.get_logger()


class DatabaseAway(Exception):
    """The program stops while the database can't be reached; the update isn't confirmed, so it comes again."""


@dataclass
class Handling:
    """Takes updates in. `wake` is called after each commit, so that what was said leaves at once."""

    database: Database
    bot: Bot
    dispatcher: Dispatcher
    clock: Clock
    policy: Policy
    places: PlaceIndex
    bot_username: str
    wake: Callable[[], None]
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    throttling: Throttling = field(init=False)
    _confirming: set[asyncio.Task[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.throttling = Throttling(self.policy.throttle)

    async def __call__(self, raw: dict[str, Any]) -> None:
        """Handles one update; after three failures it is given up with an apology, so that it can't block the rest.

        Where even that can't be written down (the disk is full), it begins anew until something can.
        """
        while not await self._taken_in(raw):
            await self._wait_for_database()

    async def _taken_in(self, raw: dict[str, Any]) -> bool:
        update_id = raw["update_id"]
        try:
            update, answer = await self._tried(partial(self._handle, raw), update_id)
        except DatabaseAway:
            raise
        except Exception as error:  # noqa: BLE001  whatever went wrong, the update must not be lost silently
            return await self._given_up(raw, error)
        self.wake()
        if tap := update.callback_query:
            task = asyncio.get_running_loop().create_task(self._confirm_tap(tap, answer))
            self._confirming.add(task)  # beside the lanes: a slow answer of Telegram holds up nobody
            task.add_done_callback(self._confirming.discard)
        return True

    async def confirmed(self) -> None:
        """Returns when no tap waits for its confirmation any more."""
        while self._confirming:
            await asyncio.wait(self._confirming)

    async def _given_up(self, raw: dict[str, Any], failure: Exception) -> bool:
        try:
            await self._tried(partial(self._give_up, raw, failure), raw["update_id"])
        except DatabaseAway:
            raise
        except Exception:  # noqa: BLE001  logged; it isn't confirmed to Telegram, and is tried again
            return False
        return True

    async def _tried(self, work: Callable[[], Awaitable[T]], update_id: int) -> T:
        """The result of `work`, tried up to three times. While the database is away no try counts: it is waited for."""
        failures = 0
        while True:
            try:
                return await work()
            except Exception as error:
                if not await self.database.is_there():
                    log.error("database_away", error=where(error))
                    await self._wait_for_database()
                    continue
                failures += 1
                log.error("update_failed", update_id=update_id, tries_left=TRIES - failures, error=where(error))
                if failures == TRIES:
                    raise
                await asyncio.sleep(BETWEEN_TRIES * failures)

    async def _wait_for_database(self) -> None:
        if self.stopping.is_set():
            raise DatabaseAway
        await asyncio.sleep(DATABASE_PATIENCE)

    async def _handle(self, raw: dict[str, Any]) -> tuple[Update, Reply | None]:
        update = Update.model_validate(raw, context={"bot": self.bot})
        answer: Reply | None = None
        async with self.database.transaction() as db:
            if await intake.first_time(db, update.update_id, self.clock.now()):
                answer = await self._answer(db, update)
        return update, answer

    async def _answer(self, db: AsyncSession, update: Update) -> Reply | None:
        user = sender_in_private(update)
        if user is None:
            await groups.explain(db, update, self.clock, self.bot_username)
            return None
        visit = await self._visit(db, user, writes=update.my_chat_member is None)
        verdict = self.throttling.verdict(update, user.id, known=visit.person is not None)
        if isinstance(verdict, TooMuch):
            hold_off(db, verdict, visit)
            return None
        version = renewal.new_to(visit)
        with speaking(visit.language):
            answer = await self.dispatcher.feed_update(self.bot, update, visit=visit)
        if not isinstance(answer, Reply):
            return None
        say(db, answer, update, user.id, visit)
        if version:
            await renewal.show(visit, version)
        return answer

    async def _visit(self, db: AsyncSession, user: User, *, writes: bool) -> Visit:
        person = await people.by_telegram_id(db, user.id)
        if person and writes:
            await people.set_reachable(db, person, self.clock.now(), reachable=True)
            retention.sign_of_life(person, self.clock.now())
        conversation = await conversations.conversation_of(db, user.id)
        chosen = conversation.draft.get("language") if conversation else None
        return Visit(
            db=db,
            now=self.clock.now(),
            policy=self.policy,
            places=self.places,
            bot_username=self.bot_username,
            telegram_id=user.id,
            telegram_name=user.full_name,
            language=person.language if person else chosen or closest(user.language_code),
            person=person,
            authority=await authority_of(db, person.id) if person else Authority(),
            conversation=conversation,
        )

    async def _confirm_tap(self, tap: CallbackQuery, answer: Reply | None) -> None:
        """Best effort: the outcome is committed and its card is on the way, whatever becomes of this."""
        toast = answer.toast[:200] if answer and answer.toast else None
        try:
            await asyncio.wait_for(tap.answer(toast, show_alert=bool(answer and answer.alert)), 10)
        except (TelegramAPIError, TimeoutError) as error:
            log.info("tap_unconfirmed", error=type(error).__name__)

    async def _give_up(self, raw: dict[str, Any], failure: Exception) -> None:
        async with self.database.transaction() as db:
            await intake.give_up(db, raw["update_id"], where(failure), self.clock.now())
            chat_id, language = _whom_to_tell(raw)
            if chat_id:
                with speaking(language):
                    card = trouble.apology(self.policy)
                outbox.put_card(db, chat_id, card.to_json(), self.clock.now())
        log.critical("update_given_up", update_id=raw["update_id"], error=where(failure))
        self.wake()


def _whom_to_tell(raw: dict[str, Any]) -> tuple[int | None, str]:
    try:
        user = sender_in_private(Update.model_validate(raw))
    except ValidationError:
        return None, ""
    return (user.id, closest(user.language_code)) if user else (None, "")


def say(db: AsyncSession, answer: Reply, update: Update, chat_id: int, visit: Visit) -> None:
    """Puts a handler's reply into the outbox of this transaction."""
    tapped = (
        update.callback_query.message.message_id if update.callback_query and update.callback_query.message else None
    )
    free = tapped if tapped and not answer.keep else None
    for card in answer.cards:
        place = free if card.replaces else None
        outbox.put_card(db, chat_id, card.to_json(), visit.now, name=card.name, instead_of=place, silent=card.silent)
        if place:
            free = None
    if free and answer.cards:
        outbox.put_away_buttons(db, chat_id, free, visit.now)
