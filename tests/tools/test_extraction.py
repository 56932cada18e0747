from __future__ import annotations

from pathlib import Path

import pytest

from tools.catalogues.extraction import Text, UnusableTextError, texts_in, texts_of


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('_("plain")', [("plain", None)]),
        ('_("for {name}", name=person.name)', [("for {name}", None)]),
        ('_("one", "many {n}", n)', [("one", "many {n}")]),
        ('_("one", "many {n}", n, n=shown(n))', [("one", "many {n}")]),
        ('ngettext("one", "many {n}", n)', [("one", "many {n}")]),
        ('mark("in a table")', [("in a table", None)]),
        ('_("over "\n  "two lines")', [("over two lines", None)]),
        ('_("outer {x}", x=_("inner"))', [("outer {x}", None), ("inner", None)]),
        ('_("in").format(x=_("chain"))', [("in", None), ("chain", None)]),
        ('_("here", language)', [("here", None)]),
        ("_(label)", []),
        ('_(LABELS["key"], n=1)', []),
        ('outbox.mark("sent")', []),
        ('"no call"', []),
        ("def _(text: str) -> str: ...", []),
    ],
)
def test_finds_what_is_said(source: str, found: list[tuple[str, str | None]]) -> None:
    assert [(text.singular, text.plural) for text in texts_of(source, "cards.py")] == found


@pytest.mark.parametrize(
    "source",
    ['_(f"for {name}")', '_("for " + name)', '_("one" if n == 1 else "many")', '_(name or "you")', '_("")'],
)
def test_refuses_what_no_catalogue_can_hold(source: str) -> None:
    with pytest.raises(UnusableTextError, match=r"cards\.py:2"):
        list(texts_of(f"\n{source}", "cards.py"))


def test_hands_on_what_translators_should_know() -> None:
    source = '# Translators: at most 20 characters\n_("Coming")\n# an ordinary comment\n_("Not coming")'
    assert [text.comments for text in texts_of(source, "cards.py")] == [("at most 20 characters",), ()]


def test_reads_the_rooms_that_speak_by_file_name(tmp_path: Path) -> None:
    for file in ("messages/b.py", "messages/a/c.py", "bot/d.py", "services/e.py"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(f'_("{file}")', "utf-8")
    found = ["messages/a/c.py", "messages/b.py", "bot/d.py"]
    assert texts_in(tmp_path) == [Text(file, None, file) for file in found]
