"""Simulated call-outs, to see what a policy costs in messages and in time."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import click

MOST_RUNS = 100


@click.command()
@click.option("--seed", default=1, show_default=True, help="The first seed; every run has the next one.")
@click.option(
    "--runs", default=3, show_default=True, type=click.IntRange(1, MOST_RUNS), help="How many runs a scenario gets."
)
@click.option("--only", type=int, help="Only the scenario with this number, counted from 1.")
def simulate(seed: int, runs: int, only: int | None) -> None:
    """Simulate call-outs on the real engine, in a database that is gone afterwards, and print what they cost.

    People answer by given rates and delays. Nothing is sent to anybody. The same seed gives the same figures.
    """
    from bot.simulation.report import HEADING, RULE, Result, line  # noqa: PLC0415  the engine takes a second to load
    from bot.simulation.run import simulate as run  # noqa: PLC0415
    from bot.simulation.scenarios import SCENARIOS, Scenario  # noqa: PLC0415
    from services.policy import Policy  # noqa: PLC0415

    def wanted() -> Iterator[tuple[Scenario, str, bool]]:
        for number, scenario in enumerate(SCENARIOS, start=1):
            if only in (None, number):
                yield scenario, "in waves" if scenario.lead else "each corps at once", False
                if scenario.lead:
                    yield scenario, "everybody at once", True

    click.echo(HEADING)
    click.echo(RULE)
    for scenario, manner, at_once in wanted():
        outcomes = [asyncio.run(run(scenario, seed + number, Policy(), at_once=at_once)) for number in range(runs)]
        click.echo(line(Result(scenario, manner, outcomes)))
