"""Phone numbers: as people type them, as they are kept (E.164), and as they are shown."""

from __future__ import annotations

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

HOME = "BE"  # the country of a number that is typed without one


def read_phone(text: str) -> str | None:
    """The number in E.164, or None when no such number can exist."""
    try:
        number = phonenumbers.parse(text, HOME)
    except NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def read_shared_phone(text: str) -> str | None:
    """The number of a shared contact in E.164: it comes with its country, but at times without the plus sign.

    Telegram vouches for it, so it need not be in the national lists; None where it can't be dialled at all.
    """
    try:
        number = phonenumbers.parse(f"+{text.lstrip('+')}")
    except NumberParseException:
        return read_phone(text)
    if not phonenumbers.is_possible_number(number):
        return read_phone(text)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def readable(phone: str) -> str:
    """An E.164 number in groups, with its country: "+32 470 12 34 56"."""
    try:
        number = phonenumbers.parse(phone)
    except NumberParseException:
        return phone
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
