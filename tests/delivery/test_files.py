"""A file is made when its card is sent, is stored nowhere, and never goes out twice."""

from __future__ import annotations

from sqlalchemy import delete, select

from messages.card import Attachment, AttachmentKind, Card
from models.corps import Corps
from models.outbox import OutboxRow
from services import outbox
from tests.harness.town import Town

POSTERS = (AttachmentKind.POSTER_PICTURE, AttachmentKind.POSTER_PAPER)


async def put(town: Town, chat_id: int, kind: AttachmentKind, corps_id: int) -> None:
    card = Card("The <b>poster</b>", attachment=Attachment(kind, corps_id))
    async with town.database.transaction() as db:
        outbox.put_card(db, chat_id, card.to_json(), town.clock.now())
    town.app.delivery.wake()
    await town.settle()


def test_a_card_keeps_its_attachment_and_older_ones_have_none() -> None:
    card = Card("Poster", attachment=Attachment(AttachmentKind.POSTER_PAPER, 7))
    assert Card.from_json(card.to_json()) == card
    assert not card.replaces
    before = {name: value for name, value in Card("Hello").to_json().items() if name != "attachment"}
    assert Card.from_json(before) == Card("Hello")


async def test_a_picture_and_a_document_with_their_captions(town: Town) -> None:
    rita, corps = town.stranger("Rita", started=True), await town.corps()
    for kind in POSTERS:
        await put(town, rita.id, kind, corps.id)
    picture, paper = await rita.expects("The poster"), await rita.expects("The poster")
    assert picture["photo"]
    assert paper["document"]["file_name"] == "paraat-mechelen.pdf"
    assert paper["html"] == "The <b>poster</b>"
    async with town.database.reading() as db:
        assert (await db.scalars(select(OutboxRow))).all() == []


async def test_a_file_of_unknown_fate_is_not_sent_again(town: Town) -> None:
    rita, corps = town.stranger("Rita", started=True), await town.corps()
    town.playground.faults({"method": "sendDocument", "chat_id": rita.id, "fault": "timeout_after_delivery"})
    await put(town, rita.id, AttachmentKind.POSTER_PAPER, corps.id)
    await rita.expects("The poster")
    await rita.expects_nothing()


async def test_of_what_is_gone_there_is_no_file(town: Town) -> None:
    rita, corps = town.stranger("Rita", started=True), await town.corps()
    async with town.database.transaction() as db:
        await db.execute(delete(Corps).where(Corps.id == corps.id))
    await put(town, rita.id, AttachmentKind.POSTER_PAPER, corps.id)
    await rita.expects_nothing()
    async with town.database.reading() as db:
        assert (await db.scalars(select(OutboxRow))).all() == []
