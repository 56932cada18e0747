"""The journal of erasures: outside the database and its backups, so that a restored backup brings nobody back.

A line is a random internal id and an instant. The database hands an entry over: committed with the erasure, then
written and synced here, then forgotten there. Whenever the program is killed in between, the entry is still in the
database, is written at the next start or tick, and stands here twice at most.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import structlog

from bot.logs import where
from models.engine import Database
from services import erasures
from services.erasures import Entry
from services.policy import Policy

log = structlog.get_logger()


@dataclass(frozen=True)
class Journal:
    """One file; only its owner reads it."""

    file: Path

    def append(self, entries: Sequence[Entry]) -> None:
        """Writes the entries; when this returns they are on the disk. A line that a crash tore is left behind."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        lines = "".join(f"{entry.person_id} {entry.erased_at.isoformat()}\n" for entry in entries)
        descriptor = os.open(self.file, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(descriptor, (self._end_of_torn_line(descriptor) + lines).encode())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        self._sync_folder()

    def _end_of_torn_line(self, descriptor: int) -> str:
        size = os.fstat(descriptor).st_size
        return "\n" if size and os.pread(descriptor, 1, size - 1) != b"\n" else ""

    def _sync_folder(self) -> None:
        folder = os.open(self.file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def ids(self) -> set[int]:
        """Everybody who was ever erased; OSError if the file is there and can't be read."""
        if not self.file.exists():
            return set()
        first_words = (line.split(" ", 1) for line in self.file.read_text("utf-8").splitlines())
        return {int(parts[0]) for parts in first_words if len(parts) == 2 and parts[0].isdecimal()}


async def hand_over(database: Database, journal: Journal) -> None:
    """Writes down whoever was erased since, and leaves no bytes of them in the database's files."""
    async with database.reading() as db:
        if not await erasures.anything_to_journal(db):
            return
    try:
        async with database.transaction() as db:
            entries = await erasures.to_journal(db)
            await asyncio.to_thread(journal.append, entries)
            await erasures.journalled(db, entries)
    except OSError as error:  # the disk is full, or the folder is gone: they wait in the database
        log.error("erasures_not_journalled", error=where(error))
        return
    await database.forget_erased()


async def replay(database: Database, journal: Journal, now: datetime, policy: Policy) -> None:
    """Erases whoever a restored backup brought back; before anything is sent. OSError if the journal can't be read."""
    ids = await asyncio.to_thread(journal.ids)
    async with database.transaction() as db:
        again = await erasures.erase_again(db, ids, now, policy)
    if again:
        log.warning("erased_again", people=again)
    await hand_over(database, journal)
