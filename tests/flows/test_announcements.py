"""An announcement to the corps: seen before it goes out, sent once, answered, and found again in the inbox."""

from __future__ import annotations

from models.roles import Role
from services import roles
from services.areas import Area
from services.authority import grants_of
from tests.harness.phones import Phone
from tests.harness.town import MECHELEN, Town

TEXT = "Training on <Saturday>\n\n\nBring boots & gloves"


async def composed(town: Town, *members: str) -> tuple[Phone, list[Phone]]:
    """A corps administrator who looks at the preview, and the members."""
    rita = await town.staff("Rita Baert", Role.CORPS_ADMINISTRATOR, Area(nis=MECHELEN), "en")
    phones = [await town.volunteer(name, language="nl") for name in members]
    await rita.says("/announce")
    await rita.expects("What do you want to tell the corps of Mechelen?", "1,000 characters", "/request")
    await rita.says(TEXT)
    return rita, phones


async def test_it_is_seen_first_and_sent_once(town: Town) -> None:
    rita, (nadia, bram) = await composed(town, "Nadia", "Bram")
    seen = await rita.expects("2 members will see this", "To the corps of Mechelen", "[📢 Send to 2 members]")
    await nadia.expects_nothing()
    await rita.says("Oops, again")
    await rita.expects("tap one of the buttons")
    await rita.taps("Back")
    await rita.sees("What do you want to tell")
    await rita.sends({"photo": {}})
    await rita.expects("only read text")
    await rita.says("x" * 1001)
    await rita.expects("1,001 characters")
    await rita.says(TEXT)
    seen = await rita.expects("2 members will see this", "Written by Rita Baert, not translated")
    send = seen["buttons"][0][0]["callback_data"]
    await rita.taps("Send to 2 members")
    await rita.sees("Sent to 2 members of the corps of Mechelen", "/inbox")
    assert "no longer open" in await rita.taps_data(send, seen["message_id"])
    got = await nadia.expects("Aan het korps van Mechelen", "Geschreven door Rita Baert, niet vertaald", "Antwoord")
    assert "Training on <Saturday>\n\nBring boots & gloves" in got["text"]
    assert not got["silent"]
    await bram.expects("Training on <Saturday>")
    for _ in range(2):
        await rita.says("/mededeling")
        await rita.says("Once more")
        await rita.taps("Send to 2 members")
        rita.forget()
    await rita.says("/announce")
    await rita.expects("has had 3 announcements today")
    nadia.forget()
    bram.forget()


async def test_answers_reach_whoever_wrote_it_and_can_be_answered(town: Town) -> None:
    rita, (nadia, bram) = await composed(town, "Nadia Peeters", "Bram")
    await town.advance(hours=2)  # 22.04
    await rita.taps("Back")
    await rita.sees("What do you want to tell")
    await rita.says(TEXT)
    await rita.sees("It is night: it rings nobody")
    await rita.taps("Send to 2 members")
    got = await nadia.expects("Training")
    assert got["silent"]
    await bram.expects("Training")
    await nadia.taps("Antwoord")
    await nadia.expects("Wat antwoord je Rita?", "Alleen Rita leest het")
    await nadia.says("Ik kom graag")
    await nadia.expects("Je antwoord is verstuurd naar Rita Baert")
    card = await rita.expects(
        "Nadia Peeters answers you", "about “Training on <Saturday>", "Ik kom graag", "[💬 Answer]"
    )
    assert card["silent"]
    await rita.sends({"text": "Welcome!", "reply_to": card["message_id"]})
    await rita.expects("Your answer went to Nadia Peeters")
    await nadia.expects("Rita Baert antwoordt je", "Welcome!")
    await bram.says("/cancel")
    await bram.expects("")
    await bram.sends({"text": "Ik kan niet", "reply_to": bram.from_bot()[0]["message_id"]})
    await bram.expects("verstuurd naar Rita Baert")
    await rita.expects("Bram answers you")
    await rita.says("/inbox")
    await rita.expects("1. 💬 Bram", "2. ✅ Nadia Peeters", "Ik kom graag")
    await rita.taps("2")
    await rita.sees("Ik kom graag", "You answered it", "[📥 Inbox]")
    await rita.taps("Inbox")
    await rita.sees("1. 💬 Bram")
    rita.forget()


async def test_only_those_concerned_can_answer_or_read(town: Town) -> None:
    rita, (nadia,) = await composed(town, "Nadia")
    gent = await town.volunteer("Wout", 44021, "en")
    await rita.taps("Send to 1 member")
    rita.forget()
    announcement = (await nadia.expects("Training"))["buttons"][0][0]["callback_data"]
    await nadia.taps("Antwoord")
    await nadia.says("Only for Rita")
    nadia.forget()
    answer = (await rita.expects("Only for Rita"))["buttons"][0][0]["callback_data"]
    await gent.says("/inbox")
    card = await gent.expects("It is empty")
    for data in (announcement, answer, answer.replace("message", "announcement"), "im:1:0", "aa:message:1"):
        assert "nothing here that you can answer" in await gent.taps_data(data, card["message_id"])
    assert "Only for Rita" not in gent.transcript()
    async with town.database.transaction() as db:
        person = await town.person(rita)
        assert person
        [grant] = await grants_of(db, person.id)
        await roles.revoke(db, grant.id, town.clock.now())
    assert "krijgt hierop geen antwoorden meer" in await nadia.taps("Antwoord")
    assert "nothing here that you can answer" in await rita.taps_data(answer, card["message_id"])
    await rita.says("/announce")
    rita.forget()
    assert "Only those who run a corps" in rita.transcript()


async def test_a_restart_and_another_command_in_between_lose_nothing(town: Town) -> None:
    rita, (nadia,) = await composed(town, "Nadia")
    rita.forget()
    await town.restart()
    await rita.says("/inbox")
    await rita.expects("It is empty")
    await rita.taps("Send to 1 member")
    await rita.sees("Sent to 1 member of")
    await nadia.expects("Training")
