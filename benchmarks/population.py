"""A database of made-up people in all corps of Flanders, in a temporary file of SQLite."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.migrating import migrate
from models.engine import Database

NOW = datetime(2026, 11, 24, 19, 4, tzinfo=UTC)

INDEXES = "SELECT name, sql FROM sqlite_master WHERE tbl_name = 'person' AND sql LIKE 'CREATE INDEX%'"
CORPS = """
INSERT INTO corps (id, municipality_nis, slug, founded_at)
SELECT row_number() OVER (ORDER BY nis), nis, 'corps-' || nis, '2025-01-01 00:00:00.000000'
FROM municipality WHERE region = 'Vlaanderen'
"""
# Ids are scattered as random ones are: an odd factor modulo a power of two leaves each once. Of a hundred people
# two can't be reached, five are on a pause, three live elsewhere than their corps is, and forty were asked
# for something in the last year.
PEOPLE = """
WITH RECURSIVE
    number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < :people),
    drawn AS MATERIALIZED (
        SELECT n, 1 + n * 1000000007 % 1099511627776 AS id, abs(random() % 100) AS a, abs(random() % 100) AS b,
               abs(random() % 100) AS c, 1 + abs(random() % :corps) AS corps
        FROM number
    )
INSERT INTO person (
    id, telegram_id, language, created_at, reachable, name, phone, birth_date, municipality_nis, corps_id, skill_bits,
    availability, call_always, paused_at, emergency_name, emergency_phone, signed_up_at, stay_asked, asked_at,
    deployments
)
SELECT drawn.id, n, 'nl', :signed_up, a >= 2, 'Member ' || n, '',
       date('1955-01-01', '+' || abs(random() % 20000) || ' days'),
       CASE WHEN b < 3 THEN 11002 ELSE corps.municipality_nis END, corps.id,
       abs(random()) & abs(random()) & 140737488355327, abs(random()) & 268435455, a % 2,
       CASE WHEN c < 5 THEN :signed_up END, '', '', :signed_up, 0,
       CASE WHEN b >= 60 THEN datetime(:now, '-' || abs(random() % 8760) || ' hours') || '.000000' END,
       CASE WHEN b >= 60 THEN a % 4 ELSE 0 END
FROM drawn JOIN corps ON corps.id = drawn.corps
ORDER BY drawn.id
"""
CERTIFICATES = """
INSERT INTO certificate (person_id, state, sent_at, kind, expires_on, remark, decided_at)
SELECT id, 'confirmed', :now, 'basic', date(:now, (id % 40 - 10) || ' months'), '', :now FROM person WHERE id % 10 = 0
"""
CONSENTS = """
INSERT INTO guardian_consent (person_id, state, asked_at, answered_at, guardian_name, relation)
SELECT id, 'given', :now, :now, 'Mia Maes', 'parent' FROM person WHERE birth_date > '2008-11-24' AND id % 2 = 0
"""


def build(file: Path, people: int) -> None:
    """All tables, the municipalities and so many people; minutes rather than hours, since indexes come last."""
    asyncio.run(_schema(f"sqlite+aiosqlite:///{file}"))
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = OFF")
        corps = db.execute(CORPS).rowcount
        made_again = db.execute(INDEXES).fetchall()
        for name, _sql in made_again:
            db.execute(f"DROP INDEX {name}")
        values = {"people": people, "corps": corps, "now": _text(NOW), "signed_up": _text(NOW - timedelta(days=700))}
        for statement in (PEOPLE, CERTIFICATES, CONSENTS):
            db.execute(statement, {name: value for name, value in values.items() if f":{name}" in statement})
        for _name, sql in made_again:
            db.execute(sql)


async def _schema(url: str) -> None:
    database = Database(url)
    await migrate(database)
    await database.close()


def _text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")
