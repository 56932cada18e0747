"""What an administrator does from the command line, and what stays behind when Telegram can't be reached."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.commands import main
from tests.harness.databases import SqliteTemplate
from tests.program.programs import TOKEN, free_port

Run = Callable[..., Result]


@pytest.fixture
def url(sqlite_template: SqliteTemplate) -> Iterator[str]:
    with sqlite_template.copy() as url:
        yield url


@pytest.fixture
def run(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BOT_TOKEN", raising=False)
    monkeypatch.setenv("DATABASE_URL", url)
    return lambda *arguments, **setting: CliRunner().invoke(main, arguments, env=setting)


def rows(url: str, query: str, *changes: str) -> list[tuple[object, ...]]:
    database = sqlite3.connect(url.removeprefix("sqlite+aiosqlite:///"))
    try:
        with database:
            for change in changes:
                database.execute(change)
            return list(database.execute(query))
    finally:
        database.close()


def test_roles_are_listed_and_taken_back(run: Run, url: str) -> None:
    rows(
        url,
        "SELECT 1",
        "INSERT INTO person (id, telegram_id, language, created_at, reachable, name, phone, skill_bits, availability,"
        " call_always) VALUES (5, 7001, 'nl', '2026-01-01', 1, 'Els Vermeulen', '', 0, 0, 0)",
        "INSERT INTO role_grant (id, person_id, role, scope, municipality_nis, granted_at)"
        " VALUES (3, 5, 'coordinator', 'municipality', 12025, '2026-02-01 10:00:00')",
    )
    listed = run("roles", "list").output
    assert re.fullmatch(r" *3 +coordinator +Mechelen +Els Vermeulen +since 2026-02-01\n", listed)
    assert run("roles", "list", "--municipality", "Mechelen").output == listed
    assert run("roles", "list", "--municipality", "Gent").output == ""
    assert run("roles", "revoke", "3").output == "Els Vermeulen is no longer coordinator for Mechelen.\n"
    assert run("roles", "list").output == ""
    again = run("roles", "revoke", "3")
    assert (again.exit_code, "roles list" in again.output) == (2, True)
    assert rows(url, "SELECT action, actor_id FROM audit_entry") == [("role_revoked", None)]


def test_a_corps_and_its_link(run: Run, tmp_path: Path) -> None:
    assert run("corps", "link", "Mechelen").exit_code == 2
    assert "start=mechelen" in run("corps", "found", "Mechelen", "--qr", "poster.svg").output
    assert b"<svg" in (tmp_path / "poster.svg").read_bytes()
    assert "has a corps already" in run("corps", "found", "2800").output
    run("corps", "found", "Gent")
    assert "QR code: poster.png" in run("corps", "link", "2800", "--qr", "poster.png").output
    assert (tmp_path / "poster.png").read_bytes().startswith(b"\x89PNG")
    gent, mechelen = run("corps", "list").output.splitlines()
    assert re.fullmatch(r"Gent +0 members +https://t\.me/paraat_bot\?start=gent", gent)
    assert mechelen.startswith("Mechelen ")


@pytest.mark.parametrize("file", ["poster.gif", "poster", "none/poster.png"])
def test_a_qr_code_that_cannot_be_written(run: Run, file: str) -> None:
    run("corps", "found", "Mechelen")
    refused = run("corps", "link", "Mechelen", "--qr", file)
    assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)
    assert refused.stderr.startswith("--qr: ")


def test_neighbours(run: Run) -> None:
    run("corps", "found", "Bonheiden")
    listed = run("neighbours", "list", "Mechelen").output.splitlines()
    assert len(listed) == 7
    assert "Bonheiden (has a corps)" in listed
    assert "are neighbours now" in run("neighbours", "add", "Mechelen", "Gent").output
    assert "were neighbours already" in run("neighbours", "add", "Gent", "Mechelen").output
    assert "Gent (no corps)" in run("neighbours", "list", "Mechelen").output


@pytest.mark.parametrize("arguments", [("invite", "coordinator", "--flanders"), ("corps", "found", "Mechelen")])
def test_nothing_is_lost_when_telegram_is_out_of_reach(run: Run, url: str, arguments: tuple[str, ...]) -> None:
    refused = run(*arguments, BOT_TOKEN=TOKEN, TELEGRAM_API_URL=f"http://127.0.0.1:{free_port()}")
    assert (refused.exit_code, "reached" in refused.stderr) == (2, True)
    assert rows(url, "SELECT id FROM role_invite UNION SELECT id FROM corps UNION SELECT id FROM audit_entry") == []
