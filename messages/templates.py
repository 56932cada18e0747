"""Usual help requests in words: the button, the line that people read, and what to bring."""

from __future__ import annotations

from messages.language import _, mark
from services.rules.templates import TemplateCode

_WORDS = {
    TemplateCode.SANDBAGS: (
        mark("🏖 Sandbags"), mark("Fill sandbags and put them in place"), mark("sturdy shoes, rain coat, gloves"),
    ),
    TemplateCode.LIFTS: (
        mark("🛗 Lifts broken"), mark("Lifts broken in a care home: carry meals, and help residents on the stairs"),
        mark("flat shoes, water bottle"),
    ),
    TemplateCode.CLEANING: (
        mark("🧹 Clean up"), mark("Clean up after a flood or a storm"), mark("boots, gloves, old clothes"),
    ),
    TemplateCode.SHELTER: (
        mark("🛏 Shelter"), mark("Receive people in a shelter: register them, give them drinks and blankets"),
        mark("identity card, warm jumper"),
    ),
    TemplateCode.FOOD: (
        mark("🥪 Food and water"), mark("Hand out meals and drinking water"), mark("closed shoes, rain coat"),
    ),
    TemplateCode.SEARCH: (
        mark("🔦 Search"), mark("Help to search for a missing person, in a group and guided by the police"),
        mark("charged phone, torch, sturdy shoes, rain coat"),
    ),
}  # fmt: skip


def label(code: TemplateCode) -> str:
    """On its button."""
    return _(_WORDS[code][0])


def what(code: TemplateCode) -> str:
    """What is needed, in the language of whoever asks: from then on it is their text."""
    return _(_WORDS[code][1])


def bring(code: TemplateCode) -> str:
    """What people should have with them, likewise."""
    return _(_WORDS[code][2])
