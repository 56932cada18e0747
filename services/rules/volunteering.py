"""What a volunteer must be told before being deployed, as far as it differs from one organisation to the next."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from enum import StrEnum
from hashlib import sha256

# Whoever changes what messages/volunteers_act.py says gives it a new one.
TEXT_VERSION = "2026-11"


class Expenses(StrEnum):
    """What is paid back to volunteers (Volunteers Act of 3 July 2005, articles 4 and 10)."""

    UNSAID = ""
    NONE = "none"
    PROVEN = "proven"  # what they can prove to have spent
    FLAT = "flat"  # a fixed sum within the law's bounds, for which nothing needs proof


@dataclass(frozen=True)
class Terms:
    """One organisation's insurance and expenses; what is empty, the text says whom to ask."""

    insurer: str = ""
    policy_number: str = ""
    expenses: Expenses = Expenses.UNSAID

    @property
    def version(self) -> str:
        """Of the whole information: another text is another one, and so is another insurer."""
        return f"{TEXT_VERSION}-{sha256(repr(astuple(self)).encode()).hexdigest()[:8]}"
