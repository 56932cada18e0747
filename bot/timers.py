"""What falls due by itself. State is in rows; a tick only asks the database what is due now."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.journal import Journal, hand_over
from messages import erasing
from messages.language import speaking
from models.engine import Database
from services import (
    announcements,
    certificates,
    coming_of_age,
    commitments,
    conversations,
    erasure,
    guardians,
    hold_endings,
    intake,
    offers,
    outbox,
    paging,
    pauses,
    proposals,
    reminders,
    reserve,
    retention,
    rota_watch,
    time_changes,
    waves,
)
from services.erasure import Erased
from services.policy import Policy

Step = Callable[[AsyncSession, datetime, Policy], Awaitable[object]]

# What waits for an instant and concerns one person: when the first of it falls due, and what is done then.
STEPS: Final[tuple[tuple[Callable[[AsyncSession], Awaitable[datetime | None]], Step], ...]] = (
    (pauses.next_end, lambda db, now, _policy: pauses.end_due(db, now)),
    (certificates.next_reminder, certificates.remind_due),
    (coming_of_age.next_due, lambda db, now, _policy: coming_of_age.tell_due(db, now)),
    (time_changes.next_due, time_changes.let_go_due),
    (reminders.next_due, reminders.remind_due),
    (guardians.next_reminder, lambda db, now, _policy: guardians.remind_due(db, now)),
    (rota_watch.next_look, rota_watch.look_due),
    (rota_watch.next_alarm, rota_watch.alarm_due),
)
EVERY = 1.0  # seconds between ticks
CLEANING = 60.0


@dataclass
class Timers:
    """Ticks every second. Any number of processes may: what is due is claimed in the database."""

    database: Database
    clock: Clock
    policy: Policy
    journal: Journal

    def __post_init__(self) -> None:
        job = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._scheduler = AsyncIOScheduler(job_defaults=job, timezone="UTC")
        self._scheduler.add_job(self.tick, "interval", seconds=EVERY)
        self._scheduler.add_job(self.clean, "interval", seconds=CLEANING)

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def tick(self) -> None:
        """Does everything that is due now."""
        now = self.clock.now()
        async with self.database.reading() as db:
            page_due, lingering = await paging.next_due(db), await paging.lingering(db, now)
            filling_slowly = await proposals.due(db, now)
            with_room, holds_over = await reserve.beside_a_place(db, self.policy), await hold_endings.overdue(db, now)
            offers_over, waves_due = await offers.overdue(db, now), await waves.overdue(db, now)
            due = [step for begins, step in STEPS if (moment := await begins(db)) and moment <= now]
        if page_due is not None and page_due <= now:
            async with self.database.transaction() as db:
                await paging.page_overdue(db, now, self.policy)
        for request_id in lingering:
            async with self.database.transaction() as db:
                await paging.follow_up(db, request_id, now, self.policy)
        for call_out_id in holds_over:
            async with self.database.transaction() as db:
                await hold_endings.release(db, call_out_id, now, self.policy)
        for call_out_id in with_room:
            async with self.database.transaction() as db:
                await reserve.settle(db, call_out_id, now, self.policy)
        for call_out_id in offers_over:
            async with self.database.transaction() as db:
                await offers.lapse(db, call_out_id, now, self.policy)
        for call_out_id in waves_due:
            async with self.database.transaction() as db:
                await waves.go_on(db, call_out_id, now, self.policy)
        for call_out_id in filling_slowly:
            async with self.database.transaction() as db:
                await proposals.look(db, call_out_id, now, self.policy)
        for step in due:
            async with self.database.transaction() as db:
                await step(db, now, self.policy)
        await self._let_go(now)
        await hand_over(self.database, self.journal)

    async def _let_go(self, now: datetime) -> None:
        """Those who wished to be erased and may go by now; and those who don't say whether they are still in."""
        async with self.database.reading() as db:
            wishing = await erasure.ready(db, now, self.policy)
            silent = await retention.anything_due(db, now, self.policy)
        for person_id in wishing:
            async with self.database.transaction() as db:
                if gone := await erasure.carry_out(db, person_id, now, self.policy):
                    _last_word(db, gone, now)
        if silent:
            async with self.database.transaction() as db:
                for gone in await retention.follow_up(db, now, self.policy):
                    _last_word(db, gone, now)

    async def clean(self) -> None:
        """Drops what nobody needs any more, and leaves no bytes of what was erased."""
        now = self.clock.now()
        async with self.database.transaction() as db:
            await intake.forget_seen(db, now - self.policy.keep_seen_updates)
            await conversations.sweep(db, now, self.policy)
            await outbox.sweep_failed(db, now - self.policy.keep_failed_messages)
            await announcements.sweep(db, now - self.policy.keep_announcements)
            await certificates.sweep(db, now - self.policy.keep_declined_certificates)
        async with self.database.transaction() as db:
            await guardians.ask_whoever_was_not(db, now, self.policy)
        await self.database.forget_erased()

    async def next_due(self) -> datetime | None:
        """The next instant at which something falls due, later than now."""
        now = self.clock.now()
        async with self.database.reading() as db:
            candidates = (
                await paging.next_due(db),
                await hold_endings.next_due(db),
                await offers.next_due(db),
                await waves.next_due(db),
                await proposals.next_due(db),
                await outbox.next_due(db, now),
                await retention.next_due(db, self.policy),
                await commitments.next_release(db, now, self.policy),
                *[await begins(db) for begins, _step in STEPS],
            )
        return min((moment for moment in candidates if moment is not None and moment > now), default=None)


def _last_word(db: AsyncSession, gone: Erased, now: datetime) -> None:
    """To a chat that is nobody's by now, so it is worded here; its row goes as soon as Telegram has it."""
    with speaking(gone.language):
        card = erasing.erased(gone.cause)
    outbox.put_card(db, gone.chat_id, card.to_json(), now)
