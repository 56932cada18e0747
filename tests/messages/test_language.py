"""A language is a catalogue file, and no code."""

from __future__ import annotations

from pathlib import Path

from messages.language import LANGUAGES, LOCALES, spoken


def test_a_new_catalogue_is_a_new_language(tmp_path: Path) -> None:
    for code in ("es", "nl", "pl"):
        file = tmp_path / code / "LC_MESSAGES" / "messages.po"
        file.parent.mkdir(parents=True)
        file.touch()
    assert list(spoken(tmp_path).items()) == [("nl", "Nederlands"), ("es", "Español"), ("pl", "Polski")]


def test_what_we_speak_now() -> None:
    assert LANGUAGES == spoken(LOCALES) == {"nl": "Nederlands", "de": "Deutsch", "en": "English", "fr": "Français"}
