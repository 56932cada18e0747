"""A municipality's corps in the chat: figures, members, the poster, and founding it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete, select

from models.audit import AuditEntry
from models.roles import Role
from services import corps
from services.areas import Area
from services.invites import grant_role
from tests.harness.phones import Phone
from tests.harness.town import BONHEIDEN, MECHELEN, Town

PROVINCE = Area(province="Antwerpen")


async def corps_administrator(town: Town, name: str = "Rita", language: str = "en") -> Phone:
    return await town.staff(name, Role.CORPS_ADMINISTRATOR, Area(nis=MECHELEN), language)


async def test_whoever_runs_the_corps_sees_its_members_and_the_look_is_noted(town: Town) -> None:
    rita = await corps_administrator(town)
    for number in range(11):
        await town.volunteer(f"Member {number:02}")
    bo = await town.volunteer("Zoë", birth_date=date(2009, 5, 17))
    bo.block()
    async with town.database.transaction() as db:
        person = await town.person(bo)
        assert person
        (await db.merge(person)).reachable = False
    assert {"corps", "team", "announce", "inbox"} <= set(rita.commands())
    await rita.says("/corps")
    card = await rita.expects("Corps of Mechelen", "Founded on 24 November 2026", "12 members", "11 can be called out")
    for part in ("1 can't be reached", "1 member is under 18", "12 of at most 80 members (2026)", "start=mechelen"):
        assert part in card["text"]
    assert "missing" not in card["text"]
    await rita.taps("Members")
    await rita.sees("Members of the corps of Mechelen (12)", "1. Member 00", "10. Member 09", "I note who looked")
    await rita.taps("Next")
    await rita.sees("11. Member 10", "12. Zoë (under 18) ⚠️")
    await rita.taps("12")
    await rita.sees(
        "+32 470 12 34 56", "17 May 2009: 17 years old, under 18", "Good at: none in particular", "Then call"
    )
    await rita.taps("Members")
    await rita.sees("11. Member 10")
    await rita.taps("Corps")
    await rita.sees("12 members")
    async with town.database.reading() as db:
        looks = list(
            await db.scalars(select(AuditEntry).where(AuditEntry.action.in_(("members_shown", "member_shown"))))
        )
    assert [(look.action, look.detail.get("page")) for look in looks] == [
        ("members_shown", 0), ("members_shown", 1), ("member_shown", None), ("members_shown", 1),
    ]  # fmt: skip
    assert "Member" not in str([look.detail for look in looks])


async def test_a_requester_sees_figures_only_whatever_a_client_sends(town: Town) -> None:
    tom, rita = await town.requester("Tom", "en"), await corps_administrator(town)
    await town.volunteer("An Peeters")
    await rita.says("/corps")
    await rita.taps("Members")
    names = await rita.sees("An Peeters")
    data = names["buttons"][0][0]["callback_data"]
    await tom.says("/korps")
    card = await tom.expects(
        "1 member", "9 members are missing", "I call out whoever is there all the same", "[🖨 Poster]"
    )
    for label in ("Members", "Who may do what", "Announcement"):
        assert label not in [button["text"] for row in card["buttons"] for button in row]
    home = await town.corps()
    for forged in (data, f"km:{home.id}:0", f"a:{MECHELEN}", f"t:show:{MECHELEN}:0", f"t:invites:{MECHELEN}:0"):
        await tom.taps_data(forged, card["message_id"])
    assert "An Peeters" not in tom.transcript()
    assert "no role for this" in await tom.taps_data(data, card["message_id"])
    tom.forget()
    nadia = await town.volunteer("Nadia", language="en")
    await nadia.says("/corps")
    await nadia.expects("for the people of a municipality")
    assert "corps" not in nadia.commands()


async def test_the_poster_comes_as_a_picture_and_to_print(town: Town) -> None:
    els = await town.coordinator("Els", "fr")
    await town.corps()
    await els.says("/corps")
    await els.expects("Corps de volontaires à Malines")
    await els.taps("Affiche")
    picture = await els.expects("à partager", "https://t.me/paraat_bot?start=mechelen")
    paper = await els.expects("noir et blanc")
    assert picture["photo"]
    assert paper["document"]["file_name"] == "paraat-mechelen.pdf"
    await els.sees("Corps de volontaires à Malines", "Affiche")  # the card stands


async def test_an_administrator_founds_a_corps_by_typing_its_municipality(town: Town) -> None:
    mia = await town.staff("Mia", Role.ADMINISTRATOR, PROVINCE, "en")
    waits = await town.volunteer("Nadia", language="en")
    async with town.database.transaction() as db:
        person = await town.person(waits)
        assert person
        await corps.remember_interest(db, person.id, BONHEIDEN, town.clock.now())
    await mia.says("/corps")
    await mia.expects("For which municipality?", "Type its name or postcode")
    await mia.says("Gent")
    await mia.expects("You have no role in Gent")
    await mia.says("bonheidn")
    card = await mia.expects("Bonheiden has no volunteer corps yet", "1 person wants to hear")
    await mia.taps("Found the corps")
    await mia.sees("Found the corps of Bonheiden?", "can't be undone", "gets a message at once")
    await mia.taps("Not now")
    await mia.sees("Nothing was changed")
    await mia.taps_data(card["buttons"][0][0]["callback_data"], card["message_id"])
    sure = (await mia.sees("Found the corps of Bonheiden?"))["buttons"][0][0]["callback_data"]
    assert "Bonheiden is founded. 1 person was told" in await mia.taps("Yes, found it")
    await mia.sees("Corps of Bonheiden", "0 members", "10 members are missing")
    await waits.expects("Bonheiden has its own volunteer corps")
    assert "has a corps already" in await mia.taps_data(sure, card["message_id"])
    mia.forget()
    rita = await corps_administrator(town)
    await rita.says("/help")
    help_card = await rita.expects("112")
    async with town.database.transaction() as db:
        await db.execute(delete(AuditEntry))
    for act in ("found", "found_sure"):
        assert "no role for this" in await rita.taps_data(f"k:{act}:12021", help_card["message_id"])
    async with town.database.reading() as db:
        assert await corps.of_municipality(db, 12021) is None


async def test_of_several_municipalities_one_is_tapped(town: Town) -> None:
    jan = await town.requester("Jan", "nl", Area(nis=MECHELEN))
    async with town.database.transaction() as db:
        person = await town.person(jan)
        assert person
        await grant_role(db, await db.merge(person), Role.REQUESTER, Area(nis=BONHEIDEN), town.clock.now())
    await jan.says("/korps")
    await jan.expects("Voor welke gemeente?", "[Bonheiden]", "[Mechelen]", "[✖️ Stop]")
    await jan.taps("Bonheiden")
    await jan.sees("Bonheiden heeft nog geen vrijwilligerskorps", "Een beheerder kan het oprichten")
