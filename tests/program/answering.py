"""Processes that answer on one database at the same instants, as several instances of the program do."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Sequence
from multiprocessing.synchronize import Barrier
from typing import Any

from models.engine import Database
from services import replies, reserve
from services.policy import Policy
from tests.harness.clock import TUESDAY_EVENING as NOW
from tests.program.killing import FORKS

PATIENCE = 60  # seconds, where a fraction of one is usual
Answer = tuple[int, int]  # person, invitation


async def _answer_each(url: str, turns: Sequence[Answer | int], together: Barrier) -> list[str]:
    """One turn after the other, each at the same instant as the other processes: an answer, or a tick for that
    call-out. What came of each; of an exception, its text.
    """
    database, results = Database(url), []
    for turn in turns:
        together.wait(PATIENCE)
        try:
            async with database.transaction() as db:
                if isinstance(turn, int):
                    await reserve.settle(db, turn, NOW, Policy())
                    results.append("Ticked")
                else:
                    results.append(type(await replies.accept(db, *turn, NOW, Policy())).__name__)
        except Exception as error:  # noqa: BLE001  the test shows it
            results.append(repr(error))
    await database.close()
    return results


def _run(url: str, turns: Sequence[Answer | int], together: Barrier, results: Any) -> None:
    results.put(asyncio.run(_answer_each(url, turns, together)))


def at_the_same_instants(url: str, turns_of_each: Sequence[Sequence[Answer | int]]) -> list[str]:
    """Runs one process for each sequence of turns; what came of all the turns, in any order."""
    together, results = FORKS.Barrier(len(turns_of_each)), FORKS.Queue()
    processes: list[multiprocessing.process.BaseProcess] = [
        FORKS.Process(target=_run, args=(url, turns, together, results), daemon=True) for turns in turns_of_each
    ]
    for process in processes:
        process.start()
    try:
        return [result for _ in processes for result in results.get(timeout=PATIENCE)]
    finally:
        for process in processes:
            process.join(PATIENCE)
            process.close()
