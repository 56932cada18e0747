"""The catalogue files: reads, updates, writes and compiles them.

What is written depends on the texts alone (no dates, line numbers or wrapping): a diff shows what changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tools.catalogues.extraction import Text

SOURCE = "en"  # the language of the msgids


def languages(locales: Path) -> list[str]:
    """The languages that have a folder: a new one is a new folder, no code."""
    return sorted(folder.name for folder in locales.glob("*") if folder.is_dir())


def catalogue_file(locales: Path, language: str, suffix: str = "po") -> Path:
    """Where a language's texts are ("po") or its compiled ones ("mo")."""
    return locales / language / "LC_MESSAGES" / f"messages.{suffix}"


def template(texts: Iterable[Text]) -> Catalog:
    """A catalogue of what the code says, without translations."""
    catalogue = Catalog(fuzzy=False)
    for text in texts:
        key = text.singular if text.plural is None else (text.singular, text.plural)
        catalogue.add(key, locations=[(text.file, 0)], auto_comments=text.comments)
    return catalogue


def read(locales: Path, language: str) -> Catalog:
    """The language's catalogue; an empty one where there is no file yet.

    Raises PoFileError where the file can't be understood.
    """
    file = catalogue_file(locales, language)
    if not file.exists():
        return Catalog(locale=language)
    with file.open("rb") as stream:
        return read_po(stream, locale=language, domain="messages", abort_invalid=True)


def update(catalogue: Catalog, fresh: Catalog) -> None:
    """Gives the catalogue the texts of `fresh`. Translations stay; that of a changed text is marked fuzzy."""
    catalogue.update(deepcopy(fresh))  # Babel takes over its messages, and we change them
    catalogue.obsolete.clear()
    if is_source(catalogue):
        for message in messages(catalogue):
            message.string = message.id
            message.flags.discard("fuzzy")


def is_source(catalogue: Catalog) -> bool:
    """Whether this is the language of the code, whose translations are the texts themselves."""
    return str(catalogue.locale) == SOURCE


def messages(catalogue: Catalog) -> list[Message]:
    """The catalogue's messages without its header."""
    return [message for message in catalogue if message.id]


def write_template(locales: Path, fresh: Catalog) -> None:
    """Writes messages.pot, if anything changed."""
    _write(locales / "messages.pot", template_bytes(fresh))


def template_bytes(fresh: Catalog) -> bytes:
    """What messages.pot has to be."""
    return _rendered(fresh, "Texts of Paraat, as they stand in the code.", {})


def write(locales: Path, language: str, catalogue: Catalog) -> None:
    """Writes the language's messages.po, if anything changed."""
    header = {"Language": language, "Plural-Forms": catalogue.plural_forms}
    title = f"Texts of Paraat in {Locale.parse(language).english_name}."
    _write(catalogue_file(locales, language), _rendered(catalogue, title, header))


def compile_language(locales: Path, language: str) -> bool:
    """Makes messages.mo where it is missing or older than messages.po; says whether it did."""
    source, compiled = catalogue_file(locales, language), catalogue_file(locales, language, "mo")
    if not source.exists() or _is_current(compiled, source):
        return False
    stream = BytesIO()
    write_mo(stream, read(locales, language))
    _replace(compiled, stream.getvalue())
    return True


def _is_current(compiled: Path, source: Path) -> bool:
    return compiled.exists() and compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns


def _rendered(catalogue: Catalog, title: str, header: dict[str, str]) -> bytes:
    for message in catalogue:
        message.flags.discard("python-format")  # our places are {named}: the % of "100% done" is a %
    stream = BytesIO()
    write_po(stream, catalogue, width=0, omit_header=True, include_lineno=False, ignore_obsolete=True)
    fields = header | {"MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8"}
    fields |= {"Content-Transfer-Encoding": "8bit"}
    head = [f"# {title}", 'msgid ""', 'msgstr ""', *(f'"{key}: {value}\\n"' for key, value in fields.items())]
    return "\n".join(head).encode() + b"\n\n" + stream.getvalue().rstrip() + b"\n"


def _write(file: Path, content: bytes) -> None:
    if not file.exists() or file.read_bytes() != content:
        _replace(file, content)


def _replace(file: Path, content: bytes) -> None:
    """All or nothing, for a bot that is starting beside us reads these files."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(f"{file.suffix}.new")
    fresh.write_bytes(content)
    fresh.replace(file)
