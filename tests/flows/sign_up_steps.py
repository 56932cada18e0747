"""The way through the sign-up in English, as far as a test wants to come."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from tests.harness.phones import Phone
from tests.harness.town import Town


async def to_birth_date(phone: Phone, payload: str = "") -> None:
    await phone.says(f"/start {payload}".strip())
    await phone.expects("112", "English")
    await phone.taps("English")
    await phone.sees("Your data, in short", "end-to-end")
    await phone.taps("Go on")
    await phone.sees("When were you born?")


async def to_phone(phone: Phone, payload: str = "", born: str = "17/5/1990") -> None:
    await to_birth_date(phone, payload)
    await phone.says(born)
    await phone.expects("What is your name?")
    await phone.taps("I'm called")
    await phone.expects("What is your phone number?")


async def to_town(phone: Phone, payload: str = "", born: str = "17/5/1990") -> None:
    await to_phone(phone, payload, born)
    await phone.shares_contact()
    await phone.expects("Which municipality do you live in?")


async def to_skills(phone: Phone, born: str = "17/5/1990") -> None:
    await to_town(phone, born=born)
    await phone.says("2800")
    await phone.expects("Mechelen")
    await phone.expects("What are you good at?")


async def to_summary(phone: Phone, born: str = "17/5/1990") -> None:
    await to_skills(phone, born)
    await phone.taps("None of these")
    await phone.taps("Always")
    await phone.taps("Yes, call me always")
    await phone.sees("Whom may we call if something happens to you?")
    await phone.taps("Skip")
    await phone.sees("Your rights as a volunteer", "insured")
    await phone.taps("I have read this")
    await phone.sees("Is this right?")


async def rows(town: Town, table: Any) -> int:
    async with town.database.reading() as db:
        return await db.scalar(select(func.count()).select_from(table)) or 0
