"""Whose turn it is: in which order those who match a call-out are asked.

The preferred skills come first, then fairness. Where two are equal a draw decides, which each request turns anew: so
nobody is always last, nor always first, and the same question gets the same answer.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from services.rules.eligibility import Candidate, Need

# A prime (of Mersenne) above what ids leave as a remainder: multiplying modulo a prime turns each of them to a place of
# its own, and two factors below 2^31 stay within the 64 bits of both databases.
PRIME: Final = 2**31 - 1
_SPREAD: Final = 1_103_515_245  # without it, neighbouring requests would give neighbouring orders
_EVER: Final = datetime(1, 1, 1, tzinfo=UTC)

Turn = tuple[int, datetime, int, int, int]


def draw_of(request_id: int) -> int:
    """The factor by which a request turns the order; never 0."""
    return 1 + request_id * _SPREAD % (PRIME - 1)


def turn(candidate: Candidate, need: Need) -> Turn:
    """What to sort by, the first to be asked in front: who has more of the preferred skills, who was never asked or the
    longest ago, who was deployed least, and the draw.
    """
    preferred = (candidate.skill_bits & need.preferred_skill_bits).bit_count()
    lot = candidate.id % PRIME * need.draw % PRIME
    return -preferred, candidate.asked_at or _EVER, candidate.deployments, lot, candidate.id
