"""First-aid certificates: which files are taken, how long one counts, and which of several are worth showing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum, auto
from typing import Final, Protocol, TypeVar

# What every phone opens; Telegram sends a photo as JPEG itself.
TYPES: Final = frozenset({"application/pdf", "image/jpeg", "image/png", "image/webp", "image/heic", "image/heif"})
# After how many years each kind expires where nothing else stands on it; the refresher is yearly (policy paper, 2.2.2).
USUAL_YEARS: Final[Mapping[str, int]] = {"refresher": 1}


class FileProblem(Enum):
    """Why a file isn't taken as a certificate."""

    NO_FILE = auto()  # words, a sticker, a voice message
    WRONG_TYPE = auto()
    TOO_LARGE = auto()


class Dated(Protocol):
    """A certificate: what it proves, and until when."""

    @property
    def kind(self) -> str | None: ...

    @property
    def expires_on(self) -> date | None: ...


D = TypeVar("D", bound=Dated)


def file_problem(mime_type: str, size: int | None, largest: int) -> FileProblem | None:
    """Why a file of that type and size (in bytes; None where it isn't known) isn't taken, or None where it is."""
    if mime_type.lower() not in TYPES:
        return FileProblem.WRONG_TYPE
    return FileProblem.TOO_LARGE if size is not None and size > largest else None


def counts(expires_on: date | None, today: date) -> bool:
    """Whether a certificate still counts: until the end of its last day, or for good where it has none."""
    return expires_on is None or today <= expires_on


def usual_end(kind: str, today: date) -> date | None:
    """The last day of one of this kind that was earned today; None where it usually has none."""
    years = USUAL_YEARS.get(kind)
    if years is None:
        return None
    leap_day = (today.month, today.day) == (2, 29)
    return today.replace(year=today.year + years, day=28 if leap_day else today.day)


def best_of_each_kind(certificates: Iterable[D]) -> list[D]:
    """For each kind the one that counts longest: an expired one stays visible until a better one is there."""
    best: dict[str | None, D] = {}
    for one in certificates:
        if one.kind not in best or _longer(one, best[one.kind]):
            best[one.kind] = one
    return list(best.values())


def _longer(one: Dated, other: Dated) -> bool:
    return (one.expires_on or date.max) > (other.expires_on or date.max)
