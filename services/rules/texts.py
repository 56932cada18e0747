"""Text as people type it, made fit for a line of ours."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_BREAKS: Final = {"Cc", "Zl", "Zp"}  # control signs, line and paragraph separators
# Invisible signs that turn the direction of what follows, or hide in a name. The two joiners stay: some
# scripts and emoji are spelled with them.
_HIDDEN: Final = {"Cf", "Cs", "Co"}
_JOINERS: Final = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"


def one_line(text: str) -> str:
    """The text on one line: hidden signs are gone, each run of white space or control signs is one blank."""
    return " ".join("".join(_plain(sign) for sign in text).split())


def several_lines(text: str) -> str:
    """The text with each line as in `one_line`; at most one empty line between two, none at either end."""
    kept = [one_line(line) for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip("\n")


def _plain(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in _BREAKS:
        return " "
    return "" if category in _HIDDEN and sign not in _JOINERS else sign


def read_name(text: str, longest: int) -> str | None:
    """A person's or a group's name on one line; None without any letter, or with more than `longest` signs."""
    name = one_line(text)
    return name if len(name) <= longest and any(sign.isalpha() for sign in name) else None
