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
    """A command. Both names work everywhere and for everybody; the menu shows one, to those in `who`.

    `example` says in the help what one uses it for.
    """

    english: str
    dutch: str
    description: str
    who: frozenset[Who]
    example: str = ""

    def name(self, language: str) -> str:
        return self.dutch if language == "nl" else self.english


KNOWN = frozenset(Who) - {Who.EVERYONE, Who.NEWCOMER}
REQUESTERS = frozenset({Who.REQUESTER, Who.COORDINATOR})
COORDINATORS = frozenset({Who.COORDINATOR})
MANAGERS = frozenset({Who.CORPS_ADMINISTRATOR, Who.COORDINATOR, Who.ADMINISTRATOR})
PLANNERS = frozenset({Who.COORDINATOR, Who.ADMINISTRATOR})
STAFF = MANAGERS | {Who.REQUESTER}
VOLUNTEERS = frozenset({Who.VOLUNTEER})
EVERYONE = frozenset({Who.EVERYONE})

COMMANDS = (
    Entry("start", "start", mark("Sign up as a volunteer"), frozenset({Who.NEWCOMER}), mark("you can lift or cook")),
    Entry("start", "start", mark("Where you stand"), KNOWN, mark("in which corps you are")),
    Entry("profile", "profiel", mark("What I know about you"), KNOWN, mark("you have another phone number")),
    Entry("pause", "pauze", mark("No call-outs for a while"), VOLUNTEERS, mark("you are on holiday until 15 August")),
    Entry("active", "actief", mark("End your pause"), VOLUNTEERS, mark("you are back a week early")),
    Entry("group", "groep", mark("Come with your scouts or another group"), VOLUNTEERS, mark("we come with 8")),
    Entry("certificate", "attest", mark("Your first-aid certificate"), VOLUNTEERS, mark("a photo of your certificate")),
    Entry("rights", "rechten", mark("Your rights as a volunteer"), VOLUNTEERS, mark("whether you are insured")),
    Entry(
        "request", "hulpvraag", mark("Ask for help"), REQUESTERS, mark("fill sandbags · Zoutwerf 5 · 12 people · now")
    ),
    Entry("callout", "oproep", mark("Call people out"), COORDINATORS, mark("a request that came by phone")),
    Entry("board", "bord", mark("See who comes"), COORDINATORS, mark("7 of 12 are coming, 2 on the reserve list")),
    Entry("message", "bericht", mark("Write to those who come"), COORDINATORS, mark("park at the church")),
    Entry("timeline", "tijdlijn", mark("What happened when"), COORDINATORS, mark("when the request was taken over")),
    Entry("assign", "toewijzen", mark("Put people on a task"), COORDINATORS, mark("An and Bram to Team Zoutwerf")),
    Entry(
        "escalate", "opschalen", mark("Call the neighbours' corps"), COORDINATORS, mark("your own corps isn't enough")
    ),
    Entry("rota", "wachtdienst", mark("Who is on call, now and next"), PLANNERS, mark("Els is on call until 20:00")),
    Entry(
        "province",
        "provincie",
        mark("The governor's provincial phase"),
        frozenset({Who.COORDINATOR, Who.ADMINISTRATOR}),
        mark("call the whole province"),
    ),
    Entry(
        "close", "sluiten", mark("Close a call-out or end an emergency"), COORDINATORS, mark("the sandbags are done")
    ),
    Entry(
        "corps", "korps", mark("See your corps, and get its poster"), STAFF, mark("54 members, and a poster to hang up")
    ),
    Entry(
        "team",
        "rollen",
        mark("Who may do what: see, invite, take back"),
        MANAGERS,
        mark("a colleague who may ask for help"),
    ),
    Entry(
        "announce",
        "mededeling",
        mark("Tell all members of the corps something"),
        MANAGERS,
        mark("the exercise is on 12 May"),
    ),
    Entry("inbox", "inbox", mark("Answers to your announcements"), MANAGERS, mark("Nadia asks whether to bring boots")),
    Entry(
        "certificates",
        "attesten",
        mark("Check first-aid certificates"),
        MANAGERS,
        mark("Nadia sent a photo of hers"),
    ),
    Entry("help", "hulp", mark("What you can do here"), EVERYONE, mark("you don't know how to go on")),
    Entry("language", "taal", mark("Choose another language"), EVERYONE, mark("Dutch, French, English or German")),
    Entry("privacy", "privacy", mark("What happens to your data"), EVERYONE, mark("who sees your phone number")),
    Entry(
        "mydata", "mijngegevens", mark("Everything I hold about you"), KNOWN, mark("a file with all your data, at once")
    ),
    Entry("erase", "wis", mark("Have yourself erased"), KNOWN, mark("you don't want to be a volunteer any more")),
    Entry("cancel", "annuleren", mark("Stop what you are filling in"), EVERYONE, mark("you opened a form by accident")),
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
    return [entry for entry in COMMANDS if entry.who & _own(volunteer=volunteer, roles=roles)]


def _own(*, volunteer: bool, roles: Collection[str]) -> set[Who]:
    known = {Who(role) for role in roles} | ({Who.VOLUNTEER} if volunteer else set())
    return {Who.EVERYONE} | (known or {Who.NEWCOMER})


def by_role(*, volunteer: bool, roles: Collection[str]) -> list[tuple[Who, list[Entry]]]:
    """The same, each command under the first of the person's roles that has it; what everybody has comes last."""
    left = entries(volunteer=volunteer, roles=roles)
    groups = []
    mine = _own(volunteer=volunteer, roles=roles) - EVERYONE
    for who in (who for who in Who if who in mine):
        own = [entry for entry in left if who in entry.who and entry.who != KNOWN]
        groups.append((who, own))
        left = [entry for entry in left if entry not in own]
    return [*groups, (Who.EVERYONE, left)]


def menu(language: str, *, volunteer: bool, roles: Collection[str]) -> list[tuple[str, str]]:
    """Name and description of each command that this person may use, in their language."""
    with speaking(language):
        return [(entry.name(language), _(entry.description)) for entry in entries(volunteer=volunteer, roles=roles)]
