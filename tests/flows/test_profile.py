"""/profile: everything on one card, each line changed by the question that the sign-up asks."""

from __future__ import annotations

from datetime import date

from services.rules.availability import EVENINGS_AND_WEEKENDS
from services.rules.skills import SkillCode, to_bits
from tests.harness.phones import Phone
from tests.harness.town import GENT, Town

WRONG = "I have changed nothing"


async def opens(phone: Phone, command: str = "/profile") -> None:
    await phone.says(command)
    await phone.expects("Tap what you want to change")


async def test_each_line_can_be_changed(town: Town) -> None:
    nadia = await town.volunteer("Nadia Peeters", language="en", skill_bits=to_bits([SkillCode.LANGUAGES]))
    await nadia.says("/profiel")
    await nadia.expects(
        "Nadia Peeters", "Born: 17 May 1990", "+32 470 12 34 56", "Emergency contact: nobody", "Corps: Mechelen",
        "since 24 November 2026", "Languages: Foreign languages", "Times: always", "call me always",
        "Quiet hours: none", "Pause: no", "Chat language: English",
    )  # fmt: skip
    await nadia.taps("Name")
    await nadia.says("Nadia Maes")
    await nadia.expects("Nadia Maes", "I have noted that", "Tap what you want to change")
    await nadia.taps("Born")
    await nadia.says("1/1/2015")
    await nadia.expects("not 16 yet", WRONG, "31/12/1998")
    await nadia.says("18/5/1990")
    await nadia.expects("Born: 18 May 1990")
    await nadia.taps("Languages")
    await nadia.taps("Ukrainian")
    await nadia.taps("Foreign languages")  # no longer offered: it can only be taken away
    assert "Foreign languages" not in " ".join(nadia.labels())
    await nadia.taps("Done")
    await nadia.sees("Languages: Ukrainian")
    await nadia.taps("Equipment")
    await nadia.taps("Own 4×4")
    await nadia.taps("Done")
    await nadia.sees("Own equipment: Own 4×4", "Languages: Ukrainian")
    await nadia.taps("Good at")
    await nadia.taps("Driving")
    await nadia.taps("Tail lift")
    await nadia.taps("Done")
    await nadia.taps("Done")
    await nadia.sees("Good at: Tail lift", "Languages: Ukrainian")
    await nadia.taps("Times")
    await nadia.taps("Evenings and weekends")
    await nadia.sees("Times: evenings and weekends", "I have noted that")
    await nadia.taps("Times")
    await nadia.taps("Let me choose")
    await nadia.taps("Stop")
    await nadia.sees("Nothing was changed")
    await nadia.taps("My profile")
    await nadia.expects("Times: evenings and weekends")
    await nadia.taps("If urgent")
    await nadia.taps("No, only at my times")
    await nadia.sees("If urgent: only at my times")
    person = await town.person(nadia)
    assert person
    assert (person.name, person.birth_date) == ("Nadia Maes", date(1990, 5, 18))
    assert person.skill_bits == to_bits([SkillCode.UKRAINIAN, SkillCode.OWN_4X4, SkillCode.TAIL_LIFT])
    assert (person.availability, person.call_always) == (EVENINGS_AND_WEEKENDS, False)


async def test_phone_and_emergency_contact_are_two_numbers(town: Town) -> None:
    nadia = await town.volunteer("Nadia Peeters", language="en")
    await opens(nadia)
    await nadia.taps("In emergency")
    await nadia.shares_contact()
    await nadia.expects("your own number", "somebody else")
    await nadia.says("☎️ 12")
    await nadia.expects("first and last name", "An Peeters")
    await nadia.shares_contact(phone="0471000000")  # from the address book: a name and a number at once
    await nadia.expects("Emergency contact: Somebody · +32 471 00 00 00")
    await nadia.taps("Phone")
    await nadia.expects("What is your phone number?")
    await nadia.says("0471 00 00 00")
    await nadia.expects("number of your emergency contact")
    await nadia.says("0472 00 00 00")
    await nadia.expects("+32 472 00 00 00")  # the keyboard goes away
    await nadia.expects("Phone: +32 472 00 00 00")
    await nadia.taps("In emergency")
    await nadia.says("Jan Peeters")
    await nadia.expects("reach Jan Peeters?")
    await nadia.says("0472 00 00 00")
    await nadia.expects("your own number")
    await nadia.taps("Back")
    await nadia.taps("Stop")
    await nadia.sees("Nothing was changed")
    await opens(nadia)
    await nadia.sees("Somebody · +32 471 00 00 00")  # half an answer changed nothing
    await nadia.taps("In emergency")
    await nadia.taps("Nobody any more")
    await nadia.sees("Emergency contact: nobody")


