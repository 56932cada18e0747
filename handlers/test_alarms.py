"""The test alarm: asked for, answered, and how to let it ring."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.staff import Known
from handlers.visit import Visit
from messages import test_alarms as words
from messages.buttons import TestAlarmButton
from messages.card import Reply, reply
from models.people import Person
from services import test_alarms

router = Router(name="test_alarms")
router.callback_query.filter(Known())


@router.callback_query(TestAlarmButton.filter(F.act == "send"))
async def send(_tap: CallbackQuery, visit: Visit, person: Person) -> Reply:
    await test_alarms.send(visit.db, person, visit.now, visit.policy)
    return reply(words.on_its_way(visit.policy.test_alarm_after), keep=True)


@router.callback_query(TestAlarmButton.filter(F.act == "loud"))
async def loud(_tap: CallbackQuery) -> Reply:
    return reply(words.how_to_ring(), keep=True)


@router.callback_query(TestAlarmButton.filter())
async def answer(_tap: CallbackQuery, callback_data: TestAlarmButton) -> Reply:
    """Whatever is answered: that's how it works."""
    return reply(words.answered(coming=callback_data.act == "yes"))
