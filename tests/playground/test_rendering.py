"""Text on its way in (TDLib's entities) and out (safe HTML)."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.entities import Formatted, parse, plain, utf16_length
from playground.rendering import to_html

TAGS = {"b", "i", "u", "s", "code", "pre", "blockquote", "a", "span", "br"}
KINDS = ["bold", "italic", "spoiler", "code", "pre", "blockquote", "text_link", "url", "hashtag"]


def shown(text: str) -> str:
    formatted = parse(text, "HTML", None)
    return to_html(formatted.text, formatted.entities)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("🚨 <b>x</b> 👍🏽 <i>y</i>", "🚨 <b>x</b> 👍🏽 <i>y</i>"),
        ("<b>a<i>b</i></b>c", "<b>a<i>b</i></b>c"),
        ("1 &lt; 2\n&amp;", "1 &lt; 2<br>&amp;"),
        ("<tg-spoiler>s</tg-spoiler>", '<span class="spoiler">s</span>'),
        ("<blockquote expandable>q</blockquote>", "<blockquote>q</blockquote>"),
        ("#now @somebody /start", '#now @somebody <a class="command" href="#/start">/start</a>'),
        ("today 21:30 – 02:00", "today 21:30 – 02:00"),
        (
            "<a href='https://a.be/?x=1&amp;y=\"'>x</a>",
            '<a href="https://a.be/?x=1&amp;y=&quot;" target="_blank" rel="noopener noreferrer">x</a>',
        ),
        (
            "see a.be",
            'see <a href="https://a.be" target="_blank" rel="noopener noreferrer">a.be</a>',
        ),
    ],
)
def test_rendering(text: str, html: str) -> None:
    assert shown(text) == html


def test_no_script_gets_through() -> None:
    entity = {"type": "text_link", "offset": 0, "length": 1, "url": "javascript:alert(1)"}
    assert to_html("x<script>", [entity]) == "x&lt;script&gt;"


def test_text_is_trimmed_with_its_entities() -> None:
    assert parse("  <b> hi </b>\n", "HTML", None) == Formatted("hi", [{"type": "bold", "offset": 0, "length": 2}])


def test_commands_and_links_are_found_but_not_in_code() -> None:
    kinds = [entity["type"] for entity in plain("/start@bot https://a.be a@b.be #x @somebody").entities]
    assert kinds == ["bot_command", "url", "email", "hashtag", "mention"]
    assert [entity["type"] for entity in parse("<code>/start</code>", "HTML", None).entities] == ["code"]


class Strict(HTMLParser):
    """Fails on any tag that isn't ours, or that isn't closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        assert {name for name, _ in attrs} <= {"href", "class", "target", "rel"}
        if tag == "br":
            self.text += "\n"
        else:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@st.composite
def formatted(draw: st.DrawFn) -> Formatted:
    alphabet = st.sampled_from("ab <>&\"'\n🚨é")
    text = draw(st.text(alphabet, min_size=1, max_size=20))
    entities = []
    for _ in range(draw(st.integers(0, 4))):
        offset = draw(st.integers(0, utf16_length(text) - 1))
        length = draw(st.integers(1, utf16_length(text) - offset))
        entities.append(
            {"type": draw(st.sampled_from(KINDS)), "offset": offset, "length": length, "url": "https://a.be"}
        )
    return Formatted(text, sorted(entities, key=lambda entity: (entity["offset"], -entity["length"])))


@settings(deadline=None)  # a busy machine is no failure
@given(formatted())
def test_any_entities_give_well_formed_safe_html(value: Formatted) -> None:
    """Even overlapping ones and ones that cut a character in half."""
    reader = Strict()
    reader.feed(to_html(value.text, value.entities))
    reader.close()
    assert reader.open == []
    assert without_halves(reader.text) == without_halves(value.text)


def without_halves(text: str) -> str:
    """Return the text without the one character here that takes two UTF-16 units, and halves of it."""
    return text.replace("\N{REPLACEMENT CHARACTER}", "").replace("🚨", "")
