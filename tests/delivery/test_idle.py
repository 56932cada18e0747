"""What delivery costs when there is nothing to do: as little as may be, since it runs day and night."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any
from weakref import ref

from sqlalchemy import Engine, event

from bot.session import answer_to

if TYPE_CHECKING:
    from tests.harness.town import Town


async def test_one_look_at_the_outbox_says_that_all_has_left(town: Town) -> None:
    await town.settle()
    looks: list[str] = []

    def look(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        looks.append(statement)

    event.listen(Engine, "before_cursor_execute", look)
    try:
        await town.settle()
    finally:
        event.remove(Engine, "before_cursor_execute", look)
    of_outbox = [statement for statement in looks if "FROM outbox" in statement]
    assert 1 <= len(of_outbox) <= 2, looks  # a second one if its time to look by itself came just then


def test_the_form_of_an_answer_is_made_once() -> None:
    made = ref(answer_to(list[int]))
    gc.collect()
    assert made() is answer_to(list[int])
