"""What must not happen, whatever came in: an error, a silence, or a message that Telegram would refuse."""

from __future__ import annotations

from typing import Any

from structlog.testing import capture_logs

from tests.fuzz.telegram import Json, wants_answer
from tests.fuzz.world import FuzzTown
from tests.harness.phones import Phone

# Telegram refuses an edit of what is gone or the same; delivery knows that, and sends anew where it matters.
EDITS = {"editMessageText", "editMessageReplyMarkup", "deleteMessage"}
BAD_REQUEST = 400
LONGEST_TOAST = 200


async def judge(town: FuzzTown, phone: Phone, updates: list[Json]) -> None:
    """Lets the program take these updates one by one."""
    for update in updates:
        await _judge(town, phone, update)


async def _judge(town: FuzzTown, phone: Phone, update: Json) -> None:
    answer = None
    if "callback_query" in update:
        query_id, answer = town.query()
        update = {"callback_query": {**update["callback_query"], "id": query_id}}
    before = town.calls()[-1]["seq"]
    with capture_logs() as logs:
        await town.takes(update)
    calls = [call for call in town.calls(before) if call["method"] != "getUpdates"]
    loud = [line for line in logs if line["log_level"] not in ("debug", "info")]
    assert not loud, f"{loud} after {update}"
    refused = [call for call in calls if call["status"] == BAD_REQUEST and call["method"] not in EDITS]
    assert not refused, f"{refused} after {update}"
    toast = answer.result() if answer and answer.done() else {}
    assert len(toast.get("answer") or "") <= LONGEST_TOAST
    if wants_answer(update):
        said = [call for call in calls if call["params"].get("chat_id") == phone.id]
        assert said or toast.get("answer"), f"silence after {update}"
    assert not (leaks := _leaks(logs, phone)), f"{leaks} in the log after {update}"


def _leaks(logs: list[Any], phone: Phone) -> list[str]:
    """What tells who somebody is: their Telegram id, or their name."""
    written = " ".join(str({name: value for name, value in line.items() if name != "update_id"}) for line in logs)
    return [secret for secret in (str(phone.id), *phone.name.split()) if secret in written]
