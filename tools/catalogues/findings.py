"""What is wrong with a catalogue: compares it with what the code says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError

from tools.catalogues import store

TAG = re.compile(r"</?[a-z][^<>]*>")
SHOWN = 60  # characters of a text in a finding

Forms = tuple[str, ...]  # a text alone, or with its plurals


class Problem(StrEnum):
    """The kinds of findings, as they are printed."""

    UNREADABLE = "unreadable"
    OUTDATED = "out of date"
    MISSING = "missing"
    FUZZY = "fuzzy"
    OBSOLETE = "obsolete"
    NOT_SOURCE = "differs from the code"
    PLURAL = "plural incomplete"
    PLACEHOLDERS = "other placeholders"
    TAGS = "other tags"


@dataclass(frozen=True)
class Finding:
    """One thing to mend: in which language (or the template), what, and of which text."""

    where: str
    problem: Problem
    detail: str

    def __str__(self) -> str:
        return f"{self.where:4} {self.problem:22} {self.detail}"


def findings(locales: Path, fresh: Catalog) -> Iterator[Finding]:
    """All that is wrong with the template and with each language; nothing where all is well."""
    pot = locales / "messages.pot"
    if not pot.exists() or pot.read_bytes() != store.template_bytes(fresh):
        yield Finding("pot", Problem.OUTDATED, "the code says something else: make messages")
    for language in store.languages(locales):
        yield from _of_language(locales, language, fresh)


def _of_language(locales: Path, language: str, fresh: Catalog) -> Iterator[Finding]:
    try:
        catalogue = store.read(locales, language)
    except PoFileError as error:
        yield Finding(language, Problem.UNREADABLE, str(error))
        return
    for wanted in store.messages(fresh):
        for problem in _of_message(wanted, catalogue):
            yield Finding(language, problem, _shown(wanted))
    for message in (*store.messages(catalogue), *catalogue.obsolete.values()):
        if message.id not in fresh:
            yield Finding(language, Problem.OBSOLETE, _shown(message))


def _of_message(wanted: Message, catalogue: Catalog) -> Iterator[Problem]:
    message = catalogue.get(wanted.id)
    sources, translations = _forms(wanted.id), _forms(message.string if message else "")
    if message is None or message.pluralizable != wanted.pluralizable or not any(translations):
        yield Problem.MISSING
    elif message.fuzzy:
        yield Problem.FUZZY
    elif not all(translations) or (wanted.pluralizable and len(translations) != catalogue.num_plurals):
        yield Problem.PLURAL
    else:
        if store.is_source(catalogue) and sources != translations:
            yield Problem.NOT_SOURCE
        yield from _of_translation(sources, translations)


def _of_translation(sources: Forms, translations: Forms) -> Iterator[Problem]:
    if not _agree(_placeholders, sources, translations):
        yield Problem.PLACEHOLDERS
    if not _agree(_tags, sources, translations):
        yield Problem.TAGS


def _agree(parts: Callable[[str], Counter[str] | None], sources: Forms, translations: Forms) -> bool:
    """The last form has what the English plural has; another is like either ("one person", "{n} people")."""
    allowed = [parts(source) for source in sources]
    found = [parts(translation) for translation in translations]
    return None not in found and found[-1] == allowed[-1] and all(form in allowed for form in found)


def _placeholders(text: str) -> Counter[str] | None:
    """The named places of a text, each once; None for a text that can't be filled in."""
    try:
        names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        return None
    return Counter(set(names)) if all(names) else None


def _tags(text: str) -> Counter[str] | None:
    return Counter(TAG.findall(text))


def _forms(string: str | list[str] | Forms | None) -> Forms:
    return (string or "",) if isinstance(string, str | None) else tuple(string)


def _shown(message: Message) -> str:
    text = " ".join(_forms(message.id)[0].split())
    return f'"{text}"' if len(text) <= SHOWN else f'"{text[: SHOWN - 1]}…"'
