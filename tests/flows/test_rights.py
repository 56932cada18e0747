"""What the Volunteers Act says that a volunteer must know: shown once, recorded, and shown again when asked."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from models.informing import InformationShown
from services.rules.volunteering import Expenses, Terms
from tests.flows.requests import launched
from tests.flows.sign_up_steps import rows, to_summary
from tests.harness.phones import Phone
from tests.harness.town import Town


async def shown_to(town: Town, phone: Phone) -> list[tuple[str, str]]:
    person = await town.person(phone)
    assert person
    async with town.database.reading() as db:
        theirs = select(InformationShown).where(InformationShown.person_id == person.id).order_by(InformationShown.id)
        return [(row.version, row.language) for row in await db.scalars(theirs)]


async def test_it_is_read_in_the_sign_up_and_recorded(town: Town) -> None:
    await town.corps()
    nadia = town.stranger("Nadia Peeters", "en")
    await to_summary(nadia)
    assert await rows(town, InformationShown) == 0  # nothing is known of her yet
    await nadia.taps("sign me up")
    await nadia.sees("You are now in the corps")
    version = town.policy.terms.version
    assert await shown_to(town, nadia) == [(version, "en")]
    await nadia.says("/rechten")
    await nadia.expects("Your rights as a volunteer", "first showed you this on 24 November 2026")
    await nadia.says("/language")
    await nadia.expects("Which language")
    await nadia.taps("Nederlands")
    await nadia.says("/rights")
    await nadia.sees("Je rechten als vrijwilliger", "24 november 2026")
    assert await shown_to(town, nadia) == [(version, "en"), (version, "nl")]
    stranger = town.stranger("Bo", "en")
    await stranger.says("/rights")
    await stranger.expects("Your rights as a volunteer", "/rights")
    assert await rows(town, InformationShown) == 2


async def test_whoever_signed_up_before_gets_it_beneath_the_briefing_once(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    an = await town.volunteer("An", language="en", rights_version="")
    bo = await town.volunteer("Bo", language="en", rights_version="")
    await launched(tom, els)
    await bo.expects("Urgent")
    await bo.taps("I can't")  # who doesn't come, needn't know yet
    await bo.sees("You can't come")
    await an.expects("Urgent")
    await an.taps("I'm coming")
    await an.sees("You are coming")
    rights = await an.expects("Your rights as a volunteer")
    assert rights["silent"]
    await an.taps("I can't come after all")
    await an.taps("I can come after all")
    await an.sees("You are coming")
    await an.expects_nothing()
    assert await shown_to(town, an) == [(town.policy.terms.version, "en")]
    els.forget()


async def test_a_new_version_comes_below_the_next_answer_and_the_old_one_stays_on_record(town: Town) -> None:
    nadia = await town.volunteer("Nadia", language="en")
    old = town.policy.terms.version
    new = replace(town.policy, terms=Terms("Ethias <b>", "42", Expenses.NONE))
    town.policy = town.app.policy = town.app.handling.policy = new
    await nadia.says("/pause")
    await nadia.expects("How long")  # not in the middle of a form
    await nadia.says("/cancel")
    await nadia.expects("Nothing was changed")
    await nadia.expects("Your rights", "Insurer: Ethias <b>, policy 42", "expenses are not paid back")
    await nadia.says("/start")
    await nadia.expects("You are ready")
    await nadia.expects_nothing()
    assert await shown_to(town, nadia) == [(old, "en"), (new.terms.version, "en")]
