"""A modified client may send any callback data: it gets a short answer, and nothing else happens."""

from __future__ import annotations

import pytest
from aiogram.filters.callback_data import CallbackData
from sqlalchemy import func, select

from models.intake import FailedUpdate
from models.outbox import OutboxRow
from models.roles import Role
from services.invites import Area
from tests.harness.phones import Phone
from tests.harness.town import Town

HUGE = "9" * 22  # beyond 64 bits
FACTORIES = CallbackData.__subclasses__()
FORGED = [
    "r:yes:99999999999999999999999",
    "r:yes:-1",
    "r:yes:0x1",
    "r:yes:1e3",
    "r:yes:٣",
    "r:perhaps:1",
    "r:yes",
    "r:yes:1:2",
    "r:",
    ":",
    ":::",
    "c:board:9223372036854775808",
    "c:board:9223372036854775807",
    "c:board:9007199254740991",
    "e:1:9007199254740991",
    "lang:nl:\x00",
    "lang:xx:",
    "su:\x00",
    "su:no-such-corps",
    "priv:nl:x:\x00",
    "inv:\x00",
    "inv:" + "ü" * 30,
    "f:signup:town:" + HUGE,
    "f:\x00:\x00:\x00",
    "fc:signup:forward",
]


def fillings(factory: type[CallbackData]) -> list[str]:
    """Each field in turn gets what no field should; the others get what they may have."""
    usual = [str(_usual(factory, name)) for name in factory.model_fields]
    odd = (HUGE, "-1", "0", "", "9007199254740991", "'; --", "\x00")
    spoiled = [[*usual[:i], wrong, *usual[i + 1 :]] for i in range(len(usual)) for wrong in odd]
    every = [":".join((factory.__prefix__, *values)) for values in (*spoiled, [])]
    return [data for data in every if 0 < len(data.encode()) <= 64]


def _usual(factory: type[CallbackData], name: str) -> object:
    field = factory.model_fields[name]
    choices = getattr(field.annotation, "__args__", None)
    return choices[0] if choices else 1 if field.annotation is int else "nl"


async def nothing_failed(town: Town) -> None:
    async with town.database.reading() as db:
        assert await db.scalar(select(func.count()).select_from(FailedUpdate)) == 0
        assert await db.scalar(select(func.count()).select_from(OutboxRow)) == 0


async def forges(phone: Phone, data: str, on: int) -> None:
    answer = await phone.taps_data(data, on)
    assert len(answer) <= 200, data
    assert "went wrong" not in phone.transcript(), data


@pytest.fixture
async def els(town: Town) -> Phone:
    return await town.staff("Els", Role.COORDINATOR, Area(), "en")


async def test_forged_data_gets_a_short_answer(town: Town, els: Phone) -> None:
    await els.says("/help")
    card = await els.expects("112")
    for data in FORGED:
        await forges(els, data, card["message_id"])
    await nothing_failed(town)
    assert "no longer works" in await els.taps_data(FORGED[0], card["message_id"])
    els.forget()


@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory.__name__)
async def test_every_factory_stands_forged_values(town: Town, els: Phone, factory: type[CallbackData]) -> None:
    await els.says("/help")
    card = await els.expects("112")
    for data in fillings(factory):
        await forges(els, data, card["message_id"])
    await nothing_failed(town)
    els.forget()


def test_every_number_behind_a_button_is_bounded() -> None:
    for factory in FACTORIES:
        for name, field in factory.model_fields.items():
            if field.annotation is int:
                assert field.metadata, f"{factory.__name__}.{name} takes any number: use Id"
