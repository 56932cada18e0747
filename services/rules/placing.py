"""Who takes which place of a call-out that asks for people by role ("6, of whom 1 driver C and 2 with first aid").

A kind of place is a role, or the rest, which anybody can take. People who come may be moved from one kind to another
that they fit, so that nobody is turned away while a place could be had; it is a handful of kinds, so a search will do.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

ANYBODY: Final = 0  # the skills that the places ask that are no role's


@dataclass(frozen=True, slots=True)
class Kind:
    """Places that ask for the same skills; `free` of them nobody has. No role has the id 0: that is the rest."""

    id: int
    bits: int
    free: int

    def fits(self, bits: int) -> bool:
        """Whether somebody with these skills can take one."""
        return bits & self.bits == self.bits


@dataclass(frozen=True, slots=True)
class Seated:
    """Somebody who has a place, with their skills and its kind."""

    id: int
    bits: int
    kind: int


@dataclass(frozen=True, slots=True)
class Placement:
    """The kind of place for a newcomer, whom to move to which kind for it, and which has one free place less."""

    kind: int
    moves: tuple[tuple[int, int], ...]
    filled: int


def scarcest_first(kinds: Iterable[Kind]) -> list[Kind]:
    """What asks for most skills in front, then what has fewest places left; so the rest comes last."""
    return sorted(kinds, key=lambda kind: (-kind.bits.bit_count(), kind.free, kind.id))


def place(bits: int, kinds: Sequence[Kind], seated: Sequence[Seated]) -> Placement | None:
    """The scarcest place that somebody with these skills fits, moving as few people as possible; None if there is none
    even then.
    """
    return _search([kind for kind in scarcest_first(kinds) if kind.fits(bits)], kinds, seated)


def open_to(kinds: Sequence[Kind], seated: Sequence[Seated]) -> tuple[int, ...]:
    """The skills with which one can still get a place, each enough by itself; ANYBODY alone if none are needed."""
    found = tuple(kind.bits for kind in scarcest_first(kinds) if _search([kind], kinds, seated))
    return (ANYBODY,) if ANYBODY in found else found


def _search(first: Sequence[Kind], kinds: Sequence[Kind], seated: Sequence[Seated]) -> Placement | None:
    """Breadth first: the newcomer's kinds, then those to which somebody could move from there, and so on."""
    came_by: dict[int, tuple[int, int] | None] = {kind.id: None for kind in first}
    queue = deque(first)
    while queue:
        kind = queue.popleft()
        if kind.free > 0:
            return _placement(kind.id, came_by)
        for one in (each for each in seated if each.kind == kind.id):
            for further in scarcest_first(kinds):
                if further.id not in came_by and further.fits(one.bits):
                    came_by[further.id] = one.id, kind.id
                    queue.append(further)
    return None


def _placement(filled: int, came_by: dict[int, tuple[int, int] | None]) -> Placement:
    kind, moves = filled, []
    while step := came_by[kind]:
        moves.append((step[0], kind))
        kind = step[1]
    return Placement(kind, tuple(moves), filled)
