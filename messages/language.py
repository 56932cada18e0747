"""A thin gettext: the language of whoever is spoken to at this moment, inside an update or outside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from gettext import NullTranslations, translation
from pathlib import Path

from babel import Locale

LOCALES = Path(__file__).parent.parent / "locales"
DEFAULT = "nl"

_current: ContextVar[str] = ContextVar("language", default=DEFAULT)


def spoken(locales: Path) -> dict[str, str]:
    """Each language that has a catalogue, with its own name for itself; the first is Dutch."""
    codes = {file.parts[-3] for file in locales.glob("*/LC_MESSAGES/messages.po")}
    names = {code: str(Locale.parse(code).display_name).capitalize() for code in codes}
    return dict(sorted(names.items(), key=lambda one: (one[0] != DEFAULT, one[1])))


LANGUAGES = spoken(LOCALES)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Everything that is worded within is in `language`."""
    token = _current.set(language)
    try:
        yield
    finally:
        _current.reset(token)


def current() -> str:
    """The code of the language that is spoken now."""
    return _current.get()


def closest(telegram_code: str | None) -> str:
    """The language that we speak for a Telegram language code such as `fr-BE`; Dutch where we don't speak it."""
    code = (telegram_code or DEFAULT).split("-")[0].lower()
    return code if code in LANGUAGES else DEFAULT


@lru_cache
def _catalogue(language: str) -> NullTranslations:
    return translation("messages", LOCALES, [language], fallback=True)


def _(message: str, plural: str | None = None, number: int | None = None) -> str:
    """The text in the current language; with `plural` and `number`, the form that fits the number."""
    catalogue = _catalogue(_current.get())
    if plural is None or number is None:
        return catalogue.gettext(message)
    return catalogue.ngettext(message, plural, number)


def mark(message: str) -> str:
    """Has a text in a table found by the extraction; `_` translates it when it is used."""
    return message
