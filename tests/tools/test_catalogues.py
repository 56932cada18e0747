"""The commands on a small project of its own: a card, a Dutch and an English catalogue."""

from __future__ import annotations

import gettext
import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from tools.catalogues.__main__ import catalogues

CARD = """
# Translators: at most 20 characters
_("<b>Stand down</b>, {name}", name=person)
_("one person", "{n} people", n)
"""
DUTCH = {
    'name}"\nmsgstr ""': 'name}"\nmsgstr "<b>Niet meer nodig</b>, {name}"',
    'msgstr[0] ""': 'msgstr[0] "één iemand"',
    'msgstr[1] ""': 'msgstr[1] "{n} mensen"',
}


@dataclass(frozen=True)
class Project:
    root: Path

    @property
    def dutch(self) -> Path:
        return self.file("nl", "po")

    def file(self, language: str, suffix: str) -> Path:
        return self.root / "locales" / language / "LC_MESSAGES" / f"messages.{suffix}"

    def says(self, code: str) -> None:
        (self.root / "messages").mkdir(exist_ok=True)
        (self.root / "messages" / "cards.py").write_text(code, "utf-8")

    def runs(self, command: str, *arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(catalogues, [command, "--root", str(self.root), *arguments])
        return result.exit_code, result.output

    def replaces(self, old: str, new: str) -> None:
        content = self.dutch.read_text("utf-8")
        assert old in content
        self.dutch.write_text(content.replace(old, new), "utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    project.says(CARD)
    project.runs("extract", "nl", "en")
    for untranslated, translated in DUTCH.items():
        project.replaces(untranslated, translated)
    return project


def test_all_is_well(project: Project) -> None:
    assert project.runs("check") == (0, "2 texts, all translated.\n")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"<b>Niet meer nodig</b>, {name}"', '""', "missing"),
        ('#, python-brace-format\nmsgid "<', '#, fuzzy\nmsgid "<', "fuzzy"),
        ('msgstr[1] "{n} mensen"', 'msgstr[1] ""', "plural incomplete"),
        ("nodig</b>, {name}", "nodig</b>, {naam}", "other placeholders"),
        ("nodig</b>, {name}", "nodig</b>, {name", "other placeholders"),
        ("nodig</b>, {name}", "nodig</b>, {name} {}", "other placeholders"),
        ("{n} mensen", "alle mensen", "other placeholders"),
        ("één iemand", "{m} iemand", "other placeholders"),
        ("<b>Niet", "<i>Niet", "other tags"),
        ("één iemand", "<b>één</b>", "other tags"),
    ],
)
def test_finds_what_is_wrong_with_a_translation(project: Project, old: str, new: str, problem: str) -> None:
    project.replaces(old, new)
    code, output = project.runs("check")
    assert code == 1
    assert output.startswith(f"nl   {problem}  ")
    assert "1 found" in output


def test_a_singular_may_show_the_number_as_the_plural_does(project: Project) -> None:
    project.replaces("één iemand", "{n} iemand")
    assert project.runs("check")[0] == 0


def test_finds_what_the_code_no_longer_says(project: Project) -> None:
    project.says(CARD.replace("Stand down", "Not needed"))
    code, output = project.runs("check")
    assert code == 1
    assert [line.split('"')[0].split(maxsplit=1) for line in output.splitlines()[:-1]] == [
        ["pot", "out of date            the code says something else: make messages"],
        *(
            [language, problem]
            for language in ("en", "nl")
            for problem in ("missing                ", "obsolete               ")
        ),
    ]


def test_finds_a_file_that_cannot_be_read(project: Project) -> None:
    project.dutch.write_text("msgid no quotes", "utf-8")
    assert project.runs("check")[1].startswith("nl   unreadable")


def test_finds_an_english_that_is_not_the_code(project: Project) -> None:
    english = project.file("en", "po")
    english.write_text(english.read_text("utf-8").replace('msgstr "<b>Stand', 'msgstr "<b>Step'), "utf-8")
    assert project.runs("check")[1].startswith("en   differs from the code")


def test_english_fills_itself_and_others_are_left_to_translators(project: Project) -> None:
    project.says(CARD + '_("Thank you")\n')
    project.runs("extract", "fr")
    found = project.runs("check")[1].splitlines()
    assert [line.split()[0] for line in found] == ["fr", "fr", "fr", "nl", "Error:"]
    assert "Translators" not in project.dutch.read_text("utf-8")
    assert "#. at most 20 characters" in project.dutch.read_text("utf-8")


def test_a_changed_text_keeps_its_translation_until_somebody_has_looked(project: Project) -> None:
    project.says(CARD.replace("Stand down", "Stand down now"))
    project.runs("extract")
    assert "Niet meer nodig" in project.dutch.read_text("utf-8")
    assert project.runs("check")[1].startswith("nl   fuzzy")


def test_an_update_without_news_changes_no_byte_and_no_time(project: Project) -> None:
    files = sorted((project.root / "locales").rglob("messages.po*"))
    before = [(file.read_bytes(), file.stat().st_mtime_ns) for file in files]
    project.says("\n\n" + CARD)  # only line numbers change
    project.runs("extract")
    assert [(file.read_bytes(), file.stat().st_mtime_ns) for file in files] == before
    assert b"Date" not in b"".join(content for content, _ in before)


def test_compiles_what_the_bot_reads(project: Project) -> None:
    assert project.runs("compile") == (0, "Compiled en, nl.\n")
    dutch = gettext.translation("messages", project.root / "locales", ["nl"])
    assert dutch.gettext("<b>Stand down</b>, {name}") == "<b>Niet meer nodig</b>, {name}"
    assert dutch.ngettext("one person", "{n} people", 2) == "{n} mensen"


def test_compiles_only_what_is_older(project: Project) -> None:
    project.runs("compile")
    assert project.runs("compile") == (0, "")
    later = project.dutch.stat().st_mtime + 5
    os.utime(project.dutch, (later, later))
    assert project.runs("compile") == (0, "Compiled nl.\n")


def test_refuses_a_language_that_is_none(project: Project) -> None:
    code, output = project.runs("extract", "xx")
    assert code == 2
    assert "xx: no such language" in output


def test_refuses_a_computed_text(project: Project) -> None:
    project.says('_(f"Hello {name}")')
    for command in ("extract", "check"):
        assert project.runs(command)[0] == 1
        assert "messages/cards.py:1" in project.runs(command)[1]
