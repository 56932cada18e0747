"""Every command, in both of its names, and the menu that each person sees of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from messages.language import _, current, mark, speaking


class Who(StrEnum):
    """Whose menu a command is in; the values of the roles are those of the roles themselves."""

    EVERYONE = "everyone"
    NEWCOMER = "newcomer"  # neither signed up nor in a role
    VOLUNTEER = "volunteer"
    REQUESTER = "requester"
    CORPS_ADMINISTRATOR = "corps_administrator"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Entry:
    """A command. Both names work everywhere and for everybody; the menu shows one, to those in `who`."""

    english: str
    dutch: str
    description: str
    who: frozenset[Who]

    def name(self, language: str) -> str:
        return self.dutch if language == "nl" else self.english


KNOWN = frozenset(Who) - {Who.EVERYONE, Who.NEWCOMER}
REQUESTERS = frozenset({Who.REQUESTER, Who.COORDINATOR})
COORDINATORS = frozenset({Who.COORDINATOR})
MANAGERS = frozenset({Who.CORPS_ADMINISTRATOR, Who.COORDINATOR, Who.ADMINISTRATOR})
STAFF = MANAGERS | {Who.REQUESTER}
EVERYONE = frozenset({Who.EVERYONE})

COMMANDS = (
    Entry("start", "start", mark("Sign up as a volunteer"), frozenset({Who.NEWCOMER})),
    Entry("start", "start", mark("Where you stand"), KNOWN),
    Entry("request", "hulpvraag", mark("Ask for help"), REQUESTERS),
    Entry("callout", "oproep", mark("Call people out"), COORDINATORS),
    Entry("board", "bord", mark("See who comes"), COORDINATORS),
    Entry("assign", "toewijzen", mark("Put people on a task"), COORDINATORS),
    Entry("escalate", "opschalen", mark("Call the neighbours' corps"), COORDINATORS),
    Entry("close", "sluiten", mark("Close a call-out or end an emergency"), COORDINATORS),
    Entry("corps", "korps", mark("See your corps, and get its poster"), STAFF),
    Entry("team", "rollen", mark("Who may do what: see, invite, take back"), MANAGERS),
    Entry("announce", "mededeling", mark("Tell all members of the corps something"), MANAGERS),
    Entry("inbox", "inbox", mark("Answers to your announcements"), MANAGERS),
    Entry("help", "hulp", mark("What you can do here"), EVERYONE),
    Entry("language", "taal", mark("Choose another language"), EVERYONE),
    Entry("cancel", "annuleren", mark("Stop what you are filling in"), EVERYONE),
)


def names(english: str) -> tuple[str, ...]:
    """All names of a command, for the filter of its handler."""
    found = next(entry for entry in COMMANDS if entry.english == english)
    return tuple(dict.fromkeys((found.english, found.dutch)))


def slash(english: str) -> str:
    """A command as one types it, by its name in the current language."""
    found = next(entry for entry in COMMANDS if entry.english == english)
    return f"/{found.name(current())}"


def entries(*, volunteer: bool, roles: Collection[str]) -> list[Entry]:
    """The commands that somebody with these roles may use, in the menu's order; without any, a newcomer's."""
    known = {Who(role) for role in roles} | ({Who.VOLUNTEER} if volunteer else set())
    mine = {Who.EVERYONE} | (known or {Who.NEWCOMER})
    return [entry for entry in COMMANDS if entry.who & mine]


def menu(language: str, *, volunteer: bool, roles: Collection[str]) -> list[tuple[str, str]]:
    """Name and description of each command that this person may use, in their language."""
    with speaking(language):
        return [(entry.name(language), _(entry.description)) for entry in entries(volunteer=volunteer, roles=roles)]
