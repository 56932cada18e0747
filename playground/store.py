"""Where the state of a playground lives between two starts: one SQLite file, or nowhere."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

Key = tuple[str | int, ...]


class Store(Protocol):
    """Rows of JSON by kind and key."""

    def rows(self, kind: str) -> Iterator[tuple[Any, Any]]:
        """Go through the keys (as lists) and values of a kind, in no particular order."""

    def put(self, kind: str, key: Key, value: Callable[[], Any]) -> None:
        """Keep a row; the value is asked for when it is written, very soon."""

    def drop(self, kind: str, key: Key) -> None:
        """Forget a row."""

    def close(self) -> None:
        """Write what is still to be written."""


class Nowhere:
    """A store that keeps nothing."""

    def rows(self, kind: str) -> Iterator[tuple[Any, Any]]:
        """Return no rows."""
        return iter(())

    def put(self, kind: str, key: Key, value: Callable[[], Any]) -> None:
        """Keep nothing."""

    def drop(self, kind: str, key: Key) -> None:
        """Forget nothing."""

    def close(self) -> None:
        """Write nothing."""


class SqliteStore:
    """A store in one file. All changes of one turn of the event loop are one transaction."""

    def __init__(self, path: Path) -> None:
        """Open or make the file, for us alone; sqlite3.DatabaseError when it is something else or in use."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, isolation_level=None, timeout=1)
        # Of two playgrounds on one file each would see only half of what happens.
        self._connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        # WAL with NORMAL survives a killed process; only a power cut may cost the last moments.
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.execute(
            "CREATE TABLE IF NOT EXISTS rows"
            " (kind TEXT, key TEXT, value TEXT NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID"
        )
        self._waiting: dict[tuple[str, str], Callable[[], Any] | None] = {}

    def rows(self, kind: str) -> Iterator[tuple[Any, Any]]:
        """Go through the keys and values of a kind."""
        for key, value in self._connection.execute("SELECT key, value FROM rows WHERE kind = ?", (kind,)):
            yield json.loads(key), json.loads(value)

    def put(self, kind: str, key: Key, value: Callable[[], Any]) -> None:
        """Keep a row."""
        self._change(kind, key, value)

    def drop(self, kind: str, key: Key) -> None:
        """Forget a row."""
        self._change(kind, key, None)

    def close(self) -> None:
        """Write what is still to be written and close the file."""
        self._flush()
        self._connection.close()

    def _change(self, kind: str, key: Key, value: Callable[[], Any] | None) -> None:
        if not self._waiting:
            self._flush_soon()
        self._waiting[kind, json.dumps(key)] = value

    def _flush_soon(self) -> None:
        try:
            asyncio.get_running_loop().call_soon(self._flush)
        except RuntimeError:  # no loop yet: close writes it
            return

    def _flush(self) -> None:
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, {}
        kept = [(kind, key, json.dumps(value())) for (kind, key), value in waiting.items() if value is not None]
        gone = [place for place, value in waiting.items() if value is None]
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany("INSERT OR REPLACE INTO rows VALUES (?, ?, ?)", kept)
        self._connection.executemany("DELETE FROM rows WHERE kind = ? AND key = ?", gone)
        self._connection.execute("COMMIT")
