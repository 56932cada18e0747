"""The figures of the simulation, as a table for a terminal and for Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import mean

from bot.simulation.run import Outcome
from bot.simulation.scenarios import Scenario
from services.rules.rings import FLANDERS_WIDE, PROVINCE

HEADING = "| scenario | how | full | time to fill | asked | messages per place | told | reached |"
RULE = "|---|---|---|---|---|---|---|---|"


@dataclass(frozen=True)
class Result:
    """All runs of one scenario in one manner, with different seeds."""

    scenario: Scenario
    manner: str
    outcomes: Sequence[Outcome]


def line(result: Result) -> str:
    """The median of the times, and the means of the rest."""
    outcomes = result.outcomes
    times = [outcome.filled_after for outcome in outcomes if outcome.filled_after is not None]
    cells = (
        result.scenario.title,
        result.manner,
        f"{len(times)} of {len(outcomes)}",
        _length(sorted(times)[len(times) // 2]) if times else f"not; {mean(one.filled for one in outcomes):.0f} came",
        f"{mean(one.invited for one in outcomes):.0f}",
        f"{mean(one.per_place for one in outcomes):.1f}",
        f"{mean(100 * one.told / max(1, one.to_tell) for one in outcomes):.0f} %",
        _furthest(max(one.rings for one in outcomes)),
    )
    return f"| {' | '.join(cells)} |"


def _furthest(ring: int) -> str:
    names = {0: "own corps", PROVINCE: "the province", FLANDERS_WIDE: "Flanders"}
    return names.get(ring, f"ring {ring}")


def _length(time: timedelta) -> str:
    minutes = round(time / timedelta(minutes=1))
    return f"{minutes} min" if minutes < 120 else f"{minutes / 60:.1f} h"
