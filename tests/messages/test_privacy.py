"""The privacy notice: complete, short enough for one message, and of a new version whenever it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from hashlib import sha256

import pytest

from bot.settings import LONGEST_NAME
from messages import privacy
from messages.card import Card
from messages.html import Html
from messages.language import LANGUAGES, speaking
from messages.menus import slash
from services.policy import Controller, Policy
from services.rules.retention import RetentionPolicy

MOST_UNITS = 4_096  # UTF-16 units that Telegram takes
ASKING = Policy(retention=RetentionPolicy(silence=timedelta(days=365)))
LONGEST = replace(ASKING, controller=Controller(*["&" * LONGEST_NAME] * 3))
# What each version says, as it is worded for the playground. A new text needs a new version in messages/privacy.py:
# only then is it shown to those who have seen the old one.
WORDED = {
    "de": ("2026-11d", "7df24ffb9481"),
    "en": ("2026-11d", "0de59fce11ba"),
    "fr": ("2026-11d", "09f5a5e86a06"),
    "nl": ("2026-11d", "bde014266463"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("card", [partial(privacy.notice, "x" * 40), privacy.shown_again, privacy.renewed])
def test_fits_in_one_message_whatever_the_settings_hold(language: str, card: Callable[[Policy], Card]) -> None:
    with speaking(language):
        text = card(LONGEST).text
    assert len(text.replace("&amp;", "&").encode("utf-16-le")) // 2 <= MOST_UNITS
    assert len(text.encode()) <= 32_768


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_whom_it_must(language: str) -> None:
    policy = Policy(controller=Controller("Stad <Mechelen>", "dpo@mechelen.example", "Toezichthouder"))
    with speaking(language):
        text, erase = privacy.text(policy), slash("erase")
        assert "gegevensbeschermingsautoriteit.be" in privacy.text(Policy()) or language == "fr"
    for part in ("Stad &lt;Mechelen&gt;", "dpo@mechelen.example", "Toezichthouder", "Telegram", "30", erase):
        assert part in text


@pytest.mark.parametrize("language", WORDED)
def test_a_new_text_has_a_new_version(language: str) -> None:
    with speaking(language):
        text: Html = privacy.text(ASKING)
    worded = (privacy.version_in(language), sha256(text.encode()).hexdigest()[:12])
    assert worded == WORDED[language], "give the notice a new version, and note it here with what it says"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_that_silence_ends_in_erasure_only_where_it_does(language: str) -> None:
    with speaking(language):
        assert len(privacy.text(Policy())) < len(privacy.text(ASKING))
