"""In a group the bot explains itself once; nothing about anybody is said or done there."""

from __future__ import annotations

from typing import Any

from aiogram.types import ChatMemberAdministrator
from sqlalchemy import func, select

from models.group_chats import GroupChat
from models.intake import FailedUpdate
from models.outbox import OutboxRow
from tests.flows.requests import launched
from tests.harness.phones import Phone
from tests.harness.town import Town


class Group:
    """A chat of several people and the bot, in the playground."""

    def __init__(self, town: Town, *members: Phone) -> None:
        self.town, self.phones = town, town.playground.phones()
        self.id = self.phones.group("Chiro", [member.id for member in members])

    async def hears(self, phone: Phone, text: str) -> None:
        self.phones.message(phone.id, {"text": text, "chat_id": self.id})
        await self.town.settle()

    async def said(self, phone: Phone) -> list[dict[str, Any]]:
        await self.town.settle()
        messages = self.phones.chat(phone.id, chat_id=self.id)["messages"]
        return [message for message in messages if message["from"] == "bot"]


async def test_it_explains_itself_once_and_says_nothing_of_anybody(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    nadia = await town.volunteer("Nadia", language="fr")
    await launched(tom, els, number=1)
    call = await nadia.expects("Malines")
    accept = next(cell["callback_data"] for row in call["buttons"] for cell in row)
    group = Group(town, nadia, els)
    (word,) = await group.said(nadia)
    assert "Je ne parle qu’en privé" in word["text"]
    assert [cell["url"] for row in word["buttons"] for cell in row] == ["https://t.me/paraat_bot"]
    assert word["silent"]
    for phone, text in ((els, "/board"), (nadia, "/profile"), (nadia, "/start"), (nadia, "Hello?"), (els, "/help")):
        await group.hears(phone, text)
    answer = await group.phones.tap(nadia.id, word["message_id"], data=accept, chat_id=group.id)
    assert answer["answer"] in (None, "")
    assert await group.said(nadia) == [word]
    for phone in (nadia, els, tom):
        await phone.expects_nothing()
    await els.taps("Who comes")
    await els.expects("Nobody is coming yet")  # the tap in the group counted for nothing
    async with town.database.reading() as db:
        assert await db.scalar(select(func.count()).select_from(FailedUpdate)) == 0
        assert (await db.scalars(select(GroupChat.chat_id))).all() == [group.id]


async def test_a_command_brings_it_out_where_it_was_before(town: Town) -> None:
    nadia, bo = town.stranger("Nadia", "de"), town.stranger("Bo", "en")
    group = Group(town, nadia, bo)
    await town.settle()
    async with town.database.transaction() as db:
        await db.delete(await db.get_one(GroupChat, group.id))  # it came there before it knew what to say
    (before,) = await group.said(bo)
    await group.hears(bo, "Just talking")
    await group.hears(bo, "/start@another_bot")
    assert await group.said(bo) == [before]
    await group.hears(bo, "/help@paraat_bot please")
    await group.hears(nadia, "/start")
    _, word = await group.said(bo)
    assert "I only talk in private" in word["text"]
    other = Group(town, bo)
    assert len(await other.said(bo)) == 1
    await bo.expects_nothing()


async def test_a_group_under_a_new_number_and_a_channel_where_it_may_not_write(town: Town) -> None:
    nadia = town.stranger("Nadia", "en")
    group = Group(town, nadia)
    assert len(await group.said(nadia)) == 1
    bot, user = {"id": 1, "is_bot": True, "first_name": "Paraat"}, {"id": 5, "is_bot": False, "first_name": "Nadia"}
    moved = {"message_id": 9, "date": 1, "chat": {"id": group.id, "type": "group", "title": "Chiro"}, "from": user}
    arrived = {"from": user, "date": 1, "old_chat_member": {"user": bot, "status": "left"}}
    member = {"user": bot, "status": "member"}
    needed = [name for name, field in ChatMemberAdministrator.model_fields.items() if field.is_required()]
    rights = dict.fromkeys(needed, False)
    silent_admin = {**rights, "user": bot, "status": "administrator", "can_post_messages": False}
    super_chat = {"id": -100500, "type": "supergroup", "title": "Chiro"}
    channel = {"id": -100600, "type": "channel", "title": "News"}
    for number, body in enumerate(
        (
            {"message": {**moved, "migrate_to_chat_id": -100500}},
            {"my_chat_member": {**arrived, "chat": super_chat, "new_chat_member": member}},
            {"my_chat_member": {**arrived, "chat": channel, "new_chat_member": silent_admin}},
            {"my_chat_member": {**arrived, "chat": channel, "new_chat_member": {"user": bot, "status": "left"}}},
        ),
        start=900_001,
    ):
        await town.app.handling({"update_id": number, **body})
    async with town.database.reading() as db:
        assert not (await db.scalars(select(OutboxRow))).all()
        assert not (await db.scalars(select(FailedUpdate))).all()
        assert set(await db.scalars(select(GroupChat.chat_id))) == {group.id, -100500}
    await nadia.expects_nothing()
