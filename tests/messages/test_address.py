"""People are addressed as friends: "du" in German, "tu" in French; several at once may be "vous"."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

FORMAL = {
    # A capital in the middle of a sentence; at its beginning it may be "they".
    "de": r"(?<=[a-zäöüß,;–] )(Sie|Ihre?[mnrs]?|Ihnen)\b",
    "fr": r"\b([Vv]otre|[Vv]euillez|[Vv]ous (êtes|avez|devez|recevez|venez)|(Tap|Touch|Choisiss|Demand|Ouvr)ez)\b",
}


@pytest.mark.parametrize("language", FORMAL)
def test_nobody_is_addressed_formally(language: str) -> None:
    with Path(f"locales/{language}/LC_MESSAGES/messages.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    said = [one.string or "" for one in catalogue if one.id]
    texts = [text for each in said for text in ([each] if isinstance(each, str) else each)]
    assert len(texts) > 1_000
    assert [text for text in texts if re.search(FORMAL[language], text)] == []
