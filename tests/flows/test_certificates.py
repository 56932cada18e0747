"""A first-aid certificate: sent, checked by whoever may, and forgotten but for what it proves."""

from __future__ import annotations

import base64
from typing import Any

from sqlalchemy import delete, select

from models.audit import AuditEntry
from models.certificates import Certificate
from models.outbox import OutboxRow, PostedCard
from models.people import Person
from models.roles import Role
from services import certificates, roles
from services.areas import Area
from tests.flows.sign_up_steps import rows, to_skills
from tests.harness.phones import Phone
from tests.harness.town import BONHEIDEN, GENT, MECHELEN, Town

PDF = {"document": {"file_name": "ehbo.pdf", "content_base64": base64.b64encode(b"%PDF-1.7").decode()}}
HERE = Area(nis=MECHELEN)


async def rita_and_els(town: Town) -> tuple[Phone, Phone]:
    rita = await town.staff("Rita", Role.CORPS_ADMINISTRATOR, HERE, "en")
    return rita, await town.coordinator("Els", "en")


def files(phone: Phone) -> list[str]:
    """What stands in the chat of files that the bot sent."""
    return [message["text"] for message in phone.from_bot() if message["photo"] or message["document"]]


async def nothing_is_left_of_the_file(town: Town, nadia: Phone, *, others: int = 0) -> None:
    """`others`: files in her chat that were never taken."""
    chat = town.playground.chat(nadia.id)["messages"]
    sent = [message for message in chat if message["from"] == "user" and (message["photo"] or message["document"])]
    assert len(sent) == others
    async with town.database.reading() as db:
        assert not (await db.scalars(select(Certificate.file_id).where(Certificate.file_id.is_not(None)))).all()
        cards = select(PostedCard.card).where(PostedCard.card.startswith("certificate_", autoescape=True))
        assert not (await db.scalars(cards)).all()
        assert not (await db.scalars(select(OutboxRow))).all()


async def test_sent_confirmed_and_forgotten(town: Town) -> None:
    rita, els = await rita_and_els(town)
    tom = await town.requester("Tom", "en")
    far = await town.coordinator("Far", "en", Area(nis=GENT))
    nadia = await town.volunteer("Nadia <b>P</b>", language="en")
    await nadia.sends({"photo": {}})  # too soon
    await nadia.expects("can't use a photo here", "first-aid certificate? Tap /certificate first")
    await nadia.says("/attest")
    await nadia.expects("Do you have a first-aid certificate?", "PDF")
    wrongs: tuple[tuple[dict[str, Any], str], ...] = (
        ({"text": "yes"}, "Send a photo of your certificate"),
        ({"sticker": {}}, "can't use a sticker"),
        ({"document": {"file_name": "a.docx"}}, "can't open that kind of file"),
    )
    for wrong, answer in wrongs:
        await nadia.sends(wrong)
        await nadia.expects(answer, "Stop")
    await nadia.sends({"photo": {"media_group_id": "7"}})
    await nadia.expects("I have your certificate", "2 people can check it", "only the first", "until you delete them")
    await nadia.sends({"photo": {"media_group_id": "7"}})
    await nadia.expects_nothing()
    for checker in (rita, els):
        assert (await checker.expects("First-aid certificate of Nadia <b>P</b>"))["photo"]
        await checker.expects("Nadia <b>P</b> sent a first-aid certificate", "Mechelen", "Confirm", "Decline")
    await els.taps("Confirm")
    await els.expects("What did Nadia <b>P</b> learn?")
    await els.taps("Basic first aid")
    await els.sees("Until when does it count?")
    for day, answer in (("1/1/2020", "That day has passed"), ("31/12/2999", "too far away"), ("x", "recognise")):
        await els.says(day)
        await els.expects(answer, "31/12/2028", "No end date")
    await els.says("3/5/2028")
    await els.expects("I tell Nadia <b>P</b>", "forget the file", "Certificates to check")
    await nadia.expects("was checked", "Basic first aid, until 3 May 2028", "Checked by Els", "took your message")
    for checker in (rita, els):
        await checker.sees("Certificate of Nadia <b>P</b>: confirmed by Els", "3 May 2028")
        assert not files(checker)
    await rita.expects_nothing()
    await nothing_is_left_of_the_file(town, nadia, others=3)
    await nadia.says("/profile")
    await nadia.expects("First-aid certificate: Basic first aid, until 3 May 2028 (checked by Els)")
    await rita.says("/attesten")
    await rita.expects("No first-aid certificate waits")
    await rita.says("/corps")
    await rita.taps("Members")
    await rita.taps("1")
    await rita.sees("First-aid certificate: Basic first aid, until 3 May 2028")
    await town.advance(days=600)
    await nadia.says("/attest")
    await nadia.expects("expired on 3 May 2028, no longer counts", "Send a certificate")
    async with town.database.reading() as db:
        noted = (await db.scalars(select(AuditEntry.action).where(AuditEntry.subject == "certificate"))).all()
    assert list(noted) == ["certificate_sent", "certificate_confirmed"]
    for phone in (tom, far):
        await phone.expects_nothing()
    await tom.says("/certificates")
    await tom.expects("I did nothing")


