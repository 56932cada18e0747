"""How long it takes to choose whom to call out, and to count why the others aren't: at 100,000 people and at a million.

Each query is that of services.matching, as text for SQLite's own driver, so that what is measured is the database. The
requests are of ever another municipality, hour and skill. Wall-clock times count; the processor's are beside them.
"""

from __future__ import annotations

import platform
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
from sqlalchemy import Select, create_engine, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from benchmarks.population import NOW, build
from models.emergencies import HelpRequest
from models.people import Person
from models.reference import Municipality, Neighbour
from services import matching
from services.policy import Policy
from services.rules.skills import SkillCode, to_bits

POLICY = Policy()
SKILLS = (SkillCode.DRIVER_C, SkillCode.BOAT, SkillCode.CARE, SkillCode.UKRAINIAN)
Neighbours = dict[int, set[int]]
Make = Callable[[HelpRequest, Neighbours], Select[Any]]


@dataclass(frozen=True)
class Case:
    """One kind of question; `bounds` are the milliseconds that its 99th percentile may take, by people."""

    name: str
    make: Make
    rounds: int
    bounds: dict[int, int]
    skilled: bool = True
    urgent: bool = False


def _around(request: HelpRequest, neighbours: Neighbours) -> set[int]:
    return {request.municipality_nis, *neighbours[request.municipality_nis]}


def _chosen(request: HelpRequest, where: set[int], limit: int) -> Select[Any]:
    return matching.eligible(request, where, POLICY, Person.id, now=NOW).limit(limit)


CHOSEN = {100_000: 10, 1_000_000: 50}
COUNTED = {100_000: 300, 1_000_000: 300}
CASES = (
    Case("chosen: own corps and its neighbours, a skill, next 25",
         lambda r, n: _chosen(r, _around(r, n), 25), 200, CHOSEN),
    Case("chosen: the same, urgent, anybody, next 200", lambda r, n: _chosen(r, _around(r, n), 200), 200, CHOSEN,
         skilled=False, urgent=True),
    Case("chosen: all of Flanders, a skill, next 200", lambda r, n: _chosen(r, set(n), 200), 20, {}),
    Case("chosen: all of Flanders, urgent, anybody, next 200", lambda r, n: _chosen(r, set(n), 200), 20, {},
         skilled=False, urgent=True),
    Case("why not: own corps (the preview)",
         lambda r, _n: matching.reasons(r, {r.municipality_nis}, POLICY, NOW), 200, COUNTED),
    Case("why not: own corps and its neighbours",
         lambda r, n: matching.reasons(r, _around(r, n), POLICY, NOW), 100, COUNTED),
    Case("why not: all of Flanders", lambda r, n: matching.reasons(r, set(n), POLICY, NOW), 20, {}),
)  # fmt: skip


def _neighbours(db: Session) -> tuple[list[Municipality], Neighbours]:
    towns = list(db.scalars(select(Municipality).where(Municipality.region == "Vlaanderen")))
    graph: Neighbours = {town.nis: set() for town in towns}
    for pair in db.scalars(select(Neighbour)):
        if pair.nis_a in graph and pair.nis_b in graph:
            graph[pair.nis_a].add(pair.nis_b)
            graph[pair.nis_b].add(pair.nis_a)
    return towns, graph


def _requests(case: Case, towns: list[Municipality], dice: random.Random) -> Iterator[HelpRequest]:
    for number in range(1, case.rounds + 1):
        town = dice.choice(towns)
        starts_at = NOW + timedelta(hours=dice.randrange(1, 100))
        yield HelpRequest(
            id=number, municipality=town, municipality_nis=town.nis, starts_at=starts_at, minimum_age=18,
            ends_at=starts_at + timedelta(hours=4), urgent=case.urgent, created_at=NOW,
            skill_bits=to_bits([dice.choice(SKILLS)]) if case.skilled else 0,
            preferred_skill_bits=to_bits([SkillCode.FIRST_AID, SkillCode.STRONG]),
            also_far=False, also_recently_asked=False, also_unavailable=False,
        )  # fmt: skip


def _text_of(statement: Select[Any]) -> str:
    return str(statement.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))


def _percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def measure(db: sqlite3.Connection, case: Case, towns: list[Municipality], graph: Neighbours, people: int) -> bool:
    """Prints what the case takes; whether it stays within its bound."""
    walls, cpus, rows = [], [], 0
    for request in _requests(case, towns, random.Random(4)):  # noqa: S311  the same ones each time
        query = _text_of(case.make(request, graph))
        wall, cpu = time.perf_counter(), time.process_time()
        rows += len(db.execute(query).fetchall())
        walls.append((time.perf_counter() - wall) * 1000)
        cpus.append((time.process_time() - cpu) * 1000)
    bound = case.bounds.get(people)
    p50, p99, busy = _percentile(walls, 0.5), _percentile(walls, 0.99), _percentile(cpus, 0.99)
    verdict = "" if bound is None else f" | bound {bound}: {'kept' if p99 <= bound else 'NOT KEPT'}"
    found = f"{rows / len(walls):.0f} rows, {len(walls)} times"
    click.echo(f"  {case.name}: p50 {p50:.1f} ms, p99 {p99:.1f} ms (processor {busy:.1f}) | {found}{verdict}")
    return bound is None or p99 <= bound


def show_plan(db: sqlite3.Connection, towns: list[Municipality], graph: Neighbours) -> None:
    """Prints how SQLite finds the chosen ones: by the index, without the table."""
    request = next(_requests(CASES[0], towns, random.Random(4)))  # noqa: S311
    for *_numbers, step in db.execute("EXPLAIN QUERY PLAN " + _text_of(CASES[0].make(request, graph))):
        click.echo(f"    {step}")


def run(people: int, folder: Path) -> bool:
    """Builds so many people, measures every case; whether all bounds were kept."""
    file = folder / f"{people}.db"
    began = time.perf_counter()
    build(file, people)
    size = file.stat().st_size / 2**20
    click.echo(f"{people:,} people: {size:.0f} MiB, made in {time.perf_counter() - began:.0f} s")
    engine = create_engine(f"sqlite:///{file}")
    with Session(engine) as session, closing(sqlite3.connect(file)) as db:
        towns, graph = _neighbours(session)
        show_plan(db, towns, graph)
        kept = [measure(db, case, towns, graph, people) for case in CASES]
    engine.dispose()
    file.unlink()
    return all(kept)


@click.command()
@click.argument("people", type=int, nargs=-1)
def main(people: tuple[int, ...]) -> None:
    """Measures with so many PEOPLE; without any, with 100,000 and a million."""
    click.echo(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.machine()}")
    with tempfile.TemporaryDirectory(prefix="paraat-bench-") as folder:
        kept = [run(number, Path(folder)) for number in people or (100_000, 1_000_000)]
    sys.exit(0 if all(kept) else 1)


if __name__ == "__main__":
    main()
