"""Answering taps."""

from __future__ import annotations

from playground.errors import bad_request
from playground.methods.call import Call, method

MAX_ANSWER = 200


@method("answerCallbackQuery")
async def answer_callback_query(call: Call) -> bool:
    """Answer a tap, once, within 150 s of real time."""
    text = call.params.text("text")
    if len(text) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    query = call.bot.queries.pop(call.params.text("callback_query_id"), None)
    if query is None or query.expires_at <= call.world.hooks.seconds():
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if not query.answer.done():
        query.answer.set_result({"answer": text or None, "alert": call.params.flag("show_alert")})
    return True
