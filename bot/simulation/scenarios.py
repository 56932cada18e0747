"""What is simulated: who asks for how many people, who could come, and how people answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

MECHELEN: Final = 12025
AFTERNOON: Final = datetime(2026, 11, 24, 13, tzinfo=UTC)  # a Tuesday, 14.00 in Belgium
NIGHT: Final = datetime(2026, 11, 24, 2, tzinfo=UTC)  # 03.00 in Belgium


@dataclass(frozen=True, slots=True)
class Manner:
    """How people answer: the share who accept, the share of the others who decline, and after how long.

    Half of the answers come within `median`; one in six takes longer than e times that (a log-normal distribution).
    """

    accept: float
    decline: float = 0.5
    median: timedelta = timedelta(minutes=6)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A call-out: `sizes` are members of the corps, by their distance from Mechelen in steps (0: Mechelen itself; None:
    in the rest of the province).
    """

    title: str
    needed: int
    sizes: Mapping[int | None, int]
    manner: Manner
    lead: timedelta = timedelta()  # from the launch to the start of the help
    at: datetime = AFTERNOON
    reaction: timedelta = timedelta(minutes=2)  # until the coordinator taps what is proposed
    gives_up_after: timedelta = timedelta(hours=24)

    @property
    def ends_at(self) -> datetime:
        """When it counts as not filled."""
        return self.at + (self.lead or self.gives_up_after)


PLANNED = Manner(accept=0.4, median=timedelta(minutes=30))

SCENARIOS: Final = (
    Scenario("A corps of 80 needs 20, tomorrow", 20, {0: 80}, PLANNED, lead=timedelta(hours=26)),
    Scenario("40 in 100 accept, and two rings are needed", 60, {0: 60, 1: 8, 2: 8}, Manner(accept=0.4)),
    Scenario("A province of 3,000 needs 400, tomorrow", 400, {0: 80, None: 42}, PLANNED, lead=timedelta(hours=26)),
    Scenario(
        "A bad night: 5 in 100 accept",
        20,
        {0: 80, 1: 30, 2: 30},
        Manner(accept=0.05, median=timedelta(minutes=15)),
        at=NIGHT,
    ),
)
