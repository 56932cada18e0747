"""What falls due by itself. State is in rows; a tick only asks the database what is due now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock
from models.engine import Database
from services import announcements, coming_of_age, conversations, guardians, intake, outbox, paging, pauses, reserve
from services.policy import Policy

EVERY = 1.0  # seconds between ticks
CLEANING = 60.0


@dataclass
class Timers:
    """Ticks every second. Any number of processes may: what is due is claimed in the database."""

    database: Database
    clock: Clock
    policy: Policy

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
            with_room, pause_over = await reserve.beside_a_place(db), await pauses.next_end(db)
            birthday, reminder = await coming_of_age.next_due(db), await guardians.next_reminder(db)
        if page_due is not None and page_due <= now:
            async with self.database.transaction() as db:
                await paging.page_overdue(db, now, self.policy)
        for request_id in lingering:
            async with self.database.transaction() as db:
                await paging.follow_up(db, request_id, now, self.policy)
        for call_out_id in with_room:
            async with self.database.transaction() as db:
                await reserve.settle(db, call_out_id, now, self.policy)
        if pause_over is not None and pause_over <= now:
            async with self.database.transaction() as db:
                await pauses.end_due(db, now)
        if birthday is not None and birthday <= now:
            async with self.database.transaction() as db:
                await coming_of_age.tell_due(db, now)
        if reminder is not None and reminder <= now:
            async with self.database.transaction() as db:
                await guardians.remind_due(db, now)

    async def clean(self) -> None:
        """Drops what nobody needs any more, and leaves no bytes of what was erased."""
        now = self.clock.now()
        async with self.database.transaction() as db:
            await intake.forget_seen(db, now - self.policy.keep_seen_updates)
            await conversations.sweep(db, now, self.policy)
            await outbox.sweep_failed(db, now - self.policy.keep_failed_messages)
            await announcements.sweep(db, now - self.policy.keep_announcements)
        async with self.database.transaction() as db:
            await guardians.ask_whoever_was_not(db, now, self.policy)
        await self.database.forget_erased()

    async def next_due(self) -> datetime | None:
        """The next instant at which something falls due, later than now."""
        now = self.clock.now()
        async with self.database.reading() as db:
            candidates = (
                await paging.next_due(db),
                await pauses.next_end(db),
                await coming_of_age.next_due(db),
                await guardians.next_reminder(db),
                await outbox.next_due(db, now),
            )
        return min((moment for moment in candidates if moment is not None and moment > now), default=None)
