"""Erased means gone: no bytes in the database's files nor in the log, and a restored backup brings nobody back."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.clock import SystemClock
from bot.journal import Journal, hand_over
from models.engine import Database
from models.erasures import Erasure
from models.outbox import OutboxRow
from models.people import Person
from services.erasures import Entry
from tests.harness.databases import SqliteTemplate, database_at
from tests.harness.phones import Phone
from tests.harness.town import TOKEN, Town
from tests.program.killing import Program

PATIENCE = 30
NAME, PHONE, TYPED = "Xantippe Zonnebloem", "+32499876543", "Quirinus Draftmans"
THEN = datetime(2026, 11, 24, 19, tzinfo=UTC)


@pytest.fixture
async def town(sqlite_template: SqliteTemplate) -> AsyncIterator[Town]:
    with sqlite_template.copy() as url:
        town = Town(url)
        town.clock.moment, town.database = SystemClock().now(), database_at(url)
        await town.playground.start(0)
        for number in range(30):  # neighbours on the pages of the file
            await town.volunteer(f"Volunteer {number}")
        yield town
        await town.database.close()
        await town.playground.stop()


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not holds():
            await asyncio.sleep(0.02)


async def says(town: Town, phone: Phone, text: str, answer: str) -> None:
    town.playground.message(phone.id, {"text": text})
    await until(lambda: answer in phone.transcript())


async def taps(town: Town, phone: Phone, label: str, answer: str) -> None:
    message, data = phone._button(label, "")
    await town.playground.tap(phone.id, message["message_id"], data=data)
    await until(lambda: answer in phone.transcript())


async def at_rest(town: Town) -> None:
    """All is handled, journalled and delivered."""
    async with asyncio.timeout(PATIENCE):
        while town.playground.unconfirmed() or await count(town, OutboxRow.id) or await count(town, Erasure.person_id):
            await asyncio.sleep(0.02)


async def count(town: Town, column: object) -> int:
    async with town.database.reading() as db:
        return await db.scalar(select(func.count(column))) or 0  # type: ignore[arg-type]


def marks(person_id: int) -> list[bytes]:
    """What would tell that somebody was there: texts, and the chat's id as text and as SQLite keeps it."""
    number = person_id.to_bytes(6, "big").lstrip(b"\0")
    return [
        NAME.encode(),
        NAME.split(maxsplit=1)[0].encode(),
        PHONE.encode(),
        TYPED.encode(),
        str(person_id).encode(),
        number,
    ]


def found_in(files: list[Path], texts: list[bytes]) -> list[tuple[str, bytes]]:
    return [(file.name, text) for file in files for text in texts if text in file.read_bytes()]


async def test_erased_bytes_and_a_restored_backup(town: Town, tmp_path: Path) -> None:
    file = Path(town.database.url.database or "")
    town.playground.people._next_id = 8_070_605_040  # as long as Telegram's, so that no figure looks like it
    nadia = await town.volunteer(NAME, language="en", phone=PHONE)
    setting = {"BOT_TOKEN": TOKEN, "DATABASE_URL": town.url, "TELEGRAM_API_URL": town.playground.url,
               "LOG_LEVEL": "debug"}  # fmt: skip
    program = Program(tmp_path, setting)
    program.start()
    try:
        await says(town, nadia, "/profile", "Emergency contact")
        await taps(town, nadia, "In emergency", "emergency")
        await says(town, nadia, TYPED, "number")
        await at_rest(town)
        backup = tmp_path / "backup.db"
        with sqlite3.connect(file) as connection:
            connection.execute("VACUUM INTO ?", (str(backup),))
        connection.close()
        name, _first, phone, typed, _id, number = marks(nadia.id)
        assert {text for _file, text in found_in([backup], marks(nadia.id))} >= {name, phone, typed, number}

        await says(town, nadia, "/erase", "Do you want to be erased?")
        await taps(town, nadia, "Go on", "Are you sure")
        await taps(town, nadia, "Yes, erase me for good", "You are erased")
        await at_rest(town)
        await town.database.close()
        program.stop()
        files = [*file.parent.glob(f"{file.name}*"), tmp_path / "log.txt", tmp_path / "var/telegram/erasures.txt"]
        assert len(files) >= 3
        assert found_in(files, marks(nadia.id)) == []
        [person_id] = Journal(tmp_path / "var/telegram/erasures.txt").ids()

        for each in file.parent.glob(f"{file.name}*"):
            each.unlink()
        shutil.copy(backup, file)
        before = len(nadia.from_bot())
        program.start()
        await says(town, nadia, "/start", "Choose your language")
        await at_rest(town)
        assert len(nadia.from_bot()) == before + 1  # the restored program had nothing to say but the answer
        async with town.database.reading() as db:
            assert await db.get(Person, person_id) is None
            assert await db.scalar(select(func.count(Person.id))) == 30
    finally:
        program.end()
    assert "erased_again" in (tmp_path / "log.txt").read_text()


async def test_a_crash_between_the_commit_and_the_journal_loses_nothing(database_url: str, tmp_path: Path) -> None:
    database, journal = Database(database_url), Journal(tmp_path / "new" / "erasures.txt")
    async with database.transaction() as db:
        db.add(Erasure(person_id=7, erased_at=THEN))  # committed, and killed before the journal has it
    journal.append([Entry(7, THEN)])  # or after it has it, before the database forgets it
    with journal.file.open("a") as torn:
        torn.write("12345678")
    await hand_over(database, journal)
    assert journal.ids() == {7}
    assert journal.file.read_text().splitlines() == [f"7 {THEN.isoformat()}", "12345678", f"7 {THEN.isoformat()}"]
    assert journal.file.stat().st_mode & 0o077 == 0
    async with database.reading() as db:
        assert await db.scalar(select(func.count(Erasure.person_id))) == 0
    await database.close()


async def test_a_journal_that_cannot_be_written_keeps_everybody_in_the_database(
    database_url: str, tmp_path: Path
) -> None:
    database, blocked = Database(database_url), tmp_path / "file"
    blocked.write_text("where the folder should be")
    async with database.transaction() as db:
        db.add(Erasure(person_id=7, erased_at=THEN))
    await hand_over(database, Journal(blocked / "erasures.txt"))
    async with database.reading() as db:
        assert await db.scalar(select(func.count(Erasure.person_id))) == 1
    await database.close()