async def test_declined_with_a_reason_and_sent_again(town: Town) -> None:
    rita, els = await rita_and_els(town)
    nadia = await town.volunteer("Nadia", language="en")
    await nadia.says("/profile")
    await nadia.taps("Certificate")
    await nadia.sees("I have none of you")
    await nadia.taps("Send a certificate")
    await nadia.sends(PDF)
    await nadia.sees("2 people can check it")
    assert (await rita.expects("First-aid certificate of Nadia"))["document"]
    old = await rita.expects("sent a first-aid certificate")
    await rita.taps("Decline")
    await rita.expects("Why not?", "In another name")
    await rita.taps("Another reason")
    await rita.sees("They read it as you write it")
    await els.taps("Decline")  # els is quicker
    await els.taps("Can't be read")
    await els.sees("declined by Els", "Can't be read")
    await nadia.sees("was not accepted", "in good light", "/certificate")
    await rita.says("Not <i>signed</i>")
    await rita.expects("decided before", "declined by Els")
    confirm = old["buttons"][0][0]["callback_data"]
    assert "decided before" in await rita.taps_data(confirm, old["message_id"])
    await nothing_is_left_of_the_file(town, nadia)
    await nadia.taps("Send a certificate")
    await nadia.sends(PDF)
    await nadia.sees("2 people can check it")
    els.forget()
    rita.forget()
    await rita.taps("Decline", on="sent a first-aid certificate")
    await rita.taps("Another reason")
    await rita.says("Not <i>signed</i>")
    await rita.sees("declined by Rita", "Not <i>signed</i>")
    await nadia.sees("was not accepted", "Not <i>signed</i>", "Checked by Rita")
    nadia.forget()
    await nadia.says("/attest")
    await nadia.expects("The last one was not accepted: Not <i>signed</i>")
    els.forget()
    rita.forget()
    await town.advance(days=31)
    await town.app.timers.clean()
    assert await rows(town, Certificate) == 0


async def test_nobody_checks_what_is_not_theirs(town: Town) -> None:
    """Foreign taps, a role that was taken back, one's own certificate, one that is withdrawn or replaced."""
    rita, els = await rita_and_els(town)
    nadia = await town.volunteer("Nadia", language="en")
    tom = await town.requester("Tom", "en")
    await nadia.says("/certificate")
    await nadia.sends({"photo": {}})
    await els.expects("First-aid certificate of Nadia")
    card = await els.expects("sent a first-aid certificate")
    for button in (button for row in card["buttons"] for button in row):
        for foreigner in (nadia, tom):
            assert "no role for this" in await foreigner.taps_data(button["callback_data"], card["message_id"])
    assert "no longer there" in await els.taps_data("cc:confirm:999", 1)
    async with town.database.transaction() as db:
        grant = next(held.grant for held in await roles.held(db, MECHELEN) if held.holder.name == "Els")
        await roles.revoke(db, grant.id, town.clock.now())
    await els.sees("no longer coordinator")
    await els.sees("Nothing is left for you to do")  # the card has left with the role; its button is refused too
    confirm = card["buttons"][0][0]["callback_data"]
    assert "no role for this" in await els.taps_data(confirm, card["message_id"])
    els.forget()
    await nadia.says("/certificate")
    await nadia.taps("Send another instead")
    await nadia.sends(PDF)
    for checker in (rita, els):  # whoever lost the role loses the file as well, and isn't asked again
        await checker.sees("Nothing is left for you to do")
    assert files(els) == []
    assert len(files(rita)) == 1
    rita.forget()
    await rita.says("/certificates")
    await rita.expects("Certificates to check", "1. Nadia (Mechelen)")
    await rita.taps("1", on="Certificates to check")
    assert len(files(rita)) == 1
    await rita.sees("sent a first-aid certificate")
    await nadia.says("/certificate")
    await nadia.taps("Take it back")
    await nadia.sees("I have none of you")
    await nadia.says("/certificate")
    assert files(rita) == []
    await nothing_is_left_of_the_file(town, nadia)
    for phone in (rita, els, nadia):
        phone.forget()


