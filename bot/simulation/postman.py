"""Delivery without Telegram: every message is worded and written down as sent, at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from bot.simulation.world import COORDINATOR
from messages.language import speaking
from messages.notices import word
from messages.wording import Wording
from models.engine import Database
from models.outbox import Method
from services import outbox
from services.notices import Notice
from services.outbox import Claimed
from services.policy import Policy
from services.rules.delivery import Outcome, Sent

AT_ONCE = 1_000
TELLS_OUTCOME = frozenset({Notice.ENOUGH, Notice.CALL_OUT_CLOSED})


@dataclass
class Postman:
    """Empties the outbox. `is_asked` hears of each call-out that arrives; `proposed` says that the coordinator was
    offered more people to call. Edits of cards that stand are no messages, and answers to taps neither.
    """

    database: Database
    policy: Policy
    is_asked: Callable[[int, int, datetime], None]
    messages: Counter[Notice] = field(default_factory=Counter)
    told: set[int] = field(default_factory=set)  # people who learned how it ended for them
    proposed: bool = False
    _numbers: count[int] = field(default_factory=lambda: count(1))

    async def deliver(self, now: datetime) -> None:
        """Sends all that is due."""
        while claims := await self._claim(now):
            results = [(claim, await self._send(claim, now)) for claim in claims]
            async with self.database.transaction() as db:
                await outbox.record(db, results)

    async def _claim(self, now: datetime) -> list[Claimed]:
        async with self.database.transaction() as db:
            return await outbox.claim(db, now, now, AT_ONCE, ())  # nobody else sends here, so any clock will do

    async def _send(self, claim: Claimed, now: datetime) -> Outcome:
        if claim.payload is not None or claim.method in (Method.DELETE, Method.MENU):
            return Sent(None)
        async with self.database.reading() as db:
            with speaking("nl"):
                at = Wording(db, now, self.policy, "paraat_bot", claim.person_id or 0)
                card = await word(claim.notice, claim.subject_id or 0, at)
        if card is None:
            return Sent(None)
        if claim.method is Method.EDIT:
            return Sent(claim.message_id)
        self._note(claim, now)
        return Sent(next(self._numbers))

    def _note(self, claim: Claimed, now: datetime) -> None:
        if claim.chat_id == COORDINATOR:
            self.proposed |= claim.notice in PROPOSALS
            return
        self.messages[claim.notice] += 1
        if claim.notice is Notice.INVITATION:
            self.is_asked(claim.person_id or 0, claim.subject_id or 0, now)
        if claim.notice in TELLS_OUTCOME and claim.person_id:
            self.told.add(claim.person_id)


PROPOSALS = frozenset({Notice.ESCALATION_PROPOSED})
