"""How many people somebody asks for, as figures or as words."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import Final

from services.rules.words import fold

# Far above any one task: on the busiest days of the 2021 floods about 200 volunteers a day were deployed.
MOST_PEOPLE: Final = 10_000
_LONGEST_TEXT: Final = 60
# Dutch, English, French and German for one, two, three and so on, with the accents left out.
_WORDS_FROM_ONE: Final = (
    "een one un une ein eins eine einen einer",
    "twee two deux zwei",
    "drie three trois drei",
    "vier four quatre",
    "vijf five cinq funf fuenf",
    "zes six sechs",
    "zeven seven sept sieben",
    "acht eight huit",
    "negen nine neuf neun",
    "tien ten dix zehn",
    "elf eleven onze",
    "twaalf twelve douze zwolf zwoelf",
    "dertien thirteen treize dreizehn",
    "veertien fourteen quatorze vierzehn",
    "vijftien fifteen quinze funfzehn fuenfzehn",
    "zestien sixteen seize sechzehn",
    "zeventien seventeen dix-sept siebzehn",
    "achttien eighteen dix-huit achtzehn",
    "negentien nineteen dix-neuf neunzehn",
    "twintig twenty vingt zwanzig",
)
_NUMBER_WORDS: Final = {word: number for number, line in enumerate(_WORDS_FROM_ONE, start=1) for word in line.split()}
# Words that leave the number as it is. Any other ("een tiental", "2 ploegen") may change it, so we ask again.
_UNCHANGING: Final = re.compile(
    "mensen|mens|personen|persoon|pers|p|man|mannen|vrouwen|vrijwilligers?|helpers?|handen"
    "|people|persons?|volunteers?|hands|men|women"
    "|personnes?|benevoles?|volontaires?|gens"
    "|leute|freiwilligen?|helfer"
    "|ongeveer|circa|ca|zowat|minstens|maximaal|about|around|roughly|environ|etwa|ungefahr"
    "|graag|please|svp|aub|x"
    # These come with a second number, and so to SEVERAL.
    "|a|tot|of|en|tussen|to|or|and|between|ou|et|entre|bis|oder|und|zwischen"
)
_TOKEN: Final = re.compile(r"-?[0-9]+(?:[., '][0-9]{3})+(?![0-9])|(?<![0-9])(?:- ?)?[0-9]+|[0-9]+|[a-z]+(?:-[a-z]+)*")
_SEPARATORS: Final = re.compile(r"[\s.,!?~+()/:-]*")


class CountProblem(Enum):
    """Why a text isn't a number of people."""

    UNREADABLE = auto()
    SEVERAL = auto()  # "10-15": one number is needed, since places are filled one by one
    TOO_FEW = auto()  # zero or fewer
    TOO_MANY = auto()


def read_count(text: str, most: int = MOST_PEOPLE) -> int | CountProblem:
    """The number of people that somebody asks for, 1 to `most`, or why the text doesn't tell."""
    tokens = _tokens(text)
    if tokens is None:
        return CountProblem.UNREADABLE
    numbers = [number for number in map(_number, tokens) if number is not None]
    if any(_number(token) is None and not _UNCHANGING.fullmatch(token) for token in tokens) or not numbers:
        return CountProblem.UNREADABLE
    if len(numbers) > 1:
        return CountProblem.SEVERAL
    return _within(numbers[0], most)


def number_word(word: str) -> int | None:
    """1 to 20 for a folded number word in one of the four languages."""
    return _NUMBER_WORDS.get(word)


def _tokens(text: str) -> list[str] | None:
    plain = fold(text)
    if len(plain) > _LONGEST_TEXT or not _SEPARATORS.fullmatch(_TOKEN.sub("", plain)):
        return None
    return _TOKEN.findall(plain)


def _number(token: str) -> int | None:
    figures = re.sub(r"[., ']", "", token)
    return int(figures) if figures.removeprefix("-").isdecimal() else number_word(token)


def _within(number: int, most: int) -> int | CountProblem:
    if number < 1:
        return CountProblem.TOO_FEW
    return CountProblem.TOO_MANY if number > most else number
