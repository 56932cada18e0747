"""Text as people type it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.texts import one_line, read_name, several_lines


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("An Peeters", "An Peeters"),
        ("  An \n\t Peeters\r\n", "An Peeters"),
        ("An\x00Peeters", "An Peeters"),
        ("An\N{RIGHT-TO-LEFT OVERRIDE}sreteeP", "AnsreteeP"),
        ("An\N{SOFT HYPHEN}neleen", "Anneleen"),
        ("An\N{LINE SEPARATOR}Peeters", "An Peeters"),
        ("\N{ZERO WIDTH SPACE}", ""),
        ("<b>An</b> & co", "<b>An</b> & co"),
    ],
)
def test_one_line(typed: str, kept: str) -> None:
    assert one_line(typed) == kept


def test_joiners_stay_where_scripts_and_emoji_need_them() -> None:
    family = "👩\N{ZERO WIDTH JOINER}👧"
    assert one_line(family) == family


@given(st.text())
def test_a_line_holds_no_control_sign_and_stays_the_same(text: str) -> None:
    line = one_line(text)
    assert not any(unicodedata.category(sign) == "Cc" for sign in line)
    assert one_line(line) == line


@pytest.mark.parametrize("nameless", ["", "12345", "😀", "…", " \n "])
def test_a_name_has_a_letter(nameless: str) -> None:
    assert read_name(nameless, 80) is None


def test_a_name_fits() -> None:
    assert read_name("x" * 80, 80) == "x" * 80
    assert read_name("x" * 81, 80) is None
    assert read_name(" Jürgen\nÇelik ", 80) == "Jürgen Çelik"
    assert read_name("محمد", 80) == "محمد"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Saturday:\n9 o'clock", "Saturday:\n9 o'clock"),
        ("\n\n  Saturday \t training\r\n\n\n\nBring boots \n", "Saturday training\n\nBring boots"),
        ("no\N{RIGHT-TO-LEFT OVERRIDE}t\x00so", "not so"),
        (" \n\N{ZERO WIDTH SPACE}\n", ""),
    ],
)
def test_several_lines(typed: str, kept: str) -> None:
    assert several_lines(typed) == kept