async def test_quiet_hours(town: Town) -> None:
    nadia = await town.volunteer("Nadia Peeters", language="en")
    await opens(nadia)
    await nadia.taps("Quiet hours")
    await nadia.sees("urgent call-out still rings", "22:00 – 07:00")
    for wrong, answer in (("late", "two times"), ("22:10-7:00", "half hours"), ("7-7", "/pause")):
        await nadia.says(wrong)
        await nadia.expects(answer, "22.30-6.30")
    await nadia.says("22.30 - 6.30")
    await nadia.expects("Quiet hours: 22:30 – 06:30")
    await nadia.taps("Quiet hours")
    await nadia.taps("23:00 – 06:00")
    await nadia.sees("Quiet hours: 23:00 – 06:00")
    await nadia.taps("Quiet hours")
    await nadia.taps("No quiet hours")
    await nadia.sees("Quiet hours: none")


async def test_staff_and_strangers(town: Town) -> None:
    els = await town.coordinator("Els Vermeulen", "en")
    await opens(els)
    card = await els.sees("coordinator for", "Phone: +32 470 99 98 88", "Sign up as a volunteer too")
    await els.taps_data("p:quiet", card["message_id"])  # a modified client: only volunteers have quiet hours
    await els.sees("coordinator for")
    await els.taps("Name")
    await els.says("Els Maes")
    await els.expects("Els Maes", "I have noted that")
    nadia = town.stranger("Nadia", "en")
    await nadia.says("/profile")
    await nadia.expects("I know nothing about you yet", "/start")
    await nadia.says("/pause")
    await nadia.expects("Only volunteers get call-outs", "/start")
    await nadia.says("what is this?")
    await nadia.expects("112", "Nobody reads along", "Become a volunteer")
    await nadia.taps("Become a volunteer")
    await nadia.sees("English", "Nederlands")


async def test_moving_house_and_corps(town: Town) -> None:
    await town.corps(GENT)
    nadia = await town.volunteer("Nadia Peeters", language="en")
    await opens(nadia)
    await nadia.taps("Municipality")
    await nadia.expects("Which municipality do you live in?")
    await nadia.says("Gent")
    await nadia.expects("Gent")
    await nadia.expects("Gent has a volunteer corps of its own", "one corps at a time", "Stay in the corps of Mechelen")
    await nadia.taps("Stay in the corps of Mechelen")
    await nadia.sees("Municipality: Gent", "Corps: Mechelen (since")
    await nadia.taps("Corps")
    await nadia.taps("Join Gent")
    await nadia.sees("From the corps of Mechelen to that of Gent?")
    await nadia.taps("Back")
    await nadia.taps("Join Gent")
    await nadia.taps("Yes, move me to Gent")
    await nadia.sees("Corps: Gent (since 24 November 2026, before: Mechelen)", "I have noted that")
    await nadia.says("/start mechelen")  # the old corps' link
    await nadia.expects("You are in the corps of Gent", "one at a time")
    await nadia.taps("Move to the corps of Mechelen")
    await nadia.sees("From the corps of Gent to that of Mechelen?")
    await nadia.taps("Stop")
    await nadia.sees("Nothing was changed")
    await opens(nadia)
    await nadia.taps("Municipality")
    await nadia.says("8000")
    nadia.forget()
    await nadia.taps("Tell me when Brugge starts one")
    await nadia.sees("Leave the corps of Gent?", "nobody calls you out")
    await nadia.taps("Yes, I leave")
    await nadia.sees("Municipality: Brugge", "Corps: none yet (before: Gent)")
