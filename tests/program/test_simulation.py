"""The simulation plays on the real engine: a small corps, asked in waves and all at once."""

from __future__ import annotations

from datetime import timedelta

from bot.simulation.run import simulate
from bot.simulation.scenarios import PLANNED, Scenario
from services.policy import Policy

SMALL = Scenario("A corps of 30 needs 4, tomorrow", 4, {0: 30}, PLANNED, lead=timedelta(hours=26))


async def test_waves_cost_fewer_messages_and_everybody_learns_how_it_ended() -> None:
    in_waves = await simulate(SMALL, seed=1, policy=Policy())
    at_once = await simulate(SMALL, seed=1, policy=Policy(), at_once=True)
    for outcome in (in_waves, at_once):
        assert (outcome.filled, outcome.needed, outcome.rings) == (4, 4, 0)
        assert outcome.told == outcome.to_tell > 0
    assert in_waves.invited < at_once.invited == 30
    assert in_waves.per_place < at_once.per_place
    assert in_waves.filled_after is not None
    assert at_once.filled_after is not None
    assert in_waves.filled_after >= at_once.filled_after
