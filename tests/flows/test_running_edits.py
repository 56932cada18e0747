"""While people are being called out, part of the request still changes, and everybody's card with it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models.audit import AuditEntry
from tests.flows.requests import launched, taken_over
from tests.harness.phones import Phone
from tests.harness.town import Town


async def running(town: Town) -> tuple[Phone, Phone, Phone, Phone]:
    """A coordinator, a requester, one who comes and one who hasn't answered."""
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    an, bo = await town.volunteer("An", language="en"), await town.volunteer("Bo", language="en")
    await launched(tom, els)
    await an.taps("I'm coming")
    await bo.expects("Urgent: 5 people needed")
    await town.advance(seconds=4)
    for phone in (els, tom, an):
        phone.forget()
    return els, tom, an, bo


async def test_the_requester_changes_what_people_read_on_their_cards(town: Town) -> None:
    els, tom, an, bo = await running(town)
    await tom.taps("Complete or adjust")
    listed = await tom.expects(
        "Complete or adjust.", "their cards change too", "[📝 What] [📍 Where]", "How many", "From when"
    )
    for locked in ("Skills", "From 16", "urgent]", "[🔗"):
        assert locked not in str(listed["buttons"])
    await tom.taps("What to bring")
    await tom.says("gloves, boots")
    await tom.expects("🎒 gloves, boots")
    await tom.taps("Until when")
    await tom.says("02:00")
    await tom.expects("20:04 – 02:00")
    await tom.taps("📝 What")
    await tom.says("Serve soup")
    await tom.expects("5 people: Serve soup")
    await town.advance(seconds=4)
    await an.sees("You are coming", "Serve soup", "– 02:00", "🎒 gloves, boots")
    await bo.sees("Urgent: 5 people needed", "Serve soup", "– 02:00", "🎒 gloves, boots", "[✅ I'm coming]")
    await els.sees("Serve soup · Mechelen", "– 02:00")
    await tom.taps("Done")
    await tom.sees("People are being called out", "1 of 5", "Serve soup", "[✏️ Complete or adjust]")
    await an.expects_nothing()


async def test_a_new_address_rings_with_those_who_come(town: Town) -> None:
    els, _tom, an, bo = await running(town)
    before = await an.sees("You are coming", "Zoutwerf 5")
    await els.taps("Adjust")
    await els.expects("Complete or adjust.", "A new place rings with whoever comes")
    await els.taps("Where")
    await els.says("Grote Markt 1")
    await els.expects("Grote Markt 1, Mechelen")
    moved = await an.expects("The place has changed", "You are coming", "Grote Markt 1", "[🗺 Map]")
    assert moved["message_id"] != before["message_id"]
    assert not any("Zoutwerf" in message["text"] for message in an.from_bot())
    await bo.expects_nothing()
    assert "Grote Markt" not in (await bo.sees("Urgent"))["text"]
    await els.taps("Done")
    await els.sees("1 of 5 is coming", "[✏️ Adjust]")
    async with town.database.reading() as db:
        noted = await db.scalars(select(AuditEntry.detail).where(AuditEntry.action == "request_edited"))
    assert [detail["fields"] for detail in noted] == ["address"]


async def test_the_same_address_again_rings_nowhere(town: Town) -> None:
    els, _tom, an, _bo = await running(town)
    await els.taps("Adjust")
    await els.taps("Where")
    els.forget()
    await els.says("Zoutwerf 5")
    await els.expects("Zoutwerf 5, Mechelen")
    await an.expects_nothing()


async def test_a_point_on_the_map_is_set_moved_and_removed(town: Town) -> None:
    els, _tom, an, _bo = await running(town)
    await els.taps("Adjust")
    for latitude in (51.0282, 51.03):
        await els.taps("Where")
        els.forget()
        await els.shares_location(latitude, 4.4803)
        await els.expects("Which address is that?", "Now: Zoutwerf 5")
        await an.expects_nothing()  # before it is certain which address it is
        await els.taps("Still Zoutwerf 5")
        await els.sees("with a point on the map")
        await an.expects("The place has changed", "You are coming", "Zoutwerf 5")
        assert points(an) == [latitude]
        an.forget()
    await els.taps("Where")
    await els.taps("Remove the point")
    await els.sees("Complete or adjust.")
    await an.expects("You are coming", "Zoutwerf 5")
    assert points(an) == []


async def test_an_address_and_a_point_of_two_places_never_stand_together(town: Town) -> None:
    """A button that leads to where it was is worse than none."""
    els, _tom, an, _bo = await running(town)
    await els.taps("Adjust")
    await els.taps("Where")
    els.forget()
    await els.shares_location(51.0282, 4.4803)
    await els.expects("Which address is that?")
    await els.says("Grote Markt 21")
    await els.expects("Grote Markt 21, Mechelen (with a point on the map)")
    await an.expects("The place has changed", "Grote Markt 21")
    assert points(an) == [51.0282]
    an.forget()
    await els.taps("Where")
    els.forget()
    await els.says("Zoutwerf 7")
    listed = await els.expects("Zoutwerf 7, Mechelen")
    assert "point on the map" not in listed["text"]
    moved = await an.expects("The place has changed", "Zoutwerf 7", "[🗺 Map]")
    assert "Zoutwerf" in str(moved["buttons"])
    assert points(an) == []
    an.forget()
    await els.taps("Where")
    els.forget()
    await els.shares_location(51.03, 4.4803)
    await els.expects("Which address is that?")
    await els.taps("Only the point")
    await els.sees("📍 Mechelen (with a point on the map)")
    await an.expects("The place has changed", "📍 Mechelen")
    assert points(an) == [51.03]
    an.forget()


def points(phone: Phone) -> list[float]:
    """The latitudes of the meeting points in this chat."""
    return [message["location"]["latitude"] for message in phone.from_bot() if message["venue"]]


@pytest.mark.parametrize("field", ["skills", "age", "urgent"])
async def test_what_people_were_chosen_by_is_locked(town: Town, field: str) -> None:
    els, tom, _an, _bo = await running(town)
    card = await tom.sees("Complete or adjust")
    request = card["buttons"][0][0]["callback_data"].rpartition(":")[2]
    answer = await tom.taps_data(f"qf:{field}:{request}", card["message_id"])
    assert "People are being called out" in answer
    assert "You can still change: what, where, how many, when" in answer
    assert "People are being called out" in await tom.taps_data(f"q:emergency:{request}", card["message_id"])
    assert "People are being called out" in await tom.taps_data(f"qe:{request}:0", card["message_id"])
    await els.expects_nothing()


async def test_a_launch_while_a_question_is_open(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    an = await town.volunteer("An", language="en")
    await taken_over(tom, els)
    await tom.taps("Complete or adjust")
    await tom.taps("Skills")
    await els.taps("Start with Mechelen")
    await an.expects("5 people needed")
    tom.forget()
    await tom.says("8")
    await tom.expects("so this can't be changed any more")
    els.forget()


async def test_a_closed_request_stays_as_it_is(town: Town) -> None:
    els, tom, an, bo = await running(town)
    card = await tom.sees("Complete or adjust")
    edit = card["buttons"][0][0]["callback_data"]
    await els.says("/close")
    await els.taps("Close this call-out")
    await els.taps("Yes, close it")
    for phone in (els, an, bo):
        phone.forget()
    await town.advance(seconds=4)
    assert "This request is closed" in await tom.taps_data(edit, card["message_id"])
    assert "Complete or adjust" not in str((await tom.sees("This call-out closed"))["buttons"])
