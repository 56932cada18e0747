"""All that is held about somebody, at once; being erased, at once or as soon as it may be."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import func, select

from messages.privacy import version_in
from models.announcements import Announcement
from models.audit import AuditEntry
from models.call_outs import CallOut, Invitation
from models.corps import Membership
from models.outbox import OutboxRow, PostedCard
from models.people import Person
from models.roles import Role
from services.areas import Area
from tests.flows.requests import launched
from tests.harness.phones import Message, Phone
from tests.harness.town import MECHELEN, Town


async def count(town: Town, *where: object) -> int:
    async with town.database.reading() as db:
        return await db.scalar(select(func.count()).where(*where)) or 0  # type: ignore[arg-type]


async def content_of(town: Town, message: Message) -> bytes:
    content = await town.app.bot.download(message["document"]["url"].rpartition("/")[2])
    assert content
    return content.read()


async def erases(phone: Phone) -> None:
    await phone.says("/erase")
    await phone.sees("Do you want to be erased?", "without your name", "the law asks", "/mydata")
    await phone.taps("Go on")
    await phone.sees("Are you sure", "can't be undone")
    await phone.taps("Yes, erase me for good")


async def test_everything_about_me_as_a_text_and_as_a_file(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    nadia = await town.volunteer("Nadia <b>Peeters</b>", language="en", skill_bits=1, phone="+32470111222")
    stranger = town.stranger("Zoë", "en", started=True)
    await stranger.says("/mijngegevens")
    await stranger.expects("I know nothing about you")
    await launched(tom, els)
    await nadia.taps("I'm coming")
    nadia.forget()
    await nadia.says("/profile")
    await nadia.taps("In emergency")
    await nadia.says("Jan Peeters")
    nadia.forget()
    await nadia.says("/mydata")
    text = await nadia.expects("All that I hold about you", "Nadia <b>Peeters</b>", "+32 470 11 12 22",
                               version_in("en"), str(nadia.id), "Fill sandbags", "you came", "filling in")  # fmt: skip
    assert "Tom" not in text["text"]
    file = await nadia.expects("for other programs", "/profile", "Go on: your profile")
    assert file["document"]["file_name"] == "paraat-2026-11-24.json"
    told = json.loads(await content_of(town, file))
    [person] = told["person"]
    assert (person["name"], person["phone"], person["telegram_id"]) == (
        "Nadia <b>Peeters</b>",
        "+32470111222",
        nadia.id,
    )
    assert (person["skills"], person["corps"], person["birth_date"]) == (["first_aid"], "Mechelen", "1990-05-17")
    [asked] = told["call_outs"]
    assert (asked["state"], asked["what"], asked["municipality"]) == ("coming", "Fill sandbags", "Mechelen")
    assert told["form"][0]["draft"]["emergency_typed"] == "Jan Peeters"
    await els.says("/mydata")
    await els.expects(
        "All that I hold about you", "coordinator for Mechelen", "took over", "Fill sandbags", "audit log"
    )
    text_of_els = (await content_of(town, await els.expects("for other programs"))).decode()
    assert "token_hash" not in text_of_els
    assert str((await person_of(town, tom)).id) not in text_of_els  # others have their own rights
    for phone in (els, tom, nadia):
        phone.forget()


async def person_of(town: Town, phone: Phone) -> Person:
    person = await town.person(phone)
    assert person
    return person


async def test_whoever_comes_is_erased_when_it_is_over_and_the_figures_stay(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    nadia, bo = await town.volunteer("Nadia", language="en"), await town.volunteer("Bo", language="en")
    await launched(tom, els, number=1)
    await nadia.taps("I'm coming")
    await bo.sees("enough people")
    await bo.taps("reserve list")
    await nadia.says("/erase")
    await nadia.sees("can't erase you yet", "You come to Fill sandbags", "as soon as that is over")
    await bo.says("/wis")
    await bo.sees("Do you want to be erased?")
    await nadia.taps("Erase me after that")
    await nadia.sees("erased as soon as this is over", "Stay after all")
    await town.advance(hours=1)
    await nadia.taps("Stay after all")
    await nadia.sees("You stay", "as before")
    await nadia.says("/erase")
    await nadia.taps("Erase me after that")
    await nadia.says("/start")
    await nadia.sees("erased as soon as what you promised is over", "/erase")
    nadia.forget()

    await erases(bo)  # from the reserve list, at once
    await bo.sees("You are erased", "/start")
    await bo.taps_data("er:sure:0", bo.from_bot()[-1]["message_id"])  # a second tap
    await bo.sees("I know nothing about you")
    await town.advance(minutes=1)
    await els.sees("1 of 1")
    assert await count(town, Person.telegram_id == bo.id) == 0
    assert await count(town, Invitation.person_id.is_(None)) == 1

    els.forget()
    await els.says("/close")
    await els.taps("End the emergency")
    await els.taps("Yes, end it")
    await town.advance(seconds=2)
    await nadia.sees("You are erased")
    async with town.database.reading() as db:
        call_out = (await db.scalars(select(CallOut))).unique().one()
        assert (call_out.filled, call_out.answers) == (1, 3)
        assert await db.scalar(select(func.count()).select_from(PostedCard).where(PostedCard.chat_id == nadia.id)) == 0
    await els.taps("Who came")
    await els.sees("Coming", "1. erased person", "Can't come", "• erased person")
    assert await count(town, Person.telegram_id == nadia.id) == 0
    assert await count(town, OutboxRow.id > 0) == await count(town, Membership.id > 0) == 0
    assert town.journal.ids() > set()
    assert len(town.journal.ids()) == 2
    await nadia.says("/start")
    await nadia.sees("Choose your language")
    assert "mydata" not in nadia.commands()
    for phone in (els, tom, nadia, bo):
        phone.forget()


async def test_what_staff_wrote_and_gave_out_goes_and_the_audit_log_names_nobody(town: Town) -> None:
    ann = await town.staff("Ann", Role.ADMINISTRATOR, Area(), "en")
    rita = await town.staff("Rita", Role.CORPS_ADMINISTRATOR, Area(nis=MECHELEN), "en")
    nadia = await town.volunteer("Nadia", language="en")
    await ann.says("/erase")
    await ann.sees("only administrator for all of Flanders", "/team", "Then tap /erase again")
    assert "Erase me after that" not in ann.transcript()
    await rita.says("/announce")
    await rita.says("The pumps are tested on Sunday")
    await rita.taps("Send")
    await nadia.sees("The pumps are tested on Sunday")
    await rita.says("/corps")
    await rita.taps("Members")
    await rita.taps("1")
    await rita.says("/team")
    await rita.taps("Invite")
    rita.forget()
    nadia.forget()
    await rita.says("/announce")
    await rita.says("A text that was never sent")
    rita.forget()
    rita_id = (await person_of(town, rita)).id
    await erases(rita)
    await rita.sees("You are erased")
    await town.app.timers.clean()
    assert await count(town, Announcement.id > 0) == 0
    assert await count(town, AuditEntry.actor_id == rita_id) == 0
    assert await count(town, AuditEntry.action == "announced") == 1
    assert await count(town, PostedCard.card.like("announcement:%")) == 0
    await nadia.taps("Answer")
    nadia.forget()
    await ann.says("/team")
    ann.forget()
    await ann.says("Mechelen")
    assert "Rita" not in ann.transcript()
    if town.database.is_sqlite:
        check_no_bytes_left(town, "Rita", "never sent", "pumps", str(rita.id))
    for phone in (ann, rita, nadia):
        phone.forget()


def check_no_bytes_left(town: Town, *texts: str) -> None:
    file = Path(town.database.url.database or "")
    for each in sorted(file.parent.glob(f"{file.name}*")):
        content = each.read_bytes()
        assert [text for text in texts if text.encode() in content] == [], each.name


async def test_an_old_card_erases_nobody(town: Town) -> None:
    nadia = await town.volunteer("Nadia", language="en")
    await nadia.says("/profile")
    await nadia.taps("Erase me")
    await nadia.taps("Go on")
    await town.advance(hours=1, seconds=1)
    await nadia.taps("Yes, erase me for good")
    await nadia.sees("Do you want to be erased?")
    await nadia.taps_data("er:sure:9000000000000000", nadia.from_bot()[-1]["message_id"])
    await nadia.sees("erased")  # whoever sends what no card held erases only themselves
    zoe = town.stranger("Zoë", "en", started=True)
    await zoe.says("/start")
    await zoe.taps("English")
    await zoe.taps("Go on")
    await zoe.says("31/12/1998")
    await zoe.says("/erase")
    await zoe.sees("I know nothing about you")
    await zoe.says("Zoë Peeters")
    assert "What is your" not in zoe.transcript().rsplit("---", maxsplit=1)[-1]
    zoe.forget()
    nadia.forget()
