"""Settings: what is accepted, and one clear line for what isn't."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import settings
from bot.settings import SettingsError

GOOD_TOKEN = "123456789:AAE3fabcdefghijklmnopqrstuvwxyz_-012"


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(str(tmp_path))
    names = ("BOT_TOKEN", "CONTROLLER", "DATABASE_URL", "DPO_CONTACT", "PLAYGROUND_PORT", "LOG_FORMAT")
    for name in names:
        monkeypatch.delenv(name, raising=False)


def test_without_anything_the_bot_plays() -> None:
    chosen = settings.load()
    assert chosen.in_playground
    assert chosen.database == "sqlite+aiosqlite:///var/playground/paraat.db"
    assert chosen.playground_port == 8080


def test_playground_and_telegram_have_databases_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", GOOD_TOKEN)
    assert settings.load().database == "sqlite+aiosqlite:///var/telegram/paraat.db"


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("PLAYGROUND_PORT=9000\nLOG_FORMAT=json\nBOT_TOKEN=\n", encoding="utf-8")
    monkeypatch.setenv("PLAYGROUND_PORT", "9001")
    chosen = settings.load()
    assert (chosen.playground_port, chosen.log_format, chosen.in_playground) == (9001, "json", True)


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("sqlite:///var/x.db", "sqlite+aiosqlite:///var/x.db"),
        ("postgresql://me:secret@host:5433/paraat", "postgresql+asyncpg://me:secret@host:5433/paraat"),
        ("postgres://host/paraat", "postgresql+asyncpg://host/paraat"),
        ("postgresql+asyncpg://host/paraat", "postgresql+asyncpg://host/paraat"),
        ("postgresql://host/paraat?sslmode=require", "postgresql+asyncpg://host/paraat?ssl=require"),
    ],
)
def test_database_addresses_need_no_driver(monkeypatch: pytest.MonkeyPatch, given: str, used: str) -> None:
    monkeypatch.setenv("DATABASE_URL", given)
    assert settings.load().database == used


@pytest.mark.parametrize(
    ("name", "value", "part"),
    [
        ("BOT_TOKEN", "hello", "@BotFather"),
        ("BOT_TOKEN", "123456789:too-short", "@BotFather"),
        ("DATABASE_URL", "mysql://host/db", "sqlite:///"),
        ("DATABASE_URL", "nonsense", "sqlite:///"),
        ("DATABASE_URL", "sqlite://", "no file"),
        ("DATABASE_URL", "sqlite:///:memory:", "no file"),
        ("DATABASE_URL", "sqlite+aiosqlite:///file:x?mode=memory&uri=true", "no file"),
        ("PLAYGROUND_PORT", "http", "is not a port; write a number"),
        ("PLAYGROUND_PORT", "", "is not a port"),
        ("PLAYGROUND_PORT", "70000", "65535"),
        ("LOG_FORMAT", "xml", "console"),
        ("TELEGRAM_API_URL", "api.telegram.org", "is not a web address; write one such as https://"),
        ("DUTY_PHONE", "", "is not a telephone number"),
        ("DUTY_PHONE", "abc", "is not a telephone number"),
        ("RETENTION", "a year", "is not a number of months"),
        ("RETENTION", "121", "0 (never) to 120"),
    ],
)
def test_a_broken_setting_is_named_in_one_line(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, part: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        settings.load()
    line = str(caught.value)
    assert line.startswith(f"{name}: ")
    assert part in line
    assert "\n" not in line


def test_the_token_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", GOOD_TOKEN)
    assert "AAE3f" not in repr(settings.load())
    monkeypatch.setenv("BOT_TOKEN", "123456789:secret")
    with pytest.raises(SettingsError) as caught:
        settings.load()
    assert "secret" not in str(caught.value)


def test_who_answers_for_the_data_is_real_on_telegram_and_nobody_in_the_playground(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CONTROLLER", " Stad Mechelen\n en het Rode Kruis ")
    assert "DEMO" in settings.load().policy.controller.name
    monkeypatch.setenv("BOT_TOKEN", GOOD_TOKEN)
    assert settings.load().policy.controller.name == "Stad Mechelen en het Rode Kruis"
    assert settings.load().unnamed == ["DPO_CONTACT"]


def test_each_database_has_phones_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = settings.load().phones
    monkeypatch.setenv("DATABASE_URL", "sqlite:///var/x.db")
    other = settings.load().phones
    monkeypatch.setenv("DATABASE_URL", "sqlite:///var/y.db")
    assert len({usual, other, settings.load().phones}) == 3


@pytest.mark.parametrize(("said", "asked"), [("", True), ("yes", True), ("No", False), ("false", False)])
def test_consent_of_guardians_is_asked_unless_it_is_said_otherwise(
    monkeypatch: pytest.MonkeyPatch, said: str, asked: bool
) -> None:
    monkeypatch.setenv("GUARDIAN_CONSENT", said)
    assert settings.load().policy.guardian_consent is asked


def test_demo_terms_are_the_playgrounds_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings.load().policy.terms == settings.DEMO_TERMS
    monkeypatch.setenv("INSURER", "Ethias")
    assert settings.load().policy.terms.insurer == "Ethias"
    monkeypatch.delenv("INSURER")
    monkeypatch.setenv("BOT_TOKEN", GOOD_TOKEN)
    assert not settings.load().policy.terms.insurer
