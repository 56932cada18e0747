"""The links by which people come in: what Telegram allows, and what fits behind a button."""

from __future__ import annotations

import csv
import re

from messages.buttons import InviteButton, LanguageButton, PrivacyButton, SignUpButton
from messages.privacy import version_in
from services.corps import slug_of
from services.invites import PREFIX
from services.reference import FOLDER
from services.rules.authority import FLANDERS

START_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


def flemish_slugs() -> list[str]:
    with (FOLDER / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        return [slug_of(row["name_nl"]) for row in csv.DictReader(file) if row["region"] == FLANDERS]


def test_every_municipality_has_a_link_of_its_own() -> None:
    slugs = flemish_slugs()
    assert len(set(slugs)) == len(slugs) == 285
    assert all(START_PAYLOAD.fullmatch(slug) and not slug.startswith(PREFIX) for slug in slugs)


def test_every_link_fits_behind_the_buttons_that_carry_it() -> None:
    for slug in flemish_slugs():
        for data in (
            LanguageButton(code="nl", corps=slug),
            PrivacyButton(language="nl", version=version_in("nl"), corps=slug),
        ):
            assert type(data).unpack(data.pack()) == data
        assert SignUpButton.unpack(SignUpButton(corps=slug).pack()).corps == slug
    token = "x" * 32
    assert InviteButton.unpack(InviteButton(token=token).pack()).token == token
