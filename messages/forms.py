"""Words that every form shares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from messages.buttons import FormChoice, FormControl
from messages.card import Button, Card, Key, button
from messages.language import LANGUAGES, _, speaking


def choice(text: str, form: str, step: str, value: str) -> Button:
    """A button that answers the question `step` with `value`."""
    return button(text, FormChoice(form=form, step=step, value=value))


def controls(form: str, *, can_go_back: bool) -> tuple[Button, ...]:
    """The last row of every question: back, and a way out."""
    stop = button(_stop(), FormControl(form=form, act="cancel"))
    if not can_go_back:
        return (stop,)
    return (button(_back(), FormControl(form=form, act="back")), stop)


def control_keys(*, can_go_back: bool) -> tuple[Key, ...]:
    """The same as keys, for a question that opens the keyboard below the chat."""
    return (Key(_back()), Key(_stop())) if can_go_back else (Key(_stop()),)


def act_of_key(text: str) -> Literal["back", "cancel"] | None:
    """What a key of `control_keys` asks for, if the text is that of one."""
    if text in _in_each_language(_back):
        return "back"
    return "cancel" if text in _in_each_language(_stop) else None


def skip_key() -> Key:
    """For a question that has keys and may stay unanswered."""
    return Key(_skip())


def is_skip(text: str) -> bool:
    """Whether that key was tapped."""
    return text in _in_each_language(_skip)


def _back() -> str:
    return _("⬅️ Back")


def _stop() -> str:
    return _("✖️ Stop")


def _skip() -> str:
    return _("➡️ Skip")


def _in_each_language(label: Callable[[], str]) -> set[str]:
    """A key's text comes back as a message, at times after another language was chosen."""
    return {_spoken(language, label) for language in LANGUAGES}


def _spoken(language: str, label: Callable[[], str]) -> str:
    with speaking(language):
        return label()


def where_were_we() -> str:
    """Above the question that stands, for somebody who comes back."""
    return _("👋 Where were we?")


def tap_a_button() -> Card:
    """For words, a photo or a sticker where only the question's own buttons answer it."""
    return Card(_("Please tap one of the buttons below."))


def answered_already() -> str:
    """For a tap on a question that no longer stands."""
    return _("You answered this already. Here is where we are.")


def no_longer_open() -> str:
    """For a tap on a question of a form that was finished or left."""
    return _("This form is no longer open.")


def form_is_gone() -> Card:
    """For somebody halfway through a form that there is no more."""
    return Card(_("This form is no longer open. Tap /start to see where you stand."))
