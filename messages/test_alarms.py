"""The test alarm: looks and sounds like a call-out, says that it is none, and how to hear the next one at night."""

from __future__ import annotations

from datetime import datetime, timedelta

from messages.buttons import TestAlarmButton
from messages.card import Button, Card, button
from messages.formats import municipality_name, time_span
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from messages.profile import to_profile
from models.people import Person

LENGTH = timedelta(hours=4)
PEOPLE = 12


def on_its_way(after: timedelta) -> Card:
    """To whoever asked for one."""
    seconds = round(after.total_seconds())
    text = _(
        "🔔 <b>The test alarm comes in {seconds} second.</b> Lock your phone now and listen.",
        "🔔 <b>The test alarm comes in {seconds} seconds.</b> Lock your phone now and listen.",
        seconds,
    )
    return Card(fill(text, seconds=seconds), rows=((_loud(),),))


def alarm(person: Person, now: datetime) -> Card:
    """As messages.call_outs.invitation, with what it is in its first and its last line."""
    town = municipality_name(person.municipality) if person.municipality else _("your municipality")
    text = lines(
        Html(_("🔔 <b>TEST: this is not a real call-out.</b>")),
        fill(_headline(), number=PEOPLE, town=town),
        _("Fill sandbags"),
        fill("🕒 {when}", when=time_span(now, now + LENGTH, now)),
        fill("📍 {where}", where=town),
        fill("🎒 {bring}", bring=_("sturdy shoes, rain coat, gloves")),
        Html(_("<i>Nobody has to go anywhere. Just tap a button, as you would then.</i>")),
    )
    yes = button(_("✅ I'm coming"), TestAlarmButton(act="yes"))
    no = button(_("❌ I can't"), TestAlarmButton(act="no"))
    return Card(text, rows=((yes, no),))


def _headline() -> str:
    return _(
        "🔴 <b>Urgent: {number} person needed in {town}</b>",
        "🔴 <b>Urgent: {number} people needed in {town}</b>",
        PEOPLE,
    )


def answered(*, coming: bool) -> Card:
    """That's how it works."""
    then = (
        _("With a real call-out you now see where to go, when to leave and whom to look for.")
        if coming
        else _("With a real call-out that is all: thank you for telling us. You may still change your mind then.")
    )
    text = paragraphs(
        _("✅ <b>That's how it works!</b> This was a test, you don't have to do anything."),
        then,
        _("Did you hear nothing? Then look at how to let it ring."),
    )
    return Card(text, rows=((_loud(),), (to_profile(),)))


def how_to_ring() -> Card:
    """Through the phone's silent mode, as far as phones allow it."""
    text = paragraphs(
        _("🔔 <b>Hear a call-out at night too</b>"),
        _("Don't put your phone on <b>silent</b>, but on <b>Do Not Disturb</b>, and let Telegram through:"),
        lines(
            _("<b>iPhone</b>: Settings › Focus › Do Not Disturb › Apps › add Telegram."),
            _("<b>Android</b>: Settings › Notifications › Do Not Disturb › Apps › add Telegram."),
            _("On some phones it is called otherwise: search the settings for “do not disturb”."),
        ),
        _("Then give me a loud sound: tap my name above › Notifications › Customise › Sound."),
        _("On <b>silent</b> no phone lets me ring."),
    )
    again = button(_("🔔 Send me a test alarm"), TestAlarmButton(act="send"))
    return Card(text, rows=((again,), (to_profile(),)))


def send_one() -> Button:
    """At the end of the sign-up."""
    return button(_("🔔 Send me a test alarm"), TestAlarmButton(act="send"))


def _loud() -> Button:
    return button(_("How to let it ring"), TestAlarmButton(act="loud"))
