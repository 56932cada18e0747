"""The one sender of a bot token: claims what is due, sends at the pace, records what became of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from time import monotonic

import structlog
from aiogram import Bot
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock, SystemClock
from bot.delivery.menus import own_menu
from bot.delivery.pace import Pace, Rates
from bot.delivery.sending import attempt, send
from bot.logs import where
from messages.attachments import drawing
from messages.card import Attachment, Card
from messages.language import closest, speaking
from messages.notices import word
from messages.wording import Wording
from models.engine import Database
from models.outbox import Method
from services import outbox
from services.outbox import Claimed
from services.policy import Policy
from services.rules.delivery import Outcome, Refused, RetryAt, Sent, Unknown

AHEAD = 10  # messages claimed ahead of their slot: a third of a second, so that an answer soon passes a call-out
LEASES_EVERY = outbox.LEASE.total_seconds() / 3
AFTER_TROUBLE = 1.0  # seconds until a database that failed is tried again
IDLE = 0.25  # seconds between looks at the outbox when nobody wakes it

log = structlog.get_logger()


@dataclass
class Dispatcher:
    """Runs until `stop`; `wake` makes it look at the outbox at once."""

    database: Database
    bot: Bot
    clock: Clock
    policy: Policy
    bot_username: str
    rates: Rates = field(default_factory=Rates)

    def __post_init__(self) -> None:
        self._pace = Pace(self.rates)
        self._real_clock = SystemClock()  # of leases: business time may be moved
        self._leases_due = 0.0  # monotonic
        self._woken = asyncio.Event()
        self._at_rest = asyncio.Event()  # a look begun since the last wake found nothing to send
        self._stopping = False
        self._in_flight: dict[int, asyncio.Task[None]] = {}  # by chat
        self._sending: set[int] = set()  # rows
        self._results: list[tuple[Claimed, Outcome]] = []
        self._recording = asyncio.Lock()

    def wake(self) -> None:
        self._at_rest.clear()
        self._woken.set()

    async def run(self) -> None:
        """Sends until it is stopped."""
        while not self._stopping:
            self._woken.clear()
            try:
                await self._look_after_leases()
                if not await self._send_next():
                    await self._rest()
            except Exception as error:  # noqa: BLE001  the database is away, or worse: delivery must outlive it
                log.error("delivery_interrupted", error=where(error))
                await asyncio.sleep(AFTER_TROUBLE)
        await self._finish()
        self._at_rest.set()

    async def _look_after_leases(self) -> None:
        """Keeps the rows that are on their way, and takes up what a sender left behind that is no more."""
        if monotonic() < self._leases_due:
            return
        self._leases_due = monotonic() + LEASES_EVERY
        async with self.database.transaction() as db:
            await outbox.keep(db, self._sending, self._real_clock.now())
            await outbox.take_up_again(db, self._real_clock.now(), but_not=self._sending)

    def stop(self) -> None:
        self._stopping = True
        self.wake()

    async def quiet(self) -> None:
        """Returns when all that is due has left, except to chats that Telegram asked us to leave alone."""
        if not self._stopping:
            self.wake()
        await self._at_rest.wait()

    async def _send_next(self) -> int:
        room = AHEAD - len(self._in_flight)
        now = monotonic()
        if room <= 0 or self._pace.all_held(now):
            return 0
        but_not = {*self._in_flight, *self._pace.held(now), *self._pace.resting(now)}
        if not await self._anything_due(but_not):
            return 0
        async with self.database.transaction() as db:
            claims = await outbox.claim(db, self.clock.now(), self._real_clock.now(), room, but_not)
        for claim in claims:
            task = asyncio.get_running_loop().create_task(self._deliver(claim))
            self._in_flight[claim.chat_id] = task
            self._sending.add(claim.id)
        return len(claims)

    async def _anything_due(self, but_not: set[int]) -> bool:
        async with self.database.reading() as db:
            return await outbox.anything_due(db, self.clock.now(), but_not)

    async def _rest(self) -> None:
        if not (await self._only_paced() or self._in_flight or self._woken.is_set()):
            self._at_rest.set()
        try:
            await asyncio.wait_for(self._woken.wait(), IDLE)
        except TimeoutError:
            return

    async def _only_paced(self) -> bool:
        """Whether something is due that only waits for its chat's next second."""
        now = monotonic()
        if not self._pace.resting(now) or self._pace.all_held(now):
            return False
        return await self._anything_due(self._pace.held(now))

    async def _deliver(self, claim: Claimed) -> None:
        try:
            outcome = await self._outcome(claim)
        except Exception as error:  # noqa: BLE001  a card that can't be worded must not stop the others
            outcome = Refused(where(error))
        if isinstance(outcome, RetryAt):
            self._pace.refused(claim.chat_id, outcome.seconds, monotonic())
        if isinstance(outcome, Unknown):
            self._pace.hold(claim.chat_id, AFTER_TROUBLE, monotonic())
        if isinstance(outcome, Refused):
            log.error("message_refused", row=claim.id, notice=claim.notice, reason=outcome.description)
        self._results.append((claim, outcome))
        await self._record()

    async def _outcome(self, claim: Claimed) -> Outcome:
        if not claim.reachable:
            return Sent(None)
        slot = self._pace.take_slot(claim.chat_id, monotonic())
        await asyncio.sleep(max(0.0, slot - monotonic()))
        if claim.method is Method.MENU:
            return await self._set_menu(claim)
        card = await self._card(claim)
        if card and card.attachment:
            return await self._send_file(claim, card, card.attachment)
        has_content = card is not None or claim.payload is not None or claim.method is Method.DELETE
        return await send(self.bot, claim, card) if has_content else Sent(None)

    async def _send_file(self, claim: Claimed, card: Card, attachment: Attachment) -> Outcome:
        """Nothing goes out where there is no longer anything to make the file of."""
        async with self.database.reading() as db:
            draw = await drawing(attachment, self._wording(db, claim))
        return await send(self.bot, claim, card, await asyncio.to_thread(draw)) if draw else Sent(None)

    async def _set_menu(self, claim: Claimed) -> Outcome:
        async with self.database.reading() as db:
            call = await own_menu(db, claim.person_id or 0, claim.chat_id)
        return await attempt(self.bot(call), repeatable=True)

    async def _card(self, claim: Claimed) -> Card | None:
        if claim.payload is not None and "card" in claim.payload:
            return Card.from_json(claim.payload["card"]) if claim.payload["card"] else None
        async with self.database.reading() as db:
            with speaking(closest(claim.language)):
                return await word(claim.notice, claim.subject_id or 0, self._wording(db, claim))

    def _wording(self, db: AsyncSession, claim: Claimed) -> Wording:
        return Wording(db, self.clock.now(), self.policy, self.bot_username, claim.person_id or 0)

    async def _record(self) -> None:
        """Writes down the results that have gathered; whoever waits here may find its own recorded already."""
        async with self._recording:
            while self._results:
                batch = self._results[:]
                if not await self._recorded(batch):
                    await asyncio.sleep(AFTER_TROUBLE)
                    continue
                del self._results[: len(batch)]
                for done, _outcome in batch:
                    self._in_flight.pop(done.chat_id, None)
                    self._sending.discard(done.id)
        self.wake()

    async def _recorded(self, batch: list[tuple[Claimed, Outcome]]) -> bool:
        try:
            async with self.database.transaction() as db:
                await outbox.record(db, batch)
        except Exception as error:  # noqa: BLE001  whatever it was, what was sent must be written down
            log.error("delivery_not_recorded", rows=len(batch), error=where(error))
            return False
        return True

    async def _finish(self) -> None:
        while self._in_flight:
            await asyncio.wait(list(self._in_flight.values()))
            await asyncio.sleep(0)
