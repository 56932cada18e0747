"""The real program in a small world: people with phones, corps, and a clock."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from tempfile import gettempdir
from typing import Any

from bot.app import App
from bot.delivery.pace import UNLIMITED, Rates
from bot.journal import Journal
from bot.session import connect
from messages.privacy import version_in
from models.corps import Corps
from models.people import Person
from models.roles import Role
from playground import BotIdentity, Hooks, Limits, Playground
from services import corps, invites, people, privacy
from services.invites import Area
from services.people import Newcomer, Registered, SignUp
from services.policy import Policy
from services.rules.availability import ALWAYS
from services.rules.throttling import Rate, Throttle
from tests.harness.clock import FrozenClock
from tests.harness.databases import database_at
from tests.harness.phones import Phone
from tests.services.world import agreed

TOKEN = "1234567890:TEST_of_the_playground_no_real_bot_1"
AT_ONCE = Rate(burst=1_000_000, per_second=1_000, pause=1)
UNHURRIED = Throttle(known=AT_ONCE, strangers=AT_ONCE)  # phones in tests tap faster than people
SOON = {"minutes": 2}  # the boards follow by then, and the first page of a request that nobody took isn't due yet
MECHELEN, BONHEIDEN, GENT = 12025, 12005, 44021


class Town:
    """Starts the program; `people` are all phones, so that the end can ask each whether something was unexpected."""

    def __init__(self, url: str, *, rates: Rates = UNLIMITED, limits: Limits | None = None) -> None:
        self.url = url
        self.rates = rates
        self.clock = FrozenClock()
        self.policy = Policy(duty_phone="+32 15 99 00 00", throttle=UNHURRIED)
        self.phones: list[Phone] = []
        self.journal = Journal(Path(gettempdir()) / f"erasures-{token_hex(8)}.txt")
        self.playground = Playground(
            hooks=Hooks(now=self.clock.now),
            limits=limits or Limits.none(),
            default_bot=BotIdentity(TOKEN, "paraat_bot", "Paraat"),
        )

    async def open(self) -> None:
        await self.playground.start(0)
        await self.start_program()

    async def start_program(self) -> None:
        self.database = database_at(self.url)
        bot = connect(TOKEN, self.playground.url, timeout=3)
        self.app = App(self.database, bot, self.clock, self.policy, self.rates, journal=self.journal)
        await self.app.start()

    async def close(self) -> None:
        await self.app.stop()
        await self.playground.stop()
        self.journal.file.unlink(missing_ok=True)

    async def restart(self) -> None:
        """Stops the program gracefully and starts it again on the same database, in this process.

        All of it is made anew but the engines, whose connections were closed (see databases.database_at). For a process
        that is killed see tests/program/test_kills.py.
        """
        await self.app.stop()
        await self.start_program()

    async def settle(self) -> None:
        """Returns when every update is handled and everything due has been delivered."""
        async with asyncio.timeout(60):
            while self.playground.unconfirmed():
                await asyncio.sleep(0.003)
            await self.app.quiet()

    async def advance(self, **by: float) -> None:
        """Moves the clock on, from due instant to due instant."""
        await self.settle()
        await self.app.advance(timedelta(**by))

    async def check_nothing_unexpected(self) -> None:
        """What is due within moments comes; then any message that nobody looked at fails."""
        await self.advance(**SOON)
        surprises = [f"to {p.name}: {m['text']}" for p in self.phones for m in p.unread()]
        assert not surprises, "messages that nobody expected:\n" + "\n---\n".join(surprises)

    def stranger(self, name: str = "Nadia Peeters", language: str = "nl", *, started: bool = False) -> Phone:
        """Somebody whom the bot doesn't know yet."""
        first, _, last = name.partition(" ")
        person = self.playground.people.add(first, language, last_name=last or None, started=started)
        phone = Phone(self.playground, self.settle, person.id, name)
        self.phones.append(phone)
        return phone

    async def corps(self, nis: int = MECHELEN) -> Corps:
        """The municipality's corps, founded if need be."""
        async with self.database.transaction() as db:
            return (await corps.found(db, nis, self.clock.now())).corps  # type: ignore[union-attr]

    async def volunteer(self, name: str = "Nadia", nis: int = MECHELEN, language: str = "nl", **traits: Any) -> Phone:
        """A member of the municipality's corps who is always available and may be called always; a minor may come."""
        phone = self.stranger(name, language, started=True)
        home = await self.corps(nis)
        form = SignUp(
            telegram_id=phone.id,
            language=language,
            privacy_version=version_in(language),
            privacy_shown_at=self.clock.now(),
            birth_date=traits.get("birth_date", date(1990, 5, 17)),
            name=name,
            phone=traits.get("phone", "+32470123456"),
            municipality_nis=nis,
            corps_id=home.id,
            wants_news=False,
            skill_bits=traits.get("skill_bits", 0),
            availability=traits.get("availability", ALWAYS),
            call_always=traits.get("call_always", True),
            rights_version=traits.get("rights_version", self.policy.terms.version),
            rights_shown_at=self.clock.now(),
        )
        async with self.database.transaction() as db:
            registered = await people.sign_up(db, form, self.clock.now(), self.policy)
            assert isinstance(registered, Registered)
            if registered.person.adult_at and traits.get("consented", True):
                await agreed(db, registered.person)
        return phone

    async def staff(self, name: str, role: Role, area: Area, language: str = "nl") -> Phone:
        phone = self.stranger(name, language, started=True)
        async with self.database.transaction() as db:
            person = await people.introduce(db, Newcomer(phone.id, name, language), self.clock.now())
            person.phone = "+32470999888"
            await privacy.note_shown(db, person.id, version_in(language), language, self.clock.now())
            await invites.grant_role(db, person, role, area, self.clock.now())
        await self.settle()
        return phone

    async def coordinator(self, name: str = "Els", language: str = "nl", area: Area | None = None) -> Phone:
        return await self.staff(name, Role.COORDINATOR, area or Area(nis=MECHELEN), language)

    async def requester(self, name: str = "Tom", language: str = "nl", area: Area | None = None) -> Phone:
        return await self.staff(name, Role.REQUESTER, area or Area(nis=MECHELEN), language)

    async def person(self, phone: Phone) -> Person | None:
        async with self.database.reading() as db:
            return await people.by_telegram_id(db, phone.id)


def brussels(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A winter moment on the Belgian clock, in UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=1)
