"""One run: from due instant to due instant, until the call-out is full or its time is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from sqlalchemy import select

from bot.journal import Journal
from bot.migrating import open_database
from bot.simulation.crowd import Crowd
from bot.simulation.postman import Postman
from bot.simulation.scenarios import Scenario
from bot.simulation.world import ask_for_help, populate
from bot.timers import Timers
from models.call_outs import CallOut, Invitation, InvitationState
from models.engine import Database
from services import call_outs, closing, escalation, replies
from services.call_outs import Launched
from services.escalation import NextRing, NotAskedYet
from services.notices import Notice
from services.policy import Policy


@dataclass(frozen=True)
class Outcome:
    """Figures of one run. `filled_after` is None if it never was full.

    `to_tell` are the people who were asked and didn't decline, `told` those of them who learned how it ended.
    """

    filled: int
    needed: int
    filled_after: timedelta | None
    invited: int
    messages: int
    told: int
    to_tell: int
    rings: int

    @property
    def per_place(self) -> float:
        """Messages to volunteers for each place that was filled."""
        return self.messages / max(1, self.filled)


class SimulatedClock:
    """Business time that only the simulation moves."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


async def simulate(scenario: Scenario, seed: int, policy: Policy, *, at_once: bool = False) -> Outcome:
    """Runs it in a database of its own, which is gone afterwards; `at_once` asks everybody of a corps together."""
    with TemporaryDirectory(prefix="paraat-simulation-") as folder:
        database = await open_database(f"sqlite+aiosqlite:///{folder}/simulation.db")
        try:
            return await Run(database, scenario, seed, policy, Path(folder), at_once=at_once).play()
        finally:
            await database.close()


class Run:
    """The state of one run."""

    def __init__(
        self, database: Database, scenario: Scenario, seed: int, policy: Policy, folder: Path, *, at_once: bool
    ) -> None:
        random = Random(seed)  # noqa: S311  no secrets: the same seed must give the same figures
        self.database, self.scenario, self.policy, self.at_once = database, scenario, policy, at_once
        self.clock = SimulatedClock(scenario.at)
        self.crowd = Crowd(scenario.manner, random)
        self.random = random
        self.postman = Postman(database, policy, self.crowd.is_asked)
        self.timers = Timers(database, self.clock, policy, Journal(folder / "erasures.txt"))
        self.taps_at: datetime | None = None

    async def play(self) -> Outcome:
        """Until it is full or its time is over; then it is closed, and everybody is told."""
        await self._launch()
        await self._deliver()
        while await self._open_places() and (moment := await self._next()) and moment < self.scenario.ends_at:
            self.clock.moment = moment
            await self._answer()
            await self._tap()
            await self.timers.tick()
            await self._deliver()
        filled_at = None if await self._open_places() else self.clock.moment
        async with self.database.transaction() as db:
            await closing.close(db, self.els, self.call_out_id, self.clock.moment, self.policy)
        await self._deliver()
        return await self._figures(filled_at)

    async def _launch(self) -> None:
        async with self.database.transaction() as db:
            self.els = await populate(db, self.scenario, self.random, self.policy)
            request_id = await ask_for_help(db, self.els, self.scenario, self.policy)
            launched = await call_outs.launch(db, self.els, request_id, self.scenario.at, self.policy)
            assert isinstance(launched, Launched)
            self.call_out_id = launched.call_out.id
            if self.at_once:
                await escalation.escalate(db, self.els, self.call_out_id, 0, self.scenario.at, self.policy)

    async def _next(self) -> datetime | None:
        moments = (self.crowd.next_at(), await self.timers.next_due(), self.taps_at)
        return min((moment for moment in moments if moment is not None), default=None)

    async def _answer(self) -> None:
        """Whoever has read by now that there are enough people answers no more."""
        now = self.clock.moment
        for answer in self.crowd.answers(now):
            if answer.person_id in self.postman.told:
                continue
            act = replies.accept if answer.accepts else replies.decline
            async with self.database.transaction() as db:
                await act(db, answer.person_id, answer.invitation_id, now, self.policy)

    async def _tap(self) -> None:
        """The coordinator calls whoever is proposed, a moment after it was."""
        now = self.clock.moment
        if self.taps_at is None or self.taps_at > now:
            return
        self.taps_at = None
        async with self.database.transaction() as db:
            upcoming = await escalation.next_escalation(db, self.els, self.call_out_id, now, self.policy)
            if isinstance(upcoming, NextRing | NotAskedYet):
                number = upcoming.ring.number if isinstance(upcoming, NextRing) else upcoming.call_out.ring
                await escalation.escalate(db, self.els, self.call_out_id, number, now, self.policy)

    async def _deliver(self) -> None:
        await self.postman.deliver(self.clock.moment)
        if self.postman.proposed:
            self.postman.proposed = False
            self.taps_at = self.clock.moment + self.scenario.reaction

    async def _open_places(self) -> int:
        async with self.database.reading() as db:
            call_out = await db.get_one(CallOut, self.call_out_id)
            return call_out.needed - call_out.filled

    async def _figures(self, filled_at: datetime | None) -> Outcome:
        async with self.database.reading() as db:
            call_out = await db.get_one(CallOut, self.call_out_id)
            asked = Invitation.call_out_id == self.call_out_id
            waiting = select(Invitation.person_id).where(asked, Invitation.state != InvitationState.DECLINED)
            to_tell = set(await db.scalars(waiting))
        return Outcome(
            filled=call_out.filled,
            needed=call_out.needed,
            filled_after=filled_at - self.scenario.at if filled_at else None,
            invited=self.postman.messages[Notice.INVITATION],
            messages=self.postman.messages.total(),
            told=len(to_tell & self.postman.told),
            to_tell=len(to_tell),
            rings=call_out.ring,
        )
