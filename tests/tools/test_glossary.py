from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
NAMES = sorted(set(re.findall(r"`([a-z_]+(?:\.[a-z_]+)*\.\w+)`", GLOSSARY.read_text("utf-8"))))


@pytest.mark.parametrize("name", NAMES)
def test_what_the_glossary_names_is_in_the_code(name: str) -> None:
    module, _, attribute = name.rpartition(".")
    assert hasattr(import_module(module), attribute)


def test_a_row_says_where_it_lives_or_that_it_comes_later() -> None:
    rows = [line for line in GLOSSARY.read_text("utf-8").splitlines() if line.startswith("| ")]
    unplaced = [row for row in rows if "`" not in row and not row.endswith(("| later |", "| In code |"))]
    assert not unplaced
