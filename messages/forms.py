"""Words that every form shares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from messages.buttons import FormChoice, FormControl
from messages.card import Button, Card, Key, button
from messages.html import Html, fill
from messages.language import LANGUAGES, _, mark, speaking

# Telegram's names of what a form can't read; each in a sentence, with its article.
UNUSABLE = {
    "photo": mark("a photo"),
    "video": mark("a video"),
    "video_note": mark("a video"),
    "animation": mark("a GIF"),
    "voice": mark("a voice message"),
    "audio": mark("a sound file"),
    "sticker": mark("a sticker"),
    "document": mark("a file"),
    "poll": mark("a poll"),
    "contact": mark("a contact"),
    "location": mark("a location"),
    "venue": mark("a location"),
}


def choice(text: str, form: str, step: str, value: str) -> Button:
    """A button that answers the question `step` with `value`."""
    return button(text, FormChoice(form=form, step=step, value=value))


def controls(form: str, *, can_go_back: bool, can_skip: bool) -> tuple[tuple[Button, ...], ...]:
    """The last rows of every question: past it where it is optional, back, and a way out."""
    stop = button(_stop(), FormControl(form=form, act="cancel"))
    back = button(_back(), FormControl(form=form, act="back"))
    skip = button(_skip(), FormControl(form=form, act="skip"))
    out = (back, stop) if can_go_back else (stop,)
    return ((skip,), out) if can_skip else (out,)


def control_keys(*, can_go_back: bool, can_skip: bool) -> tuple[tuple[Key, ...], ...]:
    """The same as keys, for a question that opens the keyboard below the chat."""
    out = (Key(_back()), Key(_stop())) if can_go_back else (Key(_stop()),)
    return ((Key(_skip()),), out) if can_skip else (out,)


def act_of_key(text: str) -> Literal["back", "skip", "cancel"] | None:
    """What a key of `control_keys` asks for, if the text is that of one."""
    if text in _in_each_language(_back):
        return "back"
    if text in _in_each_language(_skip):
        return "skip"
    return "cancel" if text in _in_each_language(_stop) else None


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


def some_form(_draft: object) -> str:
    """What is being filled in, where a form has no name of its own."""
    return _("your answers")


def where_were_we(subject: str) -> Html:
    """Above the question that stands, for somebody who comes back."""
    return fill(_("👋 <b>Where were we?</b> You were filling in: {subject}. I kept everything."), subject=subject)


def way_back(form: str, subject: str) -> tuple[Button, ...]:
    """Under an answer to something else, in the middle of a form."""
    label = _("▶️ Go on: {subject}").format(subject=subject)
    return (button(label, FormControl(form=form, act="resume")),)


def still_open(form: str, subject: str) -> Card:
    """The same as a message of its own."""
    text = fill(_("You were filling in: {subject}. I kept everything."), subject=subject)
    return Card(text, rows=(way_back(form, subject),), silent=True)


def cannot_use(kind: str) -> Html:
    """Something came that can't be read here; `kind` is Telegram's name of it."""
    named = UNUSABLE.get(kind)
    return Html(_("I can't use {thing} here.").format(thing=_(named)) if named else _("I can't use that here."))


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
