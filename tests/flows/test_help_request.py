"""A municipality asks for help: four questions, who is alerted, and what both sides can still change."""

from __future__ import annotations

import pytest

from models.roles import Role
from services import invites
from services.invites import Area
from tests.flows.requests import asks
from tests.harness.town import BONHEIDEN, GENT, Town

ZOUTWERF = (51.0282, 4.4803)


async def test_four_questions_and_it_is_out(town: Town) -> None:
    tom, els = await town.requester("Tom", "en"), await town.coordinator("Els", "en")
    await asks(tom)
    await tom.sees("Your request is out, to 1 coordinator", "5 people", "Fill sandbags", "Zoutwerf 5", "18", "urgent")
    await els.expects("Urgent help request from Mechelen", "5 people", "Fill sandbags", "Tom", "Take over")


async def test_whoever_is_not_appointed_is_told_so_and_nothing_happens(town: Town) -> None:
    await town.coordinator("Els", "en")
    nadia, stranger = await town.volunteer("Nadia", language="en"), town.stranger("Jef", "en")
    for phone in (nadia, stranger):
        await phone.says("/hulpvraag")
        await phone.expects("appointed", "I did nothing", "112")
        await phone.says("Fill sandbags")
        phone.forget()


async def test_the_dutch_name_of_the_command_works_too(town: Town) -> None:
    tom = await town.requester("Tom", "en")
    await tom.says("/hulpvraag")
    await tom.expects("What is needed?")


async def test_without_any_coordinator_the_requester_gets_the_duty_phone_at_once(town: Town) -> None:
    tom = await town.requester("Tom", "en")
    await asks(tom)
    await tom.sees("No coordinator can be alerted", "+32 15 99 00 00")


async def test_a_point_on_the_map_and_its_address(town: Town) -> None:
    tom = await town.requester("Tom", "en")
    await tom.says("/request")
    await tom.says("Fill sandbags")
    await tom.shares_location(*ZOUTWERF)
    await tom.sees("I have the point on the map")
    await tom.sees("Which address is it?", "112")
    await tom.says("Zoutwerf 5")
    await tom.taps("10")
    await tom.taps("Now")
    await tom.sees("Zoutwerf 5, Mechelen (with a point on the map)", "10 people")
    tom.forget()


async def test_a_point_abroad_is_not_taken(town: Town) -> None:
    tom = await town.requester("Tom", "en")
    await tom.says("/request")
    await tom.says("Fill sandbags")
    await tom.shares_location(48.85, 2.35)
    await tom.sees("isn't in Belgium")
    tom.forget()


@pytest.mark.parametrize(
    ("number", "answer"),
    [("a few", "such as 12"), ("10-15", "more than one"), ("0", "1 or more"), ("123456", "10,000")],
)
async def test_a_number_that_is_none(town: Town, number: str, answer: str) -> None:
    tom = await town.requester("Tom", "en")
    await tom.says("/request")
    await tom.says("Fill sandbags")
    await tom.says("Zoutwerf 5")
    tom.forget()
    await tom.says(number)
    await tom.expects(answer, "[20]")
    await tom.says("twelve people")
    await tom.expects("When?")


@pytest.mark.parametrize(
    ("when", "answer"), [("whenever", "tomorrow 9.00"), ("31/02 9.00", "doesn't exist"), ("20/11/2026 9.00", "passed")]
)
async def test_a_moment_that_is_none(town: Town, when: str, answer: str) -> None:
    tom = await town.requester("Tom", "en")
    await asks(tom, when=when)
    await tom.expects(answer, "Now")
    await tom.says("tomorrow 9:00")
    await tom.expects("tomorrow (Wed 25 Nov) 09:00 – 13:00 (4 hours)", "not urgent")


async def test_a_text_that_does_not_fit(town: Town) -> None:
    tom = await town.requester("Tom", "en")
    await tom.says("/request")
    tom.forget()
    await tom.says("sandbags " * 60)
    await tom.expects("539 characters", "500 fit")


async def test_a_restart_in_the_middle_loses_nothing(town: Town) -> None:
    tom = await town.requester("Tom", "en")
    await tom.says("/request")
    await tom.says("Fill sandbags")
    await tom.says("Zoutwerf 5")
    await town.restart()
    await tom.taps("20")
    await tom.taps("Now")
    await tom.sees("20 people", "Fill sandbags", "Zoutwerf 5")
    tom.forget()


async def test_going_back_and_leaving(town: Town) -> None:
    tom, els = await town.requester("Tom", "en"), await town.coordinator("Els", "en")
    await tom.says("/request")
    await tom.says("Fill sandbags")
    await tom.says("⬅️ Back")
    await tom.sees("What is needed?")
    await tom.taps("Stop")
    await tom.sees("No request went out")
    tom.forget()
    await els.expects_nothing()


async def test_a_second_tap_on_the_last_question_makes_no_second_request(town: Town) -> None:
    tom, els = await town.requester("Tom", "en"), await town.coordinator("Els", "en")
    await asks(tom)
    card = await tom.sees("Your request is out")
    assert "no longer open" in await tom.taps_data("f:request:when:now", card["message_id"])
    await els.expects("Take over")


class TestWhichMunicipality:
    async def test_is_asked_of_whoever_may_ask_for_several(self, town: Town) -> None:
        tom = await town.requester("Tom", "en", Area(province="Antwerpen"))
        await tom.says("/request")
        await tom.expects("112", "For which municipality?")
        await tom.says("zzzzzz")
        await tom.expects("I don't find that one")
        await tom.says("Gent")
        await tom.expects("You have no role in Gent")
        await tom.says("mechlen")
        await tom.expects("📍 Mechelen", "What is needed?")

    async def test_few_are_buttons(self, town: Town) -> None:
        tom = await town.requester("Tom", "en")
        async with town.database.transaction() as db:
            person = await town.person(tom)
            assert person
            await invites.grant_role(db, person, Role.REQUESTER, Area(nis=BONHEIDEN), town.clock.now())
        await tom.says("/request")
        await tom.expects("[Bonheiden]", "[Mechelen]")
        await tom.taps_data(f"f:request:town:{GENT}", tom.from_bot()[-1]["message_id"])
        await tom.expects("You have no role")
        await tom.taps("Bonheiden")
        await tom.sees("What is needed?")


class TestEmergencies:
    async def test_a_second_request_belongs_to_the_emergency_that_is_open(self, town: Town) -> None:
        tom = await town.requester("Tom", "en")
        await asks(tom, "Fill sandbags")
        await tom.sees("I keep your request")
        await asks(tom, "Serve soup")
        await tom.sees("belongs to the emergency", "Fill sandbags", "It is a new emergency")
        await tom.taps("It is a new emergency")
        await tom.sees("Emergency: Serve soup")

    async def test_with_two_open_ones_it_opens_a_new_one_and_offers_them(self, town: Town) -> None:
        tom = await town.requester("Tom", "en")
        await asks(tom, "Fill sandbags")
        await asks(tom, "Serve soup")
        await tom.taps("It is a new emergency")
        await asks(tom, "Answer phones")
        await tom.sees("opened a new emergency", "[Serve soup]", "[Fill sandbags]")
        await tom.taps("Serve soup")
        await tom.sees("Emergency: Serve soup")
        await tom.taps("Emergency")
        card = await tom.sees("belongs to Serve soup", "[Fill sandbags]", "A new emergency")
        assert "[Answer phones]" not in str(card)  # it was opened for this request alone, and is gone
