"""Volunteers of 16 and 17: called out once a parent or guardian agrees, and like everybody else from their birthday."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from models.audit import AuditEntry
from models.consents import ConsentState, GuardianConsent
from models.conversations import Conversation
from models.roles import Role
from services.areas import Area
from tests.flows.requests import asks, taken_over
from tests.flows.sign_up_steps import rows, to_summary
from tests.harness.phones import Message, Phone
from tests.harness.town import GENT, MECHELEN, Town, brussels

SEVENTEEN = date(2009, 5, 17)


def payload_in(message: Message) -> str:
    found = re.search(r"start=(guardian_[\w-]+)", message["text"])
    assert found, message["text"]
    return found[1]


async def signs_up(phone: Phone) -> str:
    """Returns the start payload of the link for the guardian."""
    await to_summary(phone, born="17/5/2009")
    await phone.taps("sign me up")
    await phone.sees("You are now in the corps of Mechelen", "You get no call-outs yet", "18+")
    return payload_in(await phone.sees("Send this on to your parent or guardian", "8 December 2026"))


async def agrees(guardian: Phone, payload: str) -> None:
    await guardian.says(f"/start {payload}")
    await guardian.expects("Do you agree that", "insured")
    await guardian.taps("Go on")
    await guardian.taps("I'm called")
    await guardian.taps("Mother or father")
    await guardian.taps("Yes, I agree")


async def called_from_16(tom: Phone, els: Phone, what: str = "Serve soup") -> None:
    await asks(tom, what, "Grote Markt", 2, when="25/11 14.00")
    await els.taps("Take over")
    await els.taps("Complete or adjust")
    await els.taps("From 16")
    await els.taps("Done")
    await els.taps("Start with Mechelen")


async def test_a_minor_is_called_out_once_a_parent_agrees_by_the_link(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    await town.corps()
    await town.volunteer("An", language="en")
    lotte, mia = town.stranger("Lotte Claes", "en"), town.stranger("Mia Maes", "en")
    payload = await signs_up(lotte)
    await called_from_16(tom, els)
    await lotte.says("/start")
    await lotte.expects("Hello Lotte", "You get no call-outs yet")
    await lotte.says(f"/start {payload}")  # her own phone is not her mother's
    await lotte.expects("Send it on", "their own Telegram")
    await mia.says("/start guardian_made-up")
    await mia.expects("doesn't work")

    await mia.says(f"/start {payload}")
    about = await mia.expects("Do you agree that Lotte helps", "corps of Mechelen", "accidents and civil liability")
    assert "Claes" not in about["text"]
    await mia.taps("Français")
    await mia.sees("Lotte", "Malines")
    await mia.taps("English")
    await mia.taps("Go on")
    await mia.expects("What is your name?")
    await mia.says("1234")
    await mia.expects("first and last name")
    await mia.says("Mia <i>Maes")
    await mia.expects("What are you to Lotte?")
    await mia.taps("Mother or father")
    asked = await mia.sees("I, Mia <i>Maes (mother or father), agree")
    await mia.taps("Yes, I agree")
    await mia.sees("Lotte can now be called out", "Keep this message")
    assert "no longer open" in await mia.taps_data("f:guardian:decide:yes", asked["message_id"])
    await lotte.expects("Mia <i>Maes agrees")
    assert await rows(town, Conversation) == 0  # of the mother nothing is left but her name
    async with town.database.reading() as db:
        consent = (await db.scalars(select(GuardianConsent))).one()
    assert (consent.state, consent.guardian_name, consent.answered_at) == ("given", "Mia <i>Maes", town.clock.now())

    other = town.stranger("Jan", "en")
    await other.says(f"/start {payload}")  # it works once
    await other.expects("doesn't work")
    await els.taps("Ask everybody now")
    await els.taps("not asked yet")
    await lotte.expects("Serve soup", "I'm coming")
    await lotte.taps("I'm coming")
    await lotte.sees("You are coming")
    await lotte.says("/profile")
    await lotte.expects("Under 18", "Consent: Mia <i>Maes (mother or father)")

    await mia.taps("Withdraw my consent")
    await mia.sees("Withdraw your consent?")
    await mia.taps("No, leave it")
    await mia.taps("Withdraw my consent")
    sure = await mia.sees("Withdraw your consent?")
    again = sure["buttons"][0][0]["callback_data"]
    await mia.taps("Yes, withdraw it")
    await mia.sees("isn't called out any more")
    assert "answered already" in await mia.taps_data(again, sure["message_id"])
    await lotte.sees("You get no call-outs any more", "coordinator")
    await lotte.sees("You can't come this time", "I can come after all")
    await lotte.taps("I can come after all")
    await lotte.sees("a parent or guardian must agree first")
    await town.advance(minutes=1)
    await els.sees("0 of 2")
    for phone in town.phones:
        phone.forget()


async def test_on_paper_by_whoever_runs_or_coordinates_the_corps(town: Town) -> None:
    rita = await town.staff("Rita", Role.CORPS_ADMINISTRATOR, Area(nis=MECHELEN), "en")
    els, eva = await town.coordinator("Els", "en"), await town.coordinator("Eva", "en", Area(nis=GENT))
    lotte = await town.volunteer("Lotte Claes", language="en", birth_date=SEVENTEEN, consented=False)
    await rita.says("/corps")
    await rita.expects("1 waits for a parent or guardian", "1 member is under 18")
    await rita.taps("Members")
    await rita.sees("Lotte Claes (under 18, waits for consent)")
    await rita.taps("1")
    await rita.sees("They get no call-outs", "a parent or guardian must agree first")
    await els.says("/corps")
    await els.expects("Corps of Mechelen")
    await els.taps("Under 18")
    await els.sees("1. ⏳ Lotte Claes")
    await els.taps("1")
    card = await els.sees("Nobody has agreed yet")
    paper = card["buttons"][0][0]["callback_data"]
    await els.taps("The paper is signed")
    await els.sees("Who signed the paper for Lotte Claes?")
    await els.says("Mia Maes")
    await els.expects("What is Mia Maes to Lotte Claes?")
    await els.taps("Guardian")
    await els.sees("Mia Maes (guardian) has signed", "Keep the paper")
    await els.taps("Yes, record it")
    await els.sees("Mia Maes (guardian) agreed on 24 November 2026, on paper")
    await lotte.expects("Mia Maes agrees")
    assert "no longer needed" in await els.taps_data(paper, card["message_id"])
    await eva.says("/corps")
    home = await eva.expects("Gent")
    assert "You have no role" in await eva.taps_data(paper, home["message_id"])
    assert "You have no role" in await eva.taps_data(paper.replace("paper", "withdraw_sure"), home["message_id"])

    await rita.taps("Consent")
    await rita.sees("agreed on 24 November 2026, on paper")
    await rita.taps("Withdraw the consent")
    await rita.taps("Yes, withdraw it")
    await rita.sees("no longer agrees")
    await lotte.expects("You get no call-outs any more")
    await lotte.taps("Link for my parent")
    fresh = payload_in(await lotte.expects("Send this on"))
    mia = town.stranger("Mia Maes", "en")
    await agrees(mia, fresh)
    await lotte.expects("Mia Maes agrees")
    await mia.sees("Lotte can now be called out")
    async with town.database.reading() as db:
        noted = set(await db.scalars(select(AuditEntry.action)))
        states = list(await db.scalars(select(GuardianConsent.state).order_by(GuardianConsent.id)))
    assert states == [ConsentState.WITHDRAWN, ConsentState.GIVEN]
    assert {"minors_shown", "minor_shown", "consent_paper_recorded", "consent_withdrawn", "consent_given"} <= noted
    for phone in (rita, els, eva):
        phone.forget()


async def test_refused_expired_and_replaced_links(town: Town) -> None:
    await town.corps()
    lotte, mia = town.stranger("Lotte Claes", "en"), town.stranger("Mia Maes", "en")
    first = await signs_up(lotte)
    await lotte.says("/profile")
    await lotte.expects("You get no call-outs yet")
    await lotte.taps("Link for my parent")
    second = payload_in(await lotte.expects("Send this on"))
    await mia.says(f"/start {first}")
    await mia.expects("doesn't work")
    await mia.says(f"/start {second}")
    about = await mia.expects("Do you agree")
    await mia.taps("No, I don't agree")
    await mia.sees("Lotte isn't called out", "kept nothing about you")
    await lotte.expects("Your parent or guardian didn't agree", "Talk about it")
    for row in about["buttons"][:2]:
        assert "answered already" in await mia.taps_data(row[0]["callback_data"], about["message_id"])
    await town.advance(days=8)  # a reminder was due, but the answer came
    await lotte.expects_nothing()

    await lotte.taps("Link for my parent", on="didn't agree")
    third = payload_in(await lotte.expects("Send this on"))
    bo = await town.volunteer("Bo", language="en", birth_date=SEVENTEEN)
    await bo.says(f"/start {third}")  # a friend of the same age
    await bo.expects("their own Telegram")
    await mia.says(f"/start {third}")
    await mia.expects("Do you agree")
    await mia.taps("Go on")
    await town.advance(days=15)
    await mia.says("Mia Maes")
    await mia.taps("Guardian")
    await mia.taps("Yes, I agree")
    await mia.sees("This link doesn't work")
    assert await rows(town, Conversation) == 0
    for phone in (lotte, mia):
        phone.forget()


async def test_reminded_once_and_eighteen_by_the_clock(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    await town.volunteer("An", language="en")
    lotte = await town.volunteer("Lotte Claes", language="en", birth_date=date(2008, 12, 10), consented=False)
    await town.app.timers.clean()  # signed up while nobody asked for consent
    await town.app.timers.clean()
    await town.advance(hours=12)
    await lotte.expects_nothing()
    await town.advance(hours=3)
    reminder = await lotte.expects("You get no call-outs yet", "Send them a new one")
    assert reminder["date"].startswith("2026-11-25T09:00:00")
    await town.advance(days=8)
    await lotte.expects_nothing()

    await asks(tom, "Fill sandbags", "Zoutwerf 5", 2, when="9/12 23.00")
    await els.taps("Take over")
    await els.taps("Start with Mechelen")
    await lotte.expects_nothing()
    await asks(tom, "Clear the streets", "Zoutwerf 5", 2, when="10/12 0.30")
    await els.taps("Take over", on="Clear")
    await els.taps("Start with Mechelen")  # a week ahead, but she is 18 by then
    await lotte.expects("Clear the streets")
    await lotte.taps("I'm coming")
    await lotte.sees("You are coming")

    await town.app.advance(brussels(2026, 12, 10, 9, 59) - town.clock.now())
    lotte.forget()
    await town.advance(minutes=1)
    told = await lotte.expects("You are 18", "18+")
    assert told["silent"]
    await lotte.says("/profile")
    card = await lotte.expects("Lotte Claes")
    assert "Under 18" not in card["text"]
    assert await rows(town, GuardianConsent) == 0
    for phone in town.phones:
        phone.forget()


async def test_where_the_policy_asks_for_no_consent_minors_are_called_at_once(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    town.policy = town.app.policy = town.app.handling.policy = replace(town.policy, guardian_consent=False)
    await town.corps()
    lotte = town.stranger("Lotte Claes", "en")
    await to_summary(lotte, born="17/5/2009")
    await lotte.taps("sign me up")
    await lotte.sees("You don't have to do anything now", "18+")
    assert await rows(town, GuardianConsent) == 0
    await called_from_16(tom, els)
    await lotte.expects("Serve soup")
    await taken_over(tom, els)  # sandbags: 18 and over
    await els.sees("Nobody in the corps of Mechelen fits")
    for phone in (els, tom):
        phone.forget()
