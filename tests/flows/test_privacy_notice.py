"""A new privacy notice: shown once at the next contact, after the answer to what somebody did, and never in its way."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from sqlalchemy import select

from messages import privacy
from models.people import Person
from models.privacy import NoticeShown
from tests.flows.requests import asks, launched
from tests.harness.phones import Phone
from tests.harness.town import Town

NEW = "2027-01a"


async def shown(town: Town, phone: Phone) -> list[tuple[str, str]]:
    """Versions and languages, in the order in which they were shown."""
    own = select(NoticeShown).join(Person, Person.id == NoticeShown.person_id).where(Person.telegram_id == phone.id)
    async with town.database.reading() as db:
        return [(row.version, row.language) for row in await db.scalars(own.order_by(NoticeShown.id))]


async def test_it_comes_after_the_answer_once_and_rings_nobody(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    an, bo = await town.volunteer("An", language="en"), await town.volunteer("Bo", language="en")
    await launched(tom, els, number=2)
    old = privacy.VERSION
    monkeypatch.setattr(privacy, "VERSION", NEW)
    await town.advance(minutes=1)
    await an.sees("I'm coming")
    await an.expects_nothing()  # nobody is written to about it
    await an.taps("I'm coming")
    card = await an.sees("You are coming")
    notice = await an.expects(
        "New to you: the privacy notice", "You don't have to do anything", "Who sees it?", "/privacy"
    )
    assert notice["silent"]
    assert notice["message_id"] > card["message_id"]
    assert card["buttons"]  # it took nothing away
    assert not notice["buttons"]
    assert await shown(town, an) == [(old, "en"), (NEW, "en")]
    await an.taps("I can't come after all")
    await an.sees("can come after all")
    await bo.taps("I can't")
    await bo.sees("You can't come")
    await bo.expects("New to you: the privacy notice")
    await bo.taps("I can come after all")
    for phone in (an, bo):
        phone.forget()
    await town.advance(seconds=4)
    bo.block()
    bo.unblock()
    bo.forget()
    tom.forget()
    els.forget()


async def test_a_coordinator_who_is_paged_at_night_takes_over_first(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    await asks(tom)
    monkeypatch.setattr(privacy, "VERSION", NEW)
    await els.expects("Fill sandbags")
    await town.advance(minutes=5)
    await els.expects("Fill sandbags")  # the next page, and no notice
    await els.expects_nothing()
    await els.taps("Take over")
    await els.sees("Complete or adjust")
    assert (await els.expects("New to you: the privacy notice"))["silent"]
    tom.forget()
    await els.says("/board")
    await els.expects("No call-out is open")
    await els.expects_nothing()


async def test_it_never_comes_between_a_question_and_its_answer(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    nadia = await town.volunteer("Nadia", language="en")
    await nadia.says("/profile")
    await nadia.expects("Nadia")
    monkeypatch.setattr(privacy, "VERSION", NEW)
    await nadia.taps("Name")
    await nadia.sees("What is your name?")
    await nadia.expects_nothing()
    await nadia.says("Nadia Peeters")
    nadia.forget()
    await nadia.says("/help")
    await nadia.expects("112", "/privacy")
    await nadia.expects_nothing()


async def test_a_language_has_a_version_of_its_own(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    nadia = await town.volunteer("Nadia", language="nl")
    old = privacy.VERSION
    monkeypatch.setattr(privacy, "REWORDED", MappingProxyType({"fr": NEW}))
    await nadia.says("/help")
    await nadia.expects("112")
    await nadia.expects_nothing()
    await nadia.says("/taal")
    await nadia.expects("taal")
    await nadia.taps("Français")
    nadia.forget()
    await nadia.says("/aide")
    await nadia.expects("112")
    await nadia.expects("Nouveau pour toi : la déclaration de confidentialité")
    await nadia.says("/language")
    await nadia.expects("langue")
    await nadia.taps("Nederlands")
    nadia.forget()
    await nadia.says("/hulp")
    await nadia.expects("112")
    await nadia.expects_nothing()  # they had read the Dutch one
    assert await shown(town, nadia) == [(old, "nl"), (NEW, "fr")]


async def test_whoever_is_shown_it_in_an_answer_gets_it_once(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    els = await town.coordinator("Els", "en")
    await els.says("/start")
    await els.expects("Sign up as a volunteer too")
    old = privacy.VERSION
    monkeypatch.setattr(privacy, "VERSION", NEW)
    await els.taps("Sign up as a volunteer too")
    card = await els.sees("Nothing is stored before you go on")
    await els.taps_data(f"priv:en:{old}:", card["message_id"])  # a button from before
    await els.sees("Nothing is stored before you go on")
    assert await shown(town, els) == [(old, "en"), (NEW, "en")]
    await els.expects_nothing()


async def test_it_is_there_for_whoever_asks(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    stranger, nadia = town.stranger("Zoë", "de"), await town.volunteer("Nadia", language="en")
    await stranger.says("/privacy")
    await stranger.expects("Wer ist verantwortlich?", "DEMO")
    assert await town.person(stranger) is None
    monkeypatch.setattr(privacy, "VERSION", NEW)
    await nadia.says("/privacy")
    await nadia.expects("Your data, in short", "not end-to-end encrypted", f"Version {NEW}")
    await nadia.says("/help")
    await nadia.expects("112")
    await nadia.expects_nothing()
