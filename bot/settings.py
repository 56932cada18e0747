"""Settings from the environment and `.env`; .env.example explains each."""

from __future__ import annotations

import re
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from services.policy import Controller, Policy
from services.rules.retention import RetentionPolicy
from services.rules.volunteering import Expenses, Terms

DATA = Path("var")
TOKEN = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{30,60}")
PHONE = re.compile(r"\+?[0-9][0-9 ./-]{0,28}[0-9]")
WEB_ADDRESS = re.compile(r"https?://\S+")
LAST_PORT = 65535
LONGEST_NAME = 160  # signs, so that the privacy notice fits into one message in every language
MOST_MONTHS = 120
DAYS_A_MONTH = 365.25 / 12
DEMO_TERMS = Terms("Verzekeringen De Proef", "DEMO-0001", Expenses.PROVEN)  # of the playground, where nothing is set
DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}


class SettingsError(Exception):
    """A setting that can't be used; the text says which, and what is expected."""


def _empty_is_unset(value: object) -> object:
    return None if value == "" else value


def _whole_token(token: SecretStr | None) -> SecretStr | None:
    if token and not TOKEN.fullmatch(token.get_secret_value()):
        raise ValueError("is not a bot token; @BotFather gives one like 123456789:AAE3f…")
    return token


def _with_driver(url: str | None) -> str | None:
    if url is None:
        return None
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise ValueError("is not a database address such as sqlite:///var/paraat.db") from None
    driver = DRIVERS.get(parsed.drivername, parsed.drivername)
    if driver not in DRIVERS.values():
        raise ValueError("must begin with sqlite:/// or postgresql://")
    if driver == DRIVERS["sqlite"] and _is_in_memory(parsed):
        raise ValueError("names no file, so everything would be lost; write one, such as sqlite:///var/paraat.db")
    if "sslmode" in parsed.query:  # as libpq and hosting firms write what asyncpg calls ssl
        parsed = parsed.update_query_dict({"ssl": parsed.query["sslmode"]}).difference_update_query(["sslmode"])
    return parsed.set(drivername=driver).render_as_string(hide_password=False)


def _is_in_memory(sqlite: URL) -> bool:
    return not sqlite.database or ":memory:" in sqlite.database or sqlite.query.get("mode") == "memory"


def _port(value: object) -> int:
    text = str(value).strip()
    if not (text.isdecimal() and 1 <= int(text) <= LAST_PORT):
        raise ValueError(f"is not a port; write a number from 1 to {LAST_PORT}, such as 8080")
    return int(text)


def _dialable(phone: str) -> str:
    if not PHONE.fullmatch(phone):
        raise ValueError("is not a telephone number; write one such as +32 15 99 00 00 or 105")
    return phone


def _one_line(name: str) -> str:
    short = " ".join(name.split())
    if len(short) > LONGEST_NAME:
        raise ValueError(f"is too long for the privacy notice: {len(short)} signs; at most {LONGEST_NAME} fit")
    return short


def _web_address(url: str) -> str:
    if not WEB_ADDRESS.fullmatch(url):
        raise ValueError("is not a web address; write one such as https://api.telegram.org")
    return url


def _months(value: object) -> int:
    text = str(value).strip()
    if not (text.isdecimal() and int(text) <= MOST_MONTHS):
        raise ValueError(f"is not a number of months from 0 (never) to {MOST_MONTHS}, such as 12")
    return int(text)


def _yes_or_no(value: object) -> bool:
    """Yes where nothing is said: the careful choice."""
    said = {"": True, "yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
    found = said.get(str(value).strip().lower())
    if found is None:
        raise ValueError("is not clear; write yes or no")
    return found


Token = Annotated[SecretStr | None, BeforeValidator(_empty_is_unset), AfterValidator(_whole_token)]
Name = Annotated[str, AfterValidator(_one_line)]
DatabaseUrl = Annotated[str | None, BeforeValidator(_empty_is_unset), AfterValidator(_with_driver)]


class Settings(BaseSettings):
    """Environment variables win over `.env`."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore")

    bot_token: Token = None
    database_url: DatabaseUrl = None
    playground_port: Annotated[int, BeforeValidator(_port)] = 8080
    log_format: Literal["console", "json"] = "console"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    telegram_api_url: Annotated[str, AfterValidator(_web_address)] = "https://api.telegram.org"
    duty_phone: Annotated[str, AfterValidator(_dialable)] = "105"
    controller: Name = ""
    dpo_contact: Name = ""
    complaint_authority: Name = ""
    erasure_journal: Annotated[Path | None, BeforeValidator(_empty_is_unset)] = None
    retention: Annotated[int, BeforeValidator(_months)] = 12
    insurer: Annotated[str, Field(max_length=80)] = ""
    insurance_policy: Annotated[str, Field(max_length=40)] = ""
    expenses: Expenses = Expenses.UNSAID
    guardian_consent: Annotated[bool, BeforeValidator(_yes_or_no)] = True

    @field_validator("log_format", "log_level", "expenses", mode="before")
    @classmethod
    def _any_case(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @property
    def in_playground(self) -> bool:
        """Without a token the bot runs against the playground on this machine."""
        return self.bot_token is None

    @property
    def unnamed(self) -> list[str]:
        """What the privacy notice must name and these settings don't: without it nobody may be asked for their data."""
        named = {"CONTROLLER": self.controller, "DPO_CONTACT": self.dpo_contact}
        return [name for name, value in named.items() if not value]

    @property
    def policy(self) -> Policy:
        """The organisation's choices; in the playground it is nobody real that answers for the data."""
        real = Controller(self.controller, self.dpo_contact, self.complaint_authority)
        return Policy(
            duty_phone=self.duty_phone,
            controller=Controller() if self.in_playground else real,
            retention=RetentionPolicy(silence=self.silence),
            terms=self._terms,
            guardian_consent=self.guardian_consent,
        )

    @property
    def _terms(self) -> Terms:
        chosen = Terms(self.insurer, self.insurance_policy, self.expenses)
        return DEMO_TERMS if self.in_playground and chosen == Terms() else chosen

    @property
    def database(self) -> str:
        """The database's address; the playground has one of its own, so that demo people never meet real ones."""
        if self.database_url:
            return self.database_url
        file = DATA / ("playground" if self.in_playground else "telegram") / "paraat.db"
        return f"sqlite+aiosqlite:///{file}"

    @property
    def journal(self) -> Path:
        """Where erasures are journalled; beside the data unless it is set, and never in their backup."""
        return self.erasure_journal or DATA / ("playground" if self.in_playground else "telegram") / "erasures.txt"

    @property
    def silence(self) -> timedelta:
        """How long somebody may be silent before they are asked whether they are still in; none: for ever."""
        return timedelta(days=round(self.retention * DAYS_A_MONTH))

    @property
    def phones(self) -> Path:
        """Where the playground keeps its phones: a file for each database, whose people they belong to."""
        which = f"-{sha256(self.database_url.encode()).hexdigest()[:12]}" if self.database_url else ""
        return DATA / "playground" / f"phones{which}.db"


def load() -> Settings:
    """The settings, or SettingsError with one line that names the first one that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_input=False, include_context=False, include_url=False)[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "settings"
        raise SettingsError(f"{name}: {first['msg'].removeprefix('Value error, ')}") from None
