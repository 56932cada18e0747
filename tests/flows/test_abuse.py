"""Rubbish and tricks: each gets the right answer, and neither chats nor logs tell anybody what isn't theirs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from structlog.testing import capture_logs

from models.roles import Role
from services.areas import Area
from tests.flows.requests import launched
from tests.flows.sign_up_steps import to_birth_date, to_phone
from tests.flows.test_forged import nothing_failed
from tests.harness.phones import Phone
from tests.harness.town import MECHELEN, SOON, Town

RUBBISH = [
    "x",
    "<b>",
    "\x00",
    "A" * 64,
    "../../etc",
    "invite_",
    "invite_\x00",
    "invite_" + "A" * 57,
    "-1",
    "mechelen'--",
    "😀",
]


@pytest.fixture
def log() -> Iterator[list[Any]]:
    with capture_logs() as lines:
        yield lines


def assert_discreet(log: list[Any], *people: Phone) -> None:
    """Nothing went wrong, and the log holds neither names nor Telegram ids."""
    assert not [line for line in log if line["log_level"] not in ("debug", "info")]
    written = " ".join(str({name: value for name, value in line.items() if name != "update_id"}) for line in log)
    assert not [secret for phone in people for secret in (str(phone.id), *phone.name.split()) if secret in written]


async def test_links_with_rubbish(town: Town, log: list[Any]) -> None:
    bo, nadia = town.stranger("Bo Claes", "en"), await town.volunteer("Nadia Peeters", language="en")
    for payload in RUBBISH:
        invites = payload.startswith("invite_")
        for phone in (bo, nadia):
            await phone.says(f"/start {payload}")
            await phone.expects("not valid" if invites else "don't know this link")
    assert await town.person(bo) is None
    await nothing_failed(town)
    assert_discreet(log, bo, nadia)


async def test_buttons_of_others(town: Town, log: list[Any]) -> None:
    """A modified client taps whatever stands on a coordinator's and a requester's phones."""
    els, tom = await town.coordinator("Els Vermeulen", "en"), await town.requester("Tom Dhondt", "en")
    nadia, bo = await town.volunteer("Nadia Peeters", language="en"), town.stranger("Bo Claes", "en")
    await launched(tom, els, 1)
    await els.says("/assign")
    await els.says("/close")
    cells = [cell for phone in (els, tom) for shown in phone.from_bot() for row in shown["buttons"] for cell in row]
    foreign = {cell["callback_data"] for cell in cells if cell.get("callback_data")}
    assert len(foreign) > 10
    for phone in (els, tom, nadia):
        phone.forget()
    for data in sorted(foreign):
        for phone in (nadia, bo):
            before = len(phone.from_bot())
            assert await phone.taps_data(data, 1) or len(phone.from_bot()) > before, data
            phone.forget()
    for phone in (els, tom):
        await phone.expects_nothing()
    await nadia.taps("I'm coming", on="Fill sandbags")  # the call-out is still as it was
    await nadia.sees("You are number 1 of 1")
    await town.advance(**SOON)
    await els.sees("1 of 1")
    await nothing_failed(town)
    assert_discreet(log, els, tom, nadia, bo)
    for phone in (els, tom, nadia, bo):
        phone.forget()


async def test_a_contact_of_somebody_else(town: Town, log: list[Any]) -> None:
    bo, nadia = town.stranger("Bo Claes", "en"), await town.volunteer("Nadia Peeters", language="en")
    await to_phone(bo)
    for owner in (nadia.id, None, 1):
        await bo.shares_contact(phone="+32470123456", user_id=owner)
        await bo.expects("your own")
    await nothing_failed(town)
    assert_discreet(log, bo, nadia)


async def test_names_that_turn_round_or_carry_markup(town: Town, log: list[Any]) -> None:
    """Others read a list of names in its order, whatever stands in it."""
    rita = await town.staff("Rita Baert", Role.CORPS_ADMINISTRATOR, Area(nis=MECHELEN), "en")
    await town.corps()
    bo = town.stranger("\u202eob\u2066 <b>Claes</b>", "en")
    await to_birth_date(bo)
    await bo.says("17/5/1990")
    await bo.expects("What is your name?", "[I'm called ob <b>Claes</b>]")  # the hidden signs are gone
    members = [await town.volunteer(name, language="en") for name in ("محمد علي", "<a href='x'>An</a>")]
    await rita.says("/corps")
    await rita.taps("Members")
    card = await rita.sees("\u2068محمد علي\u2069", "<a href='x'>An</a>")
    assert "entities" not in card or not [one for one in card["entities"] if one["type"] == "text_link"]
    await nothing_failed(town)
    assert_discreet(log, rita, bo, *members)
    rita.forget()
