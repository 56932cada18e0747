"""What people are, in a word: asked of the bot's program again when something happened in their chats."""

from __future__ import annotations

import asyncio

from playground.views import label_fields
from playground.world import World

PAUSE_SECONDS = 1.0


class LabelWatch:
    """Tells the watchers when somebody's label has changed."""

    def __init__(self, world: World) -> None:
        """Watch this world."""
        self._world = world
        self._known: dict[int, dict[str, str]] = {}

    async def run(self) -> None:
        """Look every second, until cancelled, at those whose chats have changed."""
        while True:
            await asyncio.sleep(PAUSE_SECONDS)
            if self._world.events.watchers and self._world.touched:
                touched, self._world.touched = self._world.touched, set()
                await self.look([person.id for person in self._world.people if person.id in touched])

    async def look(self, ids: list[int]) -> None:
        """Publish which of these people have another label than before."""
        labels = await self._world.labels(ids)
        for person_id in ids:
            theirs = labels.get(person_id, {})
            if self._known.get(person_id, {}) != theirs:
                self._known[person_id] = theirs
                self._world.tell_person(self._world.people.get(person_id), **label_fields(theirs))
