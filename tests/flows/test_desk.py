"""The coordinator's desk: writing to the people of a call-out, and what happened when."""

from __future__ import annotations

from services.areas import Area
from services.audit import record
from tests.flows.requests import launched
from tests.flows.test_coordination import comes, staff
from tests.harness.town import GENT, Town


async def test_a_message_to_those_who_come_and_to_the_silent(town: Town) -> None:
    els, tom = await staff(town)
    an, bo, cas = [await town.volunteer(name, language="en") for name in ("An", "Bo", "Cas")]
    await els.says("/message")
    await els.expects("No call-out is open")
    await tom.says("/bericht")
    await tom.expects("Only coordinators")
    await launched(tom, els, number=1)
    for phone in (bo, cas):
        phone.forget()
    await els.taps("Message")
    await els.expects("Whom do you want to write to?", "[💤 Who hasn't answered (3)]")
    await els.taps("Stop")
    await comes(an)
    await bo.sees("enough people")
    await bo.taps("Put me on the reserve list")
    cas.forget()
    await town.advance(seconds=4)
    await els.says("/message")
    await els.expects("[✅ Those who come (1)]", "[🟡 The reserve list (1)]", "[💤 Who hasn't answered (1)]")
    await els.taps("Those who come")
    await els.sees("What do you want to tell them? (1 person)")
    await els.says("Park at <b>the church</b>")
    await els.expects("1 person will see this", "To everybody who comes", "Park at <b>the church</b>")
    await els.taps("Send to 1 person")
    await els.sees("Sent to 1 person", "[📊 Board]")
    got = await an.expects("To everybody who comes", "Fill sandbags · Mechelen", "Written by Els, not translated")
    assert not got["silent"]
    await bo.expects_nothing()
    await an.taps("Answer")
    await an.expects("What do you answer Els?")
    await an.says("Which church?")
    await an.expects("Your answer went to Els")
    await els.expects("An answers you", "Which church?")
    answer = got["buttons"][0][0]["callback_data"]
    assert "nothing here that you can answer" in await bo.taps_data(answer, bo.from_bot()[-1]["message_id"])
    await els.says("/message")
    await els.taps("The reserve list")
    await els.says("Stay ready")
    await els.taps("Send to 1 person")
    els.forget()
    await bo.expects("To everybody on the reserve list", "Stay ready")
    await els.says("/message")
    await els.taps("Who hasn't answered")
    await els.says("Too late")
    els.forget()
    await els.taps("Close", on="1 of 1")
    await els.taps("Close this call-out")
    await els.taps("Yes, close it")
    for phone in (an, bo, cas):
        phone.forget()
    await els.taps("Send to 1 person", on="will see this")
    await els.sees("This call-out closed today", "Nothing was changed")
    els.forget()
    await cas.expects_nothing()


async def test_nobody_writes_to_people_of_another_area(town: Town) -> None:
    els, tom = await staff(town)
    an = await town.volunteer("An", language="en")
    eva = await town.coordinator("Eva", "en", Area(nis=GENT))
    await launched(tom, els)
    an.forget()
    write = next(cell for row in (await els.sees("0 of 5"))["buttons"] for cell in row if "Message" in cell["text"])
    await eva.says("/message")
    card = await eva.expects("No call-out is open")
    assert "You have no role" in await eva.taps_data(write["callback_data"], card["message_id"])


async def test_the_timeline_tells_each_step_and_comes_as_a_file(town: Town) -> None:
    els, tom = await staff(town)
    an, bo = await town.volunteer("An", language="en"), await town.volunteer("Bo", language="en")
    eva = await town.coordinator("Eva", "en", Area(nis=GENT))
    await launched(tom, els, number=1)
    await comes(an)
    await bo.sees("enough people")
    await an.taps("I can't come after all")
    await els.sees("A place came free")
    for phone in (an, bo):
        phone.forget()
    async with town.database.transaction() as db:
        record(db, None, "coordinator_paged", "help_request", 1, town.clock.now(), level=2)
    await els.says("/tijdlijn")
    card = await els.expects(
        "What happened: Fill sandbags · Mechelen",
        "🆘 Help is asked for, people needed: 1 (Tom)",
        "Taken over (Els)",
        "Called out, people asked: 2 (Els)",
        "All places are filled: 1",
        "A place came free",
        "Answers: 1 can't",
        "coordinator paged (level 2)",
        "[📄 As a file]",
    )
    await els.taps("As a file")
    file = await els.expects("What happened, as a file")
    assert file["document"]["file_name"] == "paraat-1.txt"
    await eva.says("/timeline")
    seen = await eva.expects("No call-out is open")
    for row in card["buttons"]:
        for button in row:
            assert "You have no role" in await eva.taps_data(button["callback_data"], seen["message_id"])
    await town.advance(seconds=4)
    els.forget()
