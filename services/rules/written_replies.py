"""What somebody means who writes about a call-out instead of tapping: only what is certain, in four languages.

Everything else is asked back. A reply that is guessed wrongly sends somebody out at night, or leaves a place empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import Enum, auto
from typing import Final

from services.rules.durations import read_duration
from services.rules.moments import read_moment
from services.rules.words import fold

_HALF_A_DAY: Final = timedelta(hours=12)
_LONGEST_TEXT: Final = 200

_YES: Final = re.compile(
    # Dutch
    "ja|jawel|jazeker|ja graag|ja zeker|ja hoor|zeker|natuurlijk|tuurlijk|komt in orde|reken op mij"
    "|(ja )?ik (kom|ben er|doe mee|ben erbij|kom eraan|ben onderweg|kom (zeker|direct|meteen|nu))"
    "|(ja )?(kom|ben er|doe mee|kom eraan|onderweg|ik kan( komen)?)"
    # French
    "|oui|ouais|oui bien sur|bien sur|d'accord|oui d'accord|(oui )?j'arrive"
    "|(oui )?je (viens|serai la|suis la|peux venir)"
    # English
    "|yes|yep|yeah|yes please|sure|of course|count me in|on my way|(yes )?i'?m (coming|in|on my way)"
    "|(yes )?(i am|i'm) (coming|in|on my way)|(yes )?i('ll| will)? (come|be there)|(yes )?i can( come)?"
    # German
    "|ja gerne|ja klar|klar|naturlich|jawohl|(ja )?ich (komme|bin dabei|bin da|kann( kommen)?|mache mit)|(ja )?komme"
)
_NO: Final = re.compile(
    # Dutch
    "nee|neen|nee hoor|nee (sorry|helaas)|helaas( niet)?|sorry nee|neen ik kan niet|jammer genoeg niet"
    "|(nee )?(ik )?kan( helaas| jammer genoeg)? (niet|niet komen)|(nee )?(ik )?kom( helaas)? niet"
    "|(nee )?het lukt( me| mij)?( helaas)? niet|(nee )?lukt( me| mij)? niet"
    "|(nee )?ik ben (niet vrij|ziek|op reis|op het werk|niet thuis)"
    # French
    "|non|non merci|non desole|desole non|malheureusement non"
    "|(non )?je ne (peux|viens) pas( venir)?|(non )?je (peux|viens) pas( venir)?|(non )?pas possible|impossible"
    # English
    "|no|nope|no thanks|no thank you|no sorry|sorry no|unfortunately not"
    "|(no )?i (can't|cannot|can not|cant)( come| make it)?|(no )?can't( come| make it)?"
    "|(no )?(i'm |i am )?not coming"
    # German
    "|nein|nein danke|nein leider|leider nein|leider nicht|nein tut mir leid"
    "|(nein )?ich kann( leider)? nicht( kommen)?|(nein )?ich komme( leider)? nicht"
    "|(nein )?kann( leider)? nicht( kommen)?"
)
# What somebody says besides, and what changes nothing.
_POLITE: Final = re.compile(
    r"\b(sorry|helaas|groetjes|groeten|mvg|dank je|dank u|dankjewel|dankuwel|bedankt|merci|thanks|thank you|danke"
    r"|desole|tut mir leid|alvast|svp|aub|graag|please|bonjour|bonsoir|hallo|hello|hi|hoi|dag|goedenavond|goeiedag)\b"
)
# "Yes but", "only", and what stands before a time: all of it only says that a time follows.
_BUT: Final = "maar|mais|but|aber|wel"
_ONLY: Final = "pas|slechts|enkel|alleen|seulement|uniquement|only|erst|nur"
_FROM: Final = "vanaf|om|tegen|rond|from|at|around|by|a partir de|des|vers|pour|a|ab|um|gegen"
_AHEAD: Final = "binnen|over|in|within|dans|innerhalb von"
_LEAD: Final = re.compile(
    rf"(?:(?:{_BUT}) )?(?:(?:ik|je|i|ich) (?:kom|ben er|viens|serai la|come|can come|can be there|komme|kann) )?"
    rf"(?:(?:{_ONLY}) )?(?P<time>(?:(?:{_FROM}|{_AHEAD}) )?.+)"
)
_BEFORE_CLOCK: Final = re.compile(rf"(?:{_FROM}) (.+)")
_BEFORE_LENGTH: Final = re.compile(rf"(?:{_AHEAD}) (.+)")
_WITHIN_THE_HOUR: Final = re.compile("binnen het uur|within the hour|within an hour|dans l'heure|innerhalb der stunde")
# A thing or a person that is brought along: "met aanhangwagen", "avec ma remorque"; more words may say something else.
_WITH: Final = re.compile(r"(?P<rest>.+?) (?:met|avec|with|mit) (?P<brought>[a-z0-9'-]+(?: [a-z0-9'-]+){0,2})")
# One of these, and nothing is certain: a question, a condition, a doubt, a "no" beside a "yes", another day.
_DOUBT: Final = re.compile(
    r"\?|\b(misschien|wellicht|mogelijk|eventueel|waarschijnlijk|denk|hoop|probeer|proberen|tenzij|als|indien|of|weet"
    r"|niet zeker|peut-etre|peut etre|si|ou|sauf|espere|essaie|essayer|sais|maybe|perhaps|possibly|probably|if|unless"
    r"|or|might|could|try|think|hope|vielleicht|wenn|falls|oder|versuche|hoffe|glaube|wahrscheinlich"
    r"|probleem|problem|probleme)\b"
)
_NEGATION: Final = re.compile(
    r"\b(nee|neen|niet|geen|zonder|non|ne|pas de|sans|no|not|can't|cannot|cant|don't|dont|won't|without|nein|nicht"
    r"|kein|keine|ohne|nooit|jamais|never|nie)\b"
)
_CLOCK_OF_THE_HALF_DAY: Final = re.compile(r"(?<![0-9])(0?[0-9]|1[0-2])(?![0-9])")
_CERTAIN_HALF: Final = re.compile(
    r"avond|ochtend|middag|morgen|soir|matin|evening|morning|afternoon|tonight|noon|abend|nachmittag|[0-9 ][ap]\.?m\b"
)


class Answer(Enum):
    YES = auto()
    NO = auto()
    UNCLEAR = auto()


@dataclass(frozen=True, slots=True)
class Understood:
    """`arrives_at` (UTC) is the time that was named: certain with YES, else one to ask about. None: no time."""

    answer: Answer
    arrives_at: datetime | None = None


_UNCLEAR: Final = Understood(Answer.UNCLEAR)


def understand(text: str, now: datetime, until: datetime, zone: tzinfo, *, coming: bool = False) -> Understood:
    """What a text about a call-out that lasts `until` says for certain.

    A time counts only if exactly one reading of it lies between now and the end. Alone it says yes only for somebody
    who is `coming` already; of anybody else it has to be asked. `now` and `until` must be aware.
    """
    phrase = _plain(text)
    if len(text) > _LONGEST_TEXT or not phrase or _DOUBT.search(phrase):
        return _UNCLEAR
    bare = _plain(_POLITE.sub(" ", phrase)) or phrase
    if _YES.fullmatch(phrase) or _YES.fullmatch(bare):
        return Understood(Answer.YES)
    if _NO.fullmatch(phrase) or _NO.fullmatch(bare):
        return Understood(Answer.NO)
    if _NEGATION.search(bare):
        return _UNCLEAR
    return _with_more(bare, now, until, zone, coming=coming)


def _plain(text: str) -> str:
    signs = re.sub(r"[^\w\s?':.,/-]", " ", fold(text))
    return " ".join(re.sub(r"[.,!;](?=\s|$)", " ", signs).split()).strip(" .,!-")


def _with_more(phrase: str, now: datetime, until: datetime, zone: tzinfo, *, coming: bool) -> Understood:
    for told in _without_what_is_brought(phrase):
        if told != phrase and _YES.fullmatch(told):
            return Understood(Answer.YES)
        for said_yes, rest in _after_a_yes(told):
            lead = _LEAD.fullmatch(rest)
            moment = _moment(lead["time"], now, until, zone) if lead else None
            if moment:
                return Understood(Answer.YES if said_yes or coming else Answer.UNCLEAR, moment)
    return _UNCLEAR


def _without_what_is_brought(phrase: str) -> Iterator[str]:
    yield phrase
    found = _WITH.fullmatch(phrase)
    words = found["brought"].split() if found else []
    if found and not any(_NO.fullmatch(" ".join(words[start:])) for start in range(len(words))):
        yield found["rest"]


def _after_a_yes(phrase: str) -> Iterator[tuple[bool, str]]:
    """The phrase split behind each yes with which it may begin, the longest first; and as it is."""
    words = phrase.split()
    for length in range(min(len(words) - 1, 5), 0, -1):
        if _YES.fullmatch(" ".join(words[:length])):
            yield True, " ".join(words[length:])
    yield False, phrase


def _moment(said: str, now: datetime, until: datetime, zone: tzinfo) -> datetime | None:
    if _WITHIN_THE_HOUR.fullmatch(said):
        return _if_within(now + timedelta(hours=1), now, until)
    ahead = _BEFORE_LENGTH.fullmatch(said)
    if ahead and (length := read_duration(ahead[1])):
        return _if_within(now + length, now, until)
    behind = _BEFORE_CLOCK.fullmatch(said)
    return _clock(behind[1] if behind else said, now, until, zone, named=behind is not None)


def _clock(said: str, now: datetime, until: datetime, zone: tzinfo, *, named: bool) -> datetime | None:
    """A bare number is a time only behind a word that announces one: "om 9", but not "9"."""
    if said.isdecimal() and not named:
        return None
    moment = read_moment(said, now, zone)
    if not isinstance(moment, datetime):
        return None
    both = (moment,) if _CERTAIN_HALF.search(said) or not _CLOCK_OF_THE_HALF_DAY.search(said) else _halves(moment)
    meant = [each for each in both if _if_within(each, now, until)]
    return meant[0] if len(meant) == 1 else None


def _halves(moment: datetime) -> tuple[datetime, ...]:
    """At "9 u" it may be morning or evening."""
    return moment - _HALF_A_DAY, moment, moment + _HALF_A_DAY


def _if_within(moment: datetime, now: datetime, until: datetime) -> datetime | None:
    return moment if now <= moment < until else None
