"""Where a new volunteer lives, and which corps that makes it."""

from __future__ import annotations

from models.corps import CorpsInterest
from services import corps
from services.rules.availability import ALWAYS
from tests.flows.sign_up_steps import rows, to_town
from tests.harness.town import BONHEIDEN, GENT, MECHELEN, Town

BRUGGE = 31005


async def test_a_village_that_several_have(town: Town) -> None:
    await town.corps()
    nadia = town.stranger("Nadia Peeters", "en")
    await to_town(nadia)
    await nadia.says("xyzzy")
    await nadia.expects("don't find that", "2800")
    await nadia.says("Halle")
    await nadia.expects("👍")
    await nadia.expects("Which one do you mean?", "Halle (Zoersel)")
    await nadia.says("Mechlen")  # typed again, with an error
    await nadia.expects("What are you good at?")


async def test_a_shared_location_proposes_the_nearest(town: Town) -> None:
    await town.corps()
    nadia = town.stranger("Nadia Peeters", "en")
    await to_town(nadia)
    await nadia.shares_location(48.85, 2.35)
    await nadia.expects("don't find that")
    await nadia.shares_location(51.028, 4.479)
    await nadia.expects("👍")
    await nadia.expects("Which one do you mean?", "Mechelen")
    await nadia.taps("Mechelen")
    await nadia.sees("What are you good at?")


async def test_no_corps_there_join_the_nearest(town: Town) -> None:
    await town.corps(MECHELEN)
    await town.corps(GENT)
    nadia = town.stranger("Nadia Peeters", "en")
    await to_town(nadia)
    await nadia.says("Bonheiden")
    await nadia.expects("Bonheiden")
    await nadia.expects("Bonheiden has no volunteer corps yet", "Join Mechelen (", "Join Gent (", "Tell me when")
    await nadia.taps("Join Mechelen")
    await nadia.taps("None of these")
    await nadia.taps("Always")
    await nadia.taps("Yes")
    await nadia.taps("Skip")
    await nadia.taps("I have read this")
    await nadia.taps("sign me up")
    await nadia.sees("corps of Mechelen")
    person = await town.person(nadia)
    assert person
    assert person.corps
    assert person.municipality_nis == BONHEIDEN
    assert person.availability == ALWAYS


async def test_told_when_a_corps_starts_and_joins_it(town: Town) -> None:
    nadia = town.stranger("Nadia Peeters", "en")
    await to_town(nadia)
    await nadia.says("8000")
    await nadia.expects("Brugge")
    await nadia.expects("Brugge has no volunteer corps yet")
    await nadia.taps("Tell me when Brugge")
    await nadia.taps("None of these")
    await nadia.taps("Always")
    await nadia.taps("Yes")
    await nadia.taps("Skip")
    await nadia.taps("I have read this")
    await nadia.taps("sign me up")
    await nadia.sees("Brugge has no corps yet")
    assert await rows(town, CorpsInterest) == 1
    await town.corps(BRUGGE)
    await town.advance(seconds=1)
    await nadia.expects("Brugge has its own volunteer corps")
    await nadia.taps("Join the corps of Brugge")
    await nadia.sees("now in the corps of Brugge")
    person = await town.person(nadia)
    assert person
    assert person.corps
    assert person.corps.municipality_nis == BRUGGE


async def test_a_corps_that_starts_in_mid_form_takes_them_in(town: Town) -> None:
    nadia = town.stranger("Nadia Peeters", "en")
    await to_town(nadia)
    await nadia.says("8000")
    nadia.forget()
    await nadia.taps("Tell me when Brugge")
    await town.corps(BRUGGE)
    await nadia.taps("None of these")
    await nadia.taps("Always")
    await nadia.taps("Yes")
    await nadia.taps("Skip")
    await nadia.taps("I have read this")
    await nadia.taps("sign me up")
    await nadia.sees("You are now in the corps of Brugge")
    assert await rows(town, CorpsInterest) == 0


async def test_a_link_proposes_its_municipality(town: Town) -> None:
    await town.corps(BONHEIDEN)
    await town.corps(GENT)
    nadia = town.stranger("Nadia Peeters", "en")
    await to_town(nadia, "gent")
    keys = town.playground.chat(nadia.id)["keyboard"]["rows"]
    assert [[(key["text"], key["request"]) for key in row] for row in keys[:2]] == [
        [("Gent", None)],
        [("📍 Share my location", "location")],
    ]
    await nadia.says("Gent")
    await nadia.expects("📍 Gent")
    await nadia.expects("What are you good at?")
    await nadia.taps("Back")
    await nadia.expects("Which municipality")
    await nadia.says("Mechelen")  # lives elsewhere, where there is no corps
    await nadia.expects("📍 Mechelen")
    await nadia.expects("Mechelen has no", "Join Gent", "Join Bonheiden")


async def test_who_lives_where_there_is_a_corps_may_join_the_one_whose_link_they_followed(town: Town) -> None:
    await town.corps(MECHELEN)
    await town.corps(GENT)
    nadia = town.stranger("Nadia Peeters", "en")
    await to_town(nadia, "gent")
    await nadia.says("2800")
    await nadia.expects("📍 Mechelen")
    await nadia.expects("Mechelen has a volunteer corps of its own", "Which one", "[Join Mechelen] [Join Gent (")
    await nadia.taps("Join Gent")
    await nadia.taps("None of these")
    await nadia.taps("Always")
    await nadia.taps("Yes")
    await nadia.taps("Skip")
    await nadia.taps("I have read this")
    await nadia.sees("Corps: Gent", "[✏️ Corps]")
    await nadia.taps("✏️ Corps")
    await nadia.sees("Which one", "Join Gent")
    await nadia.taps("Join Mechelen")
    await nadia.sees("Corps: Mechelen")
    await nadia.taps("✏️ Corps")
    await nadia.taps("Join Gent")
    await nadia.taps("sign me up")
    await nadia.sees("You are now in the corps of Gent")
    person = await town.person(nadia)
    assert person
    assert person.municipality_nis == MECHELEN


async def test_an_unknown_link_is_still_welcome(town: Town) -> None:
    nadia = town.stranger("Nadia Peeters", "en")
    await nadia.says("/start no-such-corps")
    await nadia.expects("don't know this link", "112", "English")


async def test_corps_are_joined_by_volunteers_without_one_only(town: Town) -> None:
    nadia = await town.volunteer("Nadia", language="en")
    gent = await town.corps(GENT)
    els = await town.coordinator("Els", "en")
    await nadia.says("/start")
    card = await nadia.expects("You are ready")
    assert "corps of Mechelen" in await nadia.taps_data(f"jc:{gent.id}", card["message_id"])
    await els.says("/start gent")
    card = await els.expects("Hello Els", "coordinator for Mechelen", "Sign up as a volunteer too")
    await els.taps_data(f"jc:{gent.id}", card["message_id"])
    await els.taps("Sign up as a volunteer")
    await els.sees("Your data, in short")
    async with town.database.reading() as db:
        assert (await corps.member_counts(db, [gent.id])) == {}