async def test_it_follows_its_owner_and_waits_until_somebody_is_there(town: Town) -> None:
    rita = await town.staff("Rita", Role.CORPS_ADMINISTRATOR, HERE, "en")
    await town.corps(BONHEIDEN)
    nadia = await town.volunteer("Nadia", language="en")
    await nadia.says("/certificate")
    await nadia.sends(PDF)
    await rita.sees("sent a first-aid certificate")
    await nadia.says("/profile")
    await nadia.taps("Corps")
    await nadia.taps("Join Bonheiden")
    await nadia.taps("Yes, move me")
    await rita.sees("Nothing is left for you to do")
    assert files(rita) == []
    await town.advance(days=2)
    bert = await town.coordinator("Bert", "en", Area(nis=BONHEIDEN))
    await bert.expects_nothing()
    await town.advance(days=1)
    await bert.expects("has been waiting since", "Bonheiden", "Confirm")
    await bert.taps("Show the file")
    assert files(bert)
    bert.forget()
    await town.advance(days=9)
    await bert.expects_nothing()  # reminded once
    await bert.taps("Confirm")  # by now Telegram deletes neither the file nor what Nadia sent
    await bert.taps("Yearly refresher")
    await bert.taps("Until 6 December 2027")
    await bert.sees("confirmed by Bert", "Yearly refresher, until 6 December 2027")
    assert files(bert) == ["🗑 This file was removed."]
    nadia.forget()
    bert.forget()
    await nadia.says("/profile")
    await nadia.expects("Yearly refresher, until 6 December 2027")
    await nadia.sees("too old for me to delete: do that yourself")
    rita.forget()


async def test_asked_at_sign_up_of_whoever_knows_first_aid(town: Town) -> None:
    rita, _els = await rita_and_els(town)
    await town.corps()
    nadia = town.stranger(language="en")
    await to_skills(nadia)
    await nadia.taps("Care")
    await nadia.taps("First aid")
    await nadia.taps("Done")
    await nadia.taps("Done")
    await nadia.taps("Always")
    await nadia.taps("Yes, call me always")
    await nadia.taps("Skip")
    await nadia.sees("Do you have a first-aid certificate?", "Skip", "Back")
    await nadia.sends({"photo": {"media_group_id": "9"}})
    await nadia.expects("Your rights as a volunteer")
    await nadia.sends({"photo": {"media_group_id": "9"}})
    await nadia.expects_nothing()
    await nadia.taps("I have read this")
    await nadia.sees("Is this right?", "First-aid certificate: sent (the first photo)")
    await nadia.taps("First-aid certificate")
    await nadia.taps("Skip")
    await nadia.sees("First-aid certificate: none")
    await nadia.taps("First-aid certificate")
    await nadia.sends(PDF)
    await rita.expects_nothing()  # nothing is put before anybody until the sign-up is complete
    assert await rows(town, Certificate) == 0
    await nadia.taps("That's right")
    await nadia.sees("You are now in the corps of Mechelen")
    await rita.sees("Nadia Peeters sent a first-aid certificate")
    assert await rows(town, Certificate) == 1
    for phone in (rita, _els, nadia):
        phone.forget()


async def test_an_administrator_checks_where_nobody_else_can(town: Town) -> None:
    ada = await town.staff("Ada", Role.ADMINISTRATOR, Area(), "nl")
    nadia = await town.volunteer("Nadia")
    await nadia.says("/attest")
    await nadia.sends(
        {"document": {"file_name": "a.pdf", "content_base64": base64.b64encode(bytes(10_000_001)).decode()}}
    )
    await nadia.sees("10 MB")
    await nadia.sends(PDF)
    nadia.forget()
    await ada.expects("EHBO-attest van Nadia")
    await ada.expects("Nadia stuurde een EHBO-attest", "Bevestig", "Weiger")
    async with town.database.transaction() as db:
        person = (await db.scalars(select(Person).where(Person.name == "Nadia"))).unique().one()
        await certificates.withdraw(db, person, town.clock.now())
        await db.execute(delete(Person).where(Person.id == person.id))
    town.app.delivery.wake()
    await town.settle()
    assert files(ada) == []
    assert await rows(town, Certificate) == 0
    ada.forget()
