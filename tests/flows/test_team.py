"""Who may do what: seen, invited and taken back in the chat, and it counts at once."""

from __future__ import annotations

from models.roles import Role
from services.areas import Area
from services.authority import grants_of
from tests.flows.requests import asks
from tests.harness.phones import Phone
from tests.harness.town import MECHELEN, Town


async def roles_of(town: Town, phone: Phone) -> list[Role]:
    async with town.database.reading() as db:
        person = await town.person(phone)
        return [grant.role for grant in await grants_of(db, person.id)] if person else []


def link_in(message: dict[str, str]) -> str:
    return next(word for word in message["text"].split() if word.startswith("https://")).partition("start=")[2]


async def test_a_corps_administrator_appoints_a_requester(town: Town) -> None:
    rita = await town.staff("Rita", Role.CORPS_ADMINISTRATOR, Area(nis=MECHELEN), "en")
    await town.coordinator("Els", area=Area(province="Antwerpen"))
    tom = town.stranger("Tom Dhondt", "nl")
    await rita.says("/rollen")
    seen = await rita.expects("Who may do what: Mechelen", "1. Rita", "2. Els (province of Antwerp)", "Requesters")
    assert "Requesters ask for help: nobody yet" in seen["text"]
    assert [button["text"] for row in seen["buttons"] for button in row][:1] == ["1"]  # Els isn't hers to take back
    await rita.taps("Invite")
    asked = await rita.sees("What may they do for Mechelen?", "[Requester] [Corps administrator]")
    assert "Coordinator" not in str(asked["buttons"])
    await rita.taps("Requester")
    await rita.sees("The invitation is ready: requester for Mechelen", "one person")
    link = link_in(
        await rita.expects("You are invited to Paraat as requester for Mechelen", "works once", "1 Dec 20:04")
    )
    assert "no longer open" in await rita.taps_data("f:invite:role:requester", asked["message_id"])
    await rita.taps("Who may do what")
    await rita.taps("1 open link")
    await rita.sees("Open links: Mechelen", "1. requester for Mechelen", "made by Rita")
    await tom.says(f"/start {link}")
    await tom.expects("Je bent uitgenodigd als aanvrager voor Mechelen")
    await tom.taps("Aanvaarden")
    await tom.sees("Je bent nu aanvrager voor Mechelen")
    tom.forget()
    assert await roles_of(town, tom) == [Role.REQUESTER]
    assert "was used, withdrawn" in await rita.taps("1")


async def test_a_withdrawn_link_is_worth_nothing(town: Town) -> None:
    mia, tom = await town.staff("Mia", Role.ADMINISTRATOR, Area(), "en"), town.stranger("Tom", "en")
    await mia.says("/team")
    await mia.expects("For which area?", "[Flanders]", "[province of East Flanders]")
    await mia.taps("province of Antwerp")
    await mia.sees("Who may do what: Antwerp", "Mia (Flanders)", "Coordinators call people out: nobody yet")
    await mia.taps("Invite")
    asked = await mia.sees("What may they do for Antwerp?", "[Administrator]")
    assert "Corps administrator" not in str(asked["buttons"])
    await mia.taps("Coordinator")
    link = link_in(await mia.expects("coordinator for the province of Antwerp", "Open this link"))
    await mia.taps("Who may do what")
    await mia.taps("1 open link")
    assert "no longer works" in await mia.taps("1")
    await mia.sees("Open links: Antwerp", "There are none")
    await tom.says(f"/start {link}")
    await tom.expects("not valid")
    mia.forget()


async def test_a_role_is_taken_back_at_once_and_the_person_is_told(town: Town) -> None:
    mia = await town.staff("Mia Segers", Role.ADMINISTRATOR, Area(), "en")
    tom, els = await town.requester("Tom", "en"), await town.coordinator("Els", "nl")
    await asks(tom)
    await els.expects("Neem over")
    await mia.says("/team")
    await mia.expects("For which area?")
    await mia.says("2800")
    card = await mia.expects("1. Tom", "2. Els", "3. Mia Segers (Flanders)")
    await mia.taps("2")
    await mia.sees("Els is coordinator for Mechelen, since 24 November 2026", "counts at once", "Els gets a message")
    await mia.taps("⬅️")
    await mia.taps("2")
    sure = (await mia.sees("Els is coordinator"))["buttons"][0][0]["callback_data"]
    assert "Els no longer has this role" in await mia.taps("Yes, take it back")
    await mia.sees("1. Tom", "Coordinators call people out: nobody yet")
    await els.expects("Je bent niet langer coördinator voor Mechelen", "Mia Segers trok deze rol in: vandaag 20.04")
    assert "geen rol" in await els.taps("Neem over")
    assert "oproep" not in els.commands()
    assert "taken back before" in await mia.taps_data(sure, card["message_id"])
    await mia.taps("2")
    await mia.sees("You are administrator for all of Flanders", "[🔒 Yes, take it back]")
    assert "only administrator for all of Flanders" in await mia.taps("Yes, take it back")
    assert await roles_of(town, mia) == [Role.ADMINISTRATOR]
    tom.forget()


async def test_nobody_reaches_beyond_their_own_area(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en", Area(province="Antwerpen")), await town.requester("Tom", "en")
    mia = await town.staff("Mia", Role.ADMINISTRATOR, Area(), "en")
    async with town.database.reading() as db:
        grants = [
            (await grants_of(db, person.id))[0].id for phone in (tom, mia) if (person := await town.person(phone))
        ]
    await els.says("/help")
    card = await els.expects("112")
    forged = [f"tg:{act}:{grant}:{MECHELEN}" for grant in grants for act in ("show", "revoke")]
    forged += ["t:show:flanders:0", "t:invites:44021:0", "t:invite:flanders:0", "t:invite:Luik:0", "tw:1"]
    for data in forged:
        await els.taps_data(data, card["message_id"])
    assert await roles_of(town, tom) == [Role.REQUESTER]
    assert await roles_of(town, mia) == [Role.ADMINISTRATOR]
    assert "Mia" not in els.transcript()
    await els.taps_data(f"t:invite:{MECHELEN}:0", card["message_id"])
    asked = await els.sees("What may they do for Mechelen?")
    await els.taps_data("f:invite:role:administrator", asked["message_id"])
    await els.sees("You have no role for this")
    await tom.says("/team")
    await tom.expects("Only those who run a corps")
    els.forget()
