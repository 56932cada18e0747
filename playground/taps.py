"""A tap on an inline button: the callback query that the bot gets, and the answer that the person gets."""

from __future__ import annotations

import asyncio
from itertools import takewhile

from playground.bots import Bot, Query
from playground.chats import Chat
from playground.errors import Json
from playground.messages import as_api, inaccessible
from playground.people import Person
from playground.updates import CALLBACK_QUERY_SECONDS
from playground.world import World

ANSWER_SECONDS = 5.0


async def ask(world: World, bot: Bot, person: Person, chat: Chat, message_id: int, data: str) -> Json:
    """Send a callback query and return {"answer", "alert"}; the answer is None when none comes in 5 s."""
    query = _new_query(world, bot)
    body: Json = {
        "id": query.query_id,
        "from": person.as_user(),
        "message": _message(world, bot, chat, message_id),
        "chat_instance": str(chat.id * 1000 + bot.id),
        "data": data,
    }
    bot.updates.add("callback_query", body, chat.id)
    try:
        answer = await asyncio.wait_for(asyncio.shield(query.answer), ANSWER_SECONDS)
    except TimeoutError:
        return {"answer": None, "alert": False}
    world.tell("answer", bot, chat, **answer)
    return answer


def _message(world: World, bot: Bot, chat: Chat, message_id: int) -> Json:
    message = chat.messages.get(message_id)
    if message is None:
        return inaccessible(chat, message_id, world.people)
    return as_api(bot, chat, message, world.people)


def _new_query(world: World, bot: Bot) -> Query:
    now = world.hooks.seconds()
    for old in list(takewhile(lambda each: each.expires_at <= now, bot.queries.values())):
        del bot.queries[old.query_id]
    bot.last_query_id += 1
    query_id = str(bot.id * 1_000_000 + bot.last_query_id)
    answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
    query = Query(query_id, now + CALLBACK_QUERY_SECONDS, answer)
    bot.queries[query_id] = query
    return query
