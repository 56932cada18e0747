"""The people who hold the phones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from playground.errors import Json, Refused

FIRST_ID = 7001


@dataclass
class Person:
    """A Telegram account. `started` means that every bot may write to this person first."""

    id: int
    first_name: str
    language_code: str
    last_name: str | None = None
    started: bool = False
    deactivated: bool = False

    @property
    def phone_number(self) -> str:
        """The number that "share my contact" gives: a well-formed Belgian mobile number."""
        return f"+3247{self.id % 10_000_000:07d}"

    def as_chat(self) -> Json:
        """Return the private chat with this person as a Bot API Chat."""
        names = {"first_name": self.first_name} | ({"last_name": self.last_name} if self.last_name else {})
        return {"id": self.id, "type": "private", **names}

    def as_user(self) -> Json:
        """Return a Bot API User."""
        chat = self.as_chat()
        del chat["type"]
        return chat | {"is_bot": False, "language_code": self.language_code}


class People:
    """Everybody, by id."""

    def __init__(self, changed: Callable[[Person], None]) -> None:
        """Call `changed` with each person that is new or different."""
        self._by_id: dict[int, Person] = {}
        self._changed = changed
        self._next_id = FIRST_ID

    def add(
        self,
        first_name: str,
        language_code: str,
        *,
        id: int | None = None,  # noqa: A002  the name that Telegram gives it
        last_name: str | None = None,
        started: bool = False,
    ) -> Person:
        """Return a new person, or the one of this id brought up to date; ids are given out from 7001."""
        person = self._by_id.get(id or 0) or self.keep(Person(id or self._free_id(), first_name, language_code))
        person.first_name, person.last_name, person.language_code = first_name, last_name, language_code
        person.started = started or person.started
        self._changed(person)
        return person

    def keep(self, person: Person) -> Person:
        """Put a person in without telling anybody (when the state is read back)."""
        self._by_id[person.id] = person
        return person

    def find(self, person_id: int) -> Person | None:
        """Return the person or None."""
        return self._by_id.get(person_id)

    def get(self, person_id: int) -> Person:
        """Return the person; refuses (404) an unknown id."""
        person = self._by_id.get(person_id)
        if person is None:
            raise Refused(404, f'Nobody has id {person_id}. POST /users {{"first_name": "Nadia"}} adds somebody.')
        return person

    def deactivate(self, person_id: int) -> None:
        """Delete the account, as far as bots can see."""
        person = self.get(person_id)
        person.deactivated = True
        self._changed(person)

    def __iter__(self) -> Iterator[Person]:
        """Go through everybody in the order in which they came."""
        return iter(tuple(self._by_id.values()))

    def _free_id(self) -> int:
        while self._next_id in self._by_id:
            self._next_id += 1
        return self._next_id
