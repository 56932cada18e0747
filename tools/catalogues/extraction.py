"""Finds the texts that the code hands to `_()`, `ngettext()` and `mark()`.

Babel's own extractor drops `_("Hello {name}", name=…)`, because it takes the keyword argument for a plural,
and turns `_("a" if x else "b")` into "ab". Reading the syntax tree does neither.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOMS = ("messages", "handlers", "bot")
FUNCTIONS = frozenset({"_", "ngettext", "mark"})
COMPUTED = (ast.JoinedStr, ast.BinOp, ast.IfExp, ast.BoolOp)
COMMENT = "# Translators:"


class UnusableTextError(Exception):
    """A text that no catalogue can hold: empty, or put together inside the call. Says where."""


@dataclass(frozen=True)
class Text:
    """A text in the code: the English one and, where it counts something, its plural."""

    singular: str
    plural: str | None
    file: str
    comments: tuple[str, ...] = ()


def texts_in(root: Path) -> list[Text]:
    """All texts of the rooms that have words in them, by file and then as they stand there.

    Raises UnusableTextError.
    """
    files = [file for room in ROOMS for file in sorted((root / room).rglob("*.py"))]
    return [text for file in files for text in texts_of(file.read_text("utf-8"), _name(file, root))]


def texts_of(source: str, file: str) -> Iterator[Text]:
    """The texts of one file, in their order. Raises UnusableTextError."""
    lines = source.splitlines()
    for call in sorted(_calls(ast.parse(source, file)), key=lambda call: (call.lineno, call.col_offset)):
        literals = _literals(call)
        if isinstance(call.args[0], COMPUTED) or "" in literals:
            raise UnusableTextError(f"{file}:{call.lineno}: a text is one literal, with {{named}} places")
        if literals:
            plural = literals[1] if len(literals) > 1 else None
            yield Text(literals[0], plural, file, _comments_above(lines, call.lineno))


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name), args=[_, *_]) if name in FUNCTIONS:
                yield node


def _literals(call: ast.Call) -> list[str]:
    """The first one or two literals. `_(label)` has none: its text was marked where it stands."""
    found: list[str] = []
    for argument in call.args[:2]:
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
            break
        found.append(argument.value)
    return found


def _comments_above(lines: list[str], number: int) -> tuple[str, ...]:
    above = lines[number - 2].strip() if number > 1 else ""
    return (above.removeprefix(COMMENT).strip(),) if above.startswith(COMMENT) else ()


def _name(file: Path, root: Path) -> str:
    return file.relative_to(root).as_posix()
