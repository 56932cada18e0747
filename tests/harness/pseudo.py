"""A language that nobody speaks: what stays plain was never translated, and all of it is two fifths longer."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from shutil import copytree
from typing import Any, Literal

import pytest
from babel import dates
from babel.lists import format_list
from babel.messages.pofile import read_po

from messages import language
from tools.catalogues import store

CODE = "eo"  # any that Babel knows the dates of, and the bot doesn't speak
LONGER = 0.4
KEPT = re.compile(r"(\{[^{}]*\}|<[^<>]+>|&\w+;|https?://\S+|(?<!\w)[/@][a-z_]+)")  # places, tags, links, commands
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ODD = "áƀçđéƒǵĥíĵķłɱñóþʠŕšťúṽŵẋýžÁɃÇĐÉƑǴĤÍĴĶŁṀÑÓÞǪŔŠŤÚṼŴẊÝŽ"
WORD = re.compile(r"[A-Za-z]{3,}")
TAG = re.compile(r"<[^<>]+>")
LINK = re.compile(r"https?://\S+|(?<!\w)/[a-z_]+")
PLACE = re.compile(r"\{(\w+)\}")
INNERMOST = re.compile(r"⟦[^⟦⟧]*⟧")
LOCALES = language.LOCALES
ACCENTS = str.maketrans(PLAIN, ODD)


def pseudo(text: str) -> str:
    """The text as this language has it: "Hello {name}" is "⟦Ĥéłłó {name}··⟧"."""
    parts = KEPT.split(text)
    accented = [part if number % 2 else part.translate(ACCENTS) for number, part in enumerate(parts)]
    shown = sum(len(part) for part in parts[::2])
    return f"⟦{''.join(accented)}{'·' * round(shown * LONGER)}⟧"


def plain_words(text: str) -> set[str]:
    """The words that weren't translated, wherever they came from; tags, commands and links aside."""
    shown = html.unescape(TAG.sub(" ", text))
    return set(WORD.findall(LINK.sub(" ", shown)))


def calendar_words() -> set[str]:
    """What Babel adds: months, weekdays, and the "and" of a list."""
    found: set[str] = set()
    widths: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")
    for width in widths:
        found |= {
            *dates.get_month_names(width, locale=CODE).values(),
            *dates.get_day_names(width, locale=CODE).values(),
        }
    return set(WORD.findall(" ".join((*found, format_list(["1", "2"], locale=CODE)))))


def in_language(said: str, code: str) -> str:
    """What somebody with this language would have read instead, with the same names and numbers in it."""
    while (put := INNERMOST.sub(lambda one: _translated(one[0], code), said)) != said:
        said = put
    return said


@cache
def _translated(said: str, code: str) -> str:
    for pattern, places, translation in _translations(code):
        if found := pattern.fullmatch(said):
            return translation.format(**dict(zip(places, found.groups(), strict=True)))
    raise LookupError(f"no text of ours: {said}")


def _forms(code: str) -> tuple[list[str], list[str]]:
    """The texts as the code has them, plurals apart, and as the language has those."""
    texts: list[str] = []
    translations: list[str] = []
    messages: list[Any] = store.messages(store.read(LOCALES, code))
    for message in messages:
        texts += message.id if message.pluralizable else [message.id]
        translations += message.string[:2] if message.pluralizable else [message.string]
    return texts, translations


@cache
def _translations(code: str) -> list[tuple[re.Pattern[str], list[str], str]]:
    found = []
    for text, translation in zip(*_forms(code), strict=True):
        literals = [re.escape(part) for part in PLACE.split(pseudo(text))[::2]]
        found.append((re.compile("(.*?)".join(literals), re.DOTALL), PLACE.findall(text), translation))
    return sorted(found, key=lambda one: -len(one[0].pattern))  # what is nearly all places comes last


def write_catalogue(locales: Path) -> None:
    """Adds the language as anybody adds one: a translated catalogue file, compiled."""
    with (language.LOCALES / "messages.pot").open("rb") as template:
        catalogue = read_po(template, locale=CODE)
    for message in store.messages(catalogue):
        forms = message.id if message.pluralizable else (message.id,)
        spelled = tuple(pseudo(str(form)) for form in forms)
        message.string = spelled if message.pluralizable else spelled[0]
    store.write(locales, CODE, catalogue)
    store.compile_language(locales, CODE)


@contextmanager
def spoken(folder: Path) -> Iterator[None]:
    """The bot speaks it too, as after a start with one catalogue more."""
    locales = copytree(language.LOCALES, folder / "locales")
    write_catalogue(locales)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(language, "LOCALES", locales)
        patch.setitem(language.LANGUAGES, CODE, language.spoken(locales)[CODE])
        language._catalogue.cache_clear()
        yield
    language._catalogue.cache_clear()
