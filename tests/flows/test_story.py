"""The whole loop as people live it, in Dutch and in English: from a sign-up to the end of an emergency."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from sqlalchemy import select

from models.call_outs import Invitation
from models.corps import Corps
from models.people import Person
from services.invites import Area
from tests.harness.phones import Phone
from tests.harness.town import GENT, MECHELEN, Town

NEIGHBOURS = {11037, 12005, 12035, 12040, 23039, 23096, 24014}  # of Mechelen
SECOND_RING = 11024  # Kontich, which borders on Rumst


@dataclass(frozen=True)
class Words:
    """What people type, tap and read in one language."""

    language: str
    danger: str
    choose: str
    go_on: str
    born: str
    called: str
    phone: str
    town: str
    good_at: str
    care: str
    first_aid: str
    done: str
    always: str
    yes_always: str
    skip: str
    read: str
    right: str
    sign_me_up: str
    welcome: str
    request: str
    what: str
    where: str
    how_many: str
    when: str
    now: str
    is_out: str
    took_over: str
    take_over: str
    fit_and_free: str
    start: str
    urgent: str
    come: str
    cannot: str
    number_1: str
    questions: str
    on_site: str
    report_to: str
    reserve_1: str
    called_up: str
    after_all: str
    enough: str
    put_me: str
    assign: str
    which_task: str
    on_task: str
    place_free: str
    escalate: str
    call_ring: str
    close: str
    end_emergency: str
    end_sure: str
    to_end: str
    over: str
    not_needed: str
    ended: str


DUTCH = Words(
    language="nl", danger="Levensgevaar? Bel 112.", choose="Nederlands", go_on="Verder", born="geboren",
    called="Ik heet", phone="telefoonnummer", town="gemeente", good_at="goed in", care="Zorg", first_aid="EHBO",
    done="Klaar", always="Altijd", yes_always="Ja", skip="Overslaan", read="gelezen", right="Klopt",
    sign_me_up="schrijf me in",
    welcome="Dank je, Nadia", request="/hulpvraag", what="Wat is er nodig?", where="Waar?", how_many="Hoeveel mensen?",
    when="Wanneer?", now="Nu", is_out="vertrokken naar 1 coördinator",
    took_over="Els (Rode Kruis) nam je hulpvraag over", take_over="Neem over", fit_and_free="6 passen · 6 zijn vrij",
    start="Start met Mechelen", urgent="Dringend", come="Ik kom", cannot="Ik kan niet", number_1="nummer 1 van 2",
    questions="Vragen? Bel Els", on_site="ter plaatse", report_to="Meld je bij Els", reserve_1="1e op de reservelijst",
    called_up="opgeroepen", after_all="Toch niet", enough="genoeg mensen", put_me="Zet me op de reservelijst",
    assign="/toewijzen", which_task="Welke taak", on_task="Keuken", place_free="de reservelijst is leeg",
    escalate="/opschalen", call_ring="Roep ring 1 op", close="/sluiten", end_emergency="Beëindig", end_sure="Ja",
    to_end="Wat wil je beëindigen?", over="Deze oproep is afgelopen", not_needed="niet meer nodig",
    ended="De noodsituatie is beëindigd",
)  # fmt: skip
ENGLISH = Words(
    language="en", danger="In danger? Call 112.", choose="English", go_on="Go on", born="born", called="I'm called",
    phone="phone number", town="municipality", good_at="good at", care="Care", first_aid="First aid", done="Done",
    always="Always", yes_always="Yes, call me always", skip="Skip", read="I have read this", right="Is this right?",
    sign_me_up="sign me up",
    welcome="Thank you, Nadia", request="/request", what="What is needed?", where="Where?",
    how_many="How many people?", when="When?", now="Now", is_out="out, to 1 coordinator",
    took_over="Els (Red Cross) took your request over", take_over="Take over", fit_and_free="6 fit · 6 are free",
    start="Start with Mechelen", urgent="Urgent", come="I'm coming", cannot="I can't", number_1="number 1 of 2",
    questions="Questions? Call Els", on_site="I'm on site", report_to="Report to Els",
    reserve_1="number 1 on the reserve list", called_up="called up", after_all="I can't come after all",
    enough="enough people", put_me="Put me on the reserve list", assign="/assign", which_task="Which task",
    on_task="Kitchen", place_free="the reserve list is empty", escalate="/escalate", call_ring="Call out ring 1",
    close="/close", end_emergency="End the emergency", end_sure="end", to_end="What do you want to end?",
    over="This call-out is over", not_needed="no longer needed", ended="The emergency has ended",
)  # fmt: skip


@pytest.fixture(params=[DUTCH, ENGLISH], ids=lambda words: words.language)
def words(request: pytest.FixtureRequest) -> Words:
    chosen: Words = request.param
    return chosen


async def signs_up(phone: Phone, words: Words) -> None:
    """From the first screen to the welcome, by the shortest way."""
    await phone.says("/start")
    await phone.expects(words.danger, words.choose)
    await phone.taps(words.choose)
    await phone.taps(words.go_on)
    await phone.sees(words.born)
    await phone.says("31/12/1998")
    await phone.expects(words.called)
    await phone.taps(words.called)
    await phone.expects(words.phone)
    await phone.shares_contact()
    await phone.expects(words.town)
    await phone.says("mechlen")
    await phone.expects("Mechelen")
    await phone.expects(words.good_at)
    await phone.taps(words.care)
    await phone.taps(words.first_aid)
    await phone.taps(words.done)  # with the page, and then with the question
    await phone.taps(words.done)
    await phone.taps(words.always)
    await phone.taps(words.yes_always)
    await phone.taps(words.skip)
    await phone.sees("PDF", words.skip)  # of a first-aid certificate, to whoever knows first aid
    await phone.taps(words.skip)
    await phone.taps(words.read)
    await phone.sees(words.right, "Nadia Peeters", "Mechelen")
    await phone.taps(words.sign_me_up)
    await phone.sees(words.welcome)


async def asks_for_two(tom: Phone, words: Words) -> None:
    """The four questions, each with the line about danger."""
    await tom.says(words.request)
    await tom.expects(words.danger, words.what)
    await tom.says("Zandzakken vullen")
    await tom.expects(words.danger, words.where)
    await tom.says("Zoutwerf 5")
    await tom.expects("Zoutwerf 5")
    await tom.expects(words.danger, words.how_many)
    await tom.says("2")
    await tom.expects(words.danger, words.when)
    await tom.taps(words.now)
    await tom.sees(words.is_out, words.danger)


async def test_one_call_out_from_end_to_end(town: Town, words: Words) -> None:
    speaking = words.language
    for nis in (MECHELEN, GENT, SECOND_RING, *NEIGHBOURS):
        await town.corps(nis)
    nadia = town.stranger("Nadia Peeters", speaking)
    await signs_up(nadia, words)
    an, bo, cas, dirk, eva = [
        await town.volunteer(name, language=speaking) for name in ("An", "Bo", "Cas", "Dirk", "Eva")
    ]
    neighbours = [await town.volunteer(f"Buur {nis}", nis, speaking) for nis in NEIGHBOURS]
    far = [await town.volunteer("Gent", GENT, speaking), await town.volunteer("Kontich", SECOND_RING, speaking)]
    els = await town.coordinator("Els", speaking, Area(province="Antwerpen"))
    tom = await town.requester("Tom", speaking)

    await asks_for_two(tom, words)
    await els.expects("Zandzakken vullen", "Tom")
    await els.taps(words.take_over)
    await els.sees(words.fit_and_free)
    await tom.expects(words.took_over)
    await els.taps(words.start)
    await els.sees("░░░░░░░░░░░░", "Zandzakken vullen")

    for phone in (nadia, an, bo, cas, dirk, eva):
        asked = await phone.expects(words.urgent, "Zandzakken vullen", "Mechelen", "Els")
        assert "Zoutwerf" not in asked["text"], "the address is for those who come"
    await an.taps(words.come)
    await an.sees("Zoutwerf 5", words.number_1, words.questions)
    await els.taps(words.on_site)
    await an.sees("Zoutwerf 5", words.report_to)
    await bo.taps(words.cannot)
    await nadia.taps(words.come)
    for phone in (cas, dirk, eva):
        await phone.expects(words.enough)
    await cas.taps(words.put_me)
    await cas.sees(words.reserve_1)
    await an.taps(words.after_all)
    await cas.expects(words.called_up, "Zoutwerf 5")

    await els.says(words.assign)
    await els.expects(words.which_task)
    await els.says(words.on_task)
    await els.expects(words.on_task, "[Cas]")
    await els.taps("Cas")
    await els.taps(words.done)
    await cas.expects(words.on_task)

    await nadia.taps(words.after_all)
    await els.expects(words.place_free)
    await els.says(words.escalate)
    await els.expects("Bonheiden 1", "Willebroek 1", "7")
    await els.taps(words.call_ring)
    for neighbour in neighbours:
        await neighbour.expects(words.urgent, "Mechelen")
    assert await municipalities_asked(town) == {MECHELEN, *NEIGHBOURS}
    for somewhere_else in far:
        await somewhere_else.expects_nothing()

    await els.says(words.close)
    await els.expects(words.to_end)
    await els.taps(words.end_emergency)
    await els.taps(words.end_sure)
    await els.sees(words.ended)
    await cas.expects(words.over)
    for phone in (dirk, eva, *neighbours):
        await phone.expects(words.not_needed)
    for phone in (an, bo, nadia):  # who declined sees only the card change
        await phone.sees(words.over)
        await phone.expects_nothing()
    await tom.expects(words.ended)


async def municipalities_asked(town: Town) -> set[int]:
    async with town.database.reading() as db:
        asked = select(Corps.municipality_nis).join(Person, Person.corps_id == Corps.id).join(Invitation)
        return set(await db.scalars(asked.distinct()))


async def test_nothing_is_lost_when_the_program_restarts_in_mid_form(town: Town) -> None:
    nadia = town.stranger("Nadia Peeters", "en")
    await nadia.says("/start")
    await nadia.taps("English")
    await nadia.taps("Go on")
    await nadia.says("31/12/1998")
    await town.restart()
    await nadia.taps("I'm called")
    await nadia.sees("phone number")
    nadia.forget()
