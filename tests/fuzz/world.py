"""A populated town that can be put back to any moment, and that takes any update."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
from asyncio import Future
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import product
from typing import Any

from aiogram.types import Update
from sqlalchemy import select, update

from messages.card import Card
from messages.language import speaking
from messages.notices import _WORDERS, word
from messages.wording import Wording
from models.conversations import Conversation
from models.people import Person
from models.roles import Role
from playground.taps import _new_query
from services.areas import Area
from tests.flows.requests import asks, launched, taken_over
from tests.flows.sign_up_steps import to_summary
from tests.harness.phones import Phone
from tests.harness.pseudo import CODE
from tests.harness.town import BONHEIDEN, MECHELEN, Town

Json = dict[str, Any]
SUBJECTS = (1, 2, 3)  # ids of what notices are about
Moment = bytes  # the whole database
BETWEEN_UPDATES = timedelta(seconds=5)  # nobody types faster for long
PATIENCE = 20  # seconds until an update counts as stuck
LINK = re.compile(r"\?start=([\w-]+)")
ROLLBACK_JOURNAL = b"\x01\x01"  # in a file's header: a copy in memory can't have a write-ahead log


class Undone(Exception):
    """Rolls back what was only tried."""


@dataclass
class Heard:
    """All that the bot said on the way. `labels` with how many buttons stand in the row."""

    texts: set[str] = field(default_factory=set)
    toasts: set[str] = field(default_factory=set)
    labels: set[tuple[str, int]] = field(default_factory=set)

    def note(self, card: Card) -> None:
        self.texts |= {card.text, card.placeholder, *((card.pin.title, card.pin.address) if card.pin else ())}
        for row in card.rows:
            self.labels |= {(button.text, len(row)) for button in row}
        for keys in card.keys:
            self.labels |= {(key.text, len(keys)) for key in keys}


class FuzzTown(Town):
    """People in every role, with something of everything on their phones that can be tapped or answered."""

    async def populate(self) -> None:
        self.heard = Heard()
        await self.corps(BONHEIDEN)
        els = await self.coordinator("Els <i>Vermeulen", "en")
        tom = await self.requester("Tom & Dhondt", "en")
        nadia = await self.volunteer("Nadia <b>Peeters", language="en")
        bram = await self.volunteer("Bram Maes", language="fr")
        rita = await self.staff("Rita Baert", Role.CORPS_ADMINISTRATOR, Area(nis=MECHELEN), "de")
        karim = await self.coordinator("Karim Lambert", "nl", Area())
        mia = await self.staff("Mia Segers", Role.ADMINISTRATOR, Area(), "en")
        sam = self.stranger("Sam </b>Claes", "en", started=True)
        lotte = self.stranger("Lotte Wouters", "en", started=True)
        self.actors = {"stranger": sam, "volunteer": nadia, "requester": tom, "coordinator": els, "everywhere": karim,
                       "corps administrator": rita, "administrator": mia, "on reserve": bram,
                       "minor": lotte}  # fmt: skip
        await self._busy_evening(els, tom, nadia, bram, mia, lotte)
        self.team = self.playground.phones().group("Team", [nadia.id, els.id])
        self._began = self.clock.moment
        self._update_id = 10_000_000_000
        self._now: Moment | None = None  # where the database certainly is

    async def _busy_evening(self, els: Phone, tom: Phone, nadia: Phone, bram: Phone, mia: Phone, lotte: Phone) -> None:
        await mia.says("/announce")
        await mia.says("Mechelen")
        await mia.says("Training on Saturday")
        await mia.taps("2 members")
        await nadia.taps("Answer")
        await nadia.says("Do I bring boots?")
        await mia.says("/team")
        await mia.taps("Antwerp")
        await mia.taps("Invite")
        await mia.taps("Coordinator")
        await launched(tom, els, 1)
        await nadia.taps("I'm coming")
        await bram.taps("réserve")
        await taken_over(tom, els, 3)
        await asks(tom, "Cook for 40")
        await nadia.says("/certificate")
        await nadia.sends({"photo": {}})
        await to_summary(lotte, born="17/5/2009")
        await lotte.taps("sign me up")
        await els.says("/rota")
        await els.taps("Every week")
        await els.taps("I am")
        await els.says("every day 20-8")
        await self.settle()

    async def everybody_speaks(self, language: str) -> None:
        async with self.database.transaction() as db:
            await db.execute(update(Person).values(language=language))

    async def hear_notices(self) -> None:
        """What is said to others or later, worded for everybody from whatever there is."""
        async with self.database.reading() as db:
            people = list(await db.scalars(select(Person.id)))
            for notice, person_id, subject in product(_WORDERS, people, SUBJECTS):
                at = Wording(db, self.clock.now(), self.policy, "paraat_bot", person_id)
                with speaking(CODE):
                    card = await word(notice, subject, at)
                if card:
                    self.heard.note(card)

    def moment(self) -> Moment:
        """All that the program knows now."""
        with self._file() as file:
            kept = bytearray(file.serialize())
        kept[18:20] = ROLLBACK_JOURNAL
        return bytes(kept)

    def restore(self, moment: Moment) -> None:
        """Puts the database back; phones keep what they show."""
        if moment is self._now:
            return
        with closing(sqlite3.connect(":memory:")) as source, self._file() as file:
            source.deserialize(moment)
            source.backup(file)
        self.clock.moment = self._began
        self._now = moment

    def _file(self) -> closing[sqlite3.Connection]:
        return closing(sqlite3.connect(self.database.url.database or "", timeout=5))

    def buttons(self, phone: Phone) -> list[str]:
        """The data of all buttons in somebody's chat."""
        cells = [cell for shown in phone.from_bot() for row in shown["buttons"] for cell in row]
        return list(dict.fromkeys(cell["callback_data"] for cell in cells if cell.get("callback_data")))

    def written(self) -> list[str]:
        """What people typed before the walks, and their names."""
        chats = [self.playground.chat(phone.id)["messages"] for phone in self.phones]
        typed = [shown["text"] for messages in chats for shown in messages if shown["from"] == "user"]
        return [*typed, *(phone.name for phone in self.phones)]

    def links(self) -> list[str]:
        """What the links to the bot carry that stand in anybody's chat."""
        texts = [shown["text"] for phone in self.phones for shown in phone.from_bot()]
        return sorted({payload for text in texts for payload in LINK.findall(text)})

    async def silence_delivery(self) -> None:
        """Messages stay in the outbox from here on, so that a walk costs a third."""
        self.app.delivery.stop()
        await asyncio.wait({self.app._delivering})

    async def deliver_again(self) -> None:
        self.app.delivery._stopping = False
        self.app._delivering = asyncio.get_running_loop().create_task(self.app.delivery.run())

    async def would_lead(self, update: Json, phone: Phone) -> tuple[tuple[str, str] | None, list[Card]]:
        """Where this update would bring the chat, and the cards that it would bring, while nothing is delivered."""
        handling = self.app.handling
        raw = Update.model_validate(self._raw(update), context={"bot": handling.bot})
        with suppress(Undone):
            async with self.database.transaction() as db:
                said = await handling._answer(db, raw)
                row = await db.get(Conversation, phone.id)
                question = (row.form, row.step) if row else None
                raise Undone
        if said and said.toast:
            self.heard.toasts.add(said.toast)
        cards = list(said.cards) if said else []
        for card in cards:
            self.heard.note(card)
        return question, cards

    async def goes(self, update: Json) -> None:
        """The program handles this update, while nothing is delivered."""
        self._now = None
        await self.app.handling._handle(self._raw(update))

    async def takes(self, update: Json) -> None:
        """The program handles this update, and what follows from it at once."""
        self._now = None
        async with asyncio.timeout(PATIENCE):
            await self.app.handling(self._raw(update))
            await self.app.quiet()
            await self.app.handling.confirmed()

    def _raw(self, update: Json) -> Json:
        self._update_id += 1
        self.clock.moment += BETWEEN_UPDATES
        raw: Json = json.loads(json.dumps({"update_id": self._update_id, **update}))
        return raw

    def calls(self, after: int = 0) -> list[Json]:
        """What the program has called at Telegram, and what came of it."""
        return self.playground.calls(after)

    def newest(self, phone: Phone) -> int:
        """The message_id of the newest card in somebody's chat."""
        return int(phone.from_bot()[-1]["message_id"]) if phone.from_bot() else 1

    def query(self) -> tuple[str, Future[Json]]:
        """A tap that Telegram lets the bot answer: its id, and the answer when it comes."""
        world = self.playground._world
        query = _new_query(world, world.default_bot())
        return query.query_id, query.answer
