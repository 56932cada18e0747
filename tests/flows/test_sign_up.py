"""Signing up in chat: the whole way, wrong answers, and who is turned away."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from models.conversations import Conversation
from models.outbox import OutboxRow
from models.people import Person
from services.rules.availability import EVENINGS_AND_WEEKENDS, DayPart, slot_bit
from services.rules.skills import SkillCode, from_bits
from tests.flows.sign_up_steps import rows, to_birth_date, to_phone, to_skills, to_summary
from tests.harness.town import MECHELEN, Town


async def test_the_whole_way(town: Town) -> None:
    await town.corps()
    nadia = town.stranger("Nadia Peeters", "en")
    await to_skills(nadia)
    await nadia.taps("Care")
    await nadia.sees("First aid: took a first-aid course")
    await nadia.taps("First aid")
    await nadia.taps("Done")
    await nadia.sees("What are you good at?", "Chosen: First aid", "✅ Care (1)")
    await nadia.taps("Practical")
    await nadia.taps("Kitchen")
    await nadia.taps("Kitchen")  # a second tap takes it back
    await nadia.taps("Back")  # one page back, not one question
    await nadia.sees("Chosen: First aid")
    await nadia.taps("Done")
    await nadia.taps("Evenings and weekends")
    await nadia.taps("No, only at my times")
    await nadia.says("Jan Peeters")
    await nadia.expects("On which number can we reach Jan Peeters?")
    await nadia.says("0471 00 00 00")
    await nadia.expects("Do you have a first-aid certificate?")  # asked of whoever knows first aid
    await nadia.taps("Skip")
    await nadia.sees("Your rights as a volunteer", "3 July 2005", "Which insurer? Ask", "+32 15 99 00 00", "C45B")
    await nadia.says("ok")
    await nadia.expects("tap one of the buttons", "I have read this")
    await nadia.taps("I have read this")
    await nadia.sees(
        "Is this right?", "1990", "Mechelen", "First aid", "evenings and weekends", "Jan Peeters · +32 471"
    )
    await nadia.taps("sign me up")
    await nadia.sees("You are now in the corps of Mechelen", "?start=mechelen", "quiet hours", "/profile", "test alarm")

    person = await town.person(nadia)
    assert person
    assert person.signed_up_at == person.privacy_shown_at == town.clock.now()
    assert (person.name, person.birth_date, person.language) == ("Nadia Peeters", date(1990, 5, 17), "en")
    assert person.phone.startswith("+32")
    assert person.municipality_nis == MECHELEN
    assert person.corps is not None
    assert from_bits(person.skill_bits) == (SkillCode.FIRST_AID,)
    assert (person.availability, person.call_always) == (EVENINGS_AND_WEEKENDS, False)
    assert (person.emergency_name, person.emergency_phone) == ("Jan Peeters", "+32471000000")
    assert person.privacy_version
    assert await rows(town, Conversation) == 0


async def test_in_dutch(town: Town) -> None:
    await town.corps()
    nadia = town.stranger("Nadia Peeters", "nl")
    await nadia.says("/start mechelen")
    await nadia.expects("Levensgevaar? Bel 112.", "Mechelen")
    await nadia.taps("Nederlands")
    await nadia.taps("Verder")
    await nadia.says("31 december 2000")
    await nadia.expects("Hoe heet je?")
    await nadia.taps("Ik heet Nadia Peeters")
    await nadia.expects("telefoonnummer")
    await nadia.says("0470 12 34 56")
    await nadia.expects("In welke gemeente woon je?", "deel je locatie")
    await nadia.says("Mechelen")  # the first key
    await nadia.expects("📍 Mechelen")
    await nadia.taps("Zorg en opvang")
    await nadia.taps("Eerste hulp")
    await nadia.taps("Klaar")
    await nadia.taps("Klaar")
    await nadia.taps("Laat me kiezen")
    await nadia.taps("Nacht")
    await nadia.taps("Klaar")
    await nadia.taps("Ja, roep me altijd op")
    await nadia.taps("Overslaan")
    await nadia.sees("Heb je een EHBO-attest?")
    await nadia.taps("Overslaan")
    await nadia.sees("Je rechten als vrijwilliger", "verzekerd", "C45B")
    await nadia.taps("Ik heb dit gelezen")
    await nadia.sees("Klopt dit?", "31 december 2000", "Eerste hulp", "nacht")
    await nadia.taps("schrijf me in")
    await nadia.sees("Je zit nu in het korps van Mechelen")


async def test_nothing_is_stored_before_the_notice_was_shown(town: Town) -> None:
    nadia = town.stranger("Nadia Peeters", "en")
    await nadia.says("/start")
    await nadia.expects("112")
    await nadia.taps("English")
    assert await rows(town, Conversation) == await rows(town, Person) == 0
    await nadia.taps("Go on")
    async with town.database.reading() as db:
        draft = (await db.scalars(select(Conversation.draft))).one()
    assert draft["birth_date"] is None
    assert draft["name"] == draft["phone"] == ""


@pytest.mark.parametrize("typed", ["25/11/2010", "2015-01-01", "1 januari 2020"])
async def test_too_young_leaves_nothing(town: Town, typed: str) -> None:
    kid = town.stranger("Jef Maes", "en")  # the harness's clock stands on 24 November 2026
    await to_birth_date(kid)
    await kid.says(typed)
    await kid.expects("You can join from the age of 16", "kept nothing")
    for table in (Person, Conversation, OutboxRow):
        assert await rows(town, table) == 0


async def test_a_requester_who_is_too_young_to_volunteer_keeps_their_role_and_nothing_new_is_kept(town: Town) -> None:
    tom = await town.requester("Tom", "en")
    await tom.says("/start")
    await tom.expects("Hello Tom")
    await tom.taps("Sign up as a volunteer")
    await tom.taps("Go on")
    await tom.says("25/11/2010")
    answer = await tom.expects("from the age of 16", "your role stays")
    assert "nothing about you" not in answer["text"]
    tom.forget()
    person = await town.person(tom)
    assert person
    assert person.birth_date is None


async def test_sixteen_today_is_in_and_minor(town: Town) -> None:
    await town.corps()
    lotte = town.stranger("Lotte Claes", "en")
    await to_summary(lotte, born="24/11/2010")
    await lotte.sees("18+")
    await lotte.taps("sign me up")
    await lotte.sees("You are now in the corps", "18+")
    await lotte.expects("Send this on to your parent or guardian")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("yesterday", "don't recognise"),
        ("31/02/1990", "not in the calendar"),
        ("1/1/2050", "still to come"),
        ("1/1/1850", "120 years ago"),
    ],
)
async def test_a_wrong_date_is_told_how(town: Town, typed: str, answer: str) -> None:
    nadia = town.stranger("Nadia Peeters", "en")
    await to_birth_date(nadia)
    await nadia.says(typed)
    await nadia.expects(answer, "31/12/1998")
    await nadia.says("31-12-2000")
    await nadia.expects("What is your name?")


async def test_names(town: Town) -> None:
    nadia = town.stranger("Nadia Peeters", "en")
    await to_birth_date(nadia)
    await nadia.says("17/5/1990")
    await nadia.expects("What is your name?")
    for wrong in ("12345", "x" * 4096, "😀"):
        await nadia.says(wrong)
        await nadia.expects("An Peeters", "80")
    await nadia.sends({"sticker": {}})
    await nadia.expects("An Peeters")
    await nadia.says("An\n <b>Maes</b> \u202e")
    await nadia.expects("phone number")
    async with town.database.reading() as db:
        assert (await db.scalars(select(Conversation.draft))).one()["name"] == "An <b>Maes</b>"


async def test_phones(town: Town) -> None:
    nadia = town.stranger("Nadia Peeters", "en")
    await to_phone(nadia)
    await nadia.shares_contact(phone="+32470000001", user_id=4242)
    await nadia.expects("somebody else's")
    for wrong in ("no idea", "123", "0470"):
        await nadia.says(wrong)
        await nadia.expects("don't recognise", "0470 12 34 56")
    await nadia.says("0032 470/12.34.56")
    await nadia.expects("Which municipality")
    async with town.database.reading() as db:
        assert (await db.scalars(select(Conversation.draft))).one()["phone"] == "+32470123456"


@pytest.mark.parametrize("shared", ["32470123456", "+32470123456"])
async def test_telegram_leaves_the_plus_out_at_times(town: Town, shared: str) -> None:
    nadia = town.stranger("Nadia Peeters", "en")
    await to_phone(nadia)
    await nadia.shares_contact(phone=shared, user_id=nadia.id)
    await nadia.expects("Which municipality")
    async with town.database.reading() as db:
        assert (await db.scalars(select(Conversation.draft))).one()["phone"] == "+32470123456"


async def test_ones_own_week(town: Town) -> None:
    await town.corps()
    nadia = town.stranger("Nadia Peeters", "en")
    await to_skills(nadia)
    await nadia.taps("None of these")
    await nadia.taps("Let me choose")
    await nadia.sees("Tap the times")
    await nadia.taps("All")
    await nadia.taps("All")  # and none again
    await nadia.taps("Mon")
    await nadia.taps("Night")
    await nadia.taps("Night")
    grid = await nadia.sees("Tap the times")
    await nadia.taps_data("f:signup:week:cell6-1", grid["message_id"])
    await nadia.taps_data("f:signup:week:cell9-9", grid["message_id"])  # made up
    await nadia.expects("tap one of the buttons")
    await nadia.taps("Done")
    await nadia.taps("No, only")
    await nadia.taps("Skip")
    await nadia.taps("I have read this")
    await nadia.sees("Mon morning, afternoon and evening; Sun afternoon")
    await nadia.taps("sign me up")
    await nadia.sees("You are now")
    person = await town.person(nadia)
    monday = sum(slot_bit(0, part) for part in (DayPart.MORNING, DayPart.AFTERNOON, DayPart.EVENING))
    assert person
    assert person.availability == monday | slot_bit(6, DayPart.AFTERNOON)


async def test_no_times_at_all_is_warned_of(town: Town) -> None:
    await town.corps()
    nadia = town.stranger("Nadia Peeters", "en")
    await to_summary(nadia)
    await nadia.taps("✏️ Times")
    await nadia.taps("Let me choose")
    await nadia.taps("All")
    await nadia.taps("Done")
    summary = await nadia.sees("Times: no fixed times")
    assert "no call-outs" not in summary["text"]  # but urgent ones
    await nadia.taps("✏️ If urgent")
    await nadia.taps("No, only")
    await nadia.sees("Is this right?", "you get no call-outs", "sign me up")
