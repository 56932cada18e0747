"""While a call-out runs: the board, the names, tasks, the neighbours' corps, and how it ends."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from models.audit import AuditEntry
from services.invites import Area
from tests.flows.requests import asks, launched, taken_over
from tests.harness.phones import Phone
from tests.harness.town import BONHEIDEN, GENT, Town

NEIGHBOURS = (11037, 12005, 12035, 12040, 23039, 23096, 24014)  # of Mechelen, each with a corps in these tests
LIER = 12021  # two steps from Mechelen


async def staff(town: Town) -> tuple[Phone, Phone]:
    """A coordinator and a requester of Mechelen, in English."""
    return await town.coordinator("Els", "en"), await town.requester("Tom", "en")


async def comes(*people: Phone) -> None:
    for phone in people:
        await phone.taps("I'm coming")
        await phone.sees("You are coming")
        phone.forget()


class TestBoard:
    async def test_follows_the_replies(self, town: Town) -> None:
        els, tom = await staff(town)
        an, bo, cas = [await town.volunteer(name, language="en") for name in ("An", "Bo", "Cas")]
        lost = await town.volunteer("Lost", language="en")
        await launched(tom, els, number=2)
        await els.sees("0 of 2 are coming", "4 haven't answered")
        lost.block()
        await comes(an)
        await bo.taps("I can't")
        await town.advance(seconds=4)
        await els.sees("1 of 2 is coming", "1 can't", "1 hasn't answered", "1 can't be reached")
        await tom.sees("1 of 2 is coming")
        await comes(cas)
        await bo.taps("I can come after all")
        await town.advance(seconds=4)
        await els.sees("2 of 2 are coming", "1 on the reserve list", "▓▓▓▓▓▓▓▓▓▓▓▓")
        for phone in (an, bo, cas, lost):
            phone.forget()

    async def test_a_new_board_is_the_one_that_lives(self, town: Town) -> None:
        els, tom = await staff(town)
        an = await town.volunteer("An", language="en")
        await launched(tom, els)
        await els.says("/board")
        board = await els.expects("0 of 5")
        await comes(an)
        await town.advance(seconds=4)
        assert (await els.sees("1 of 5"))["message_id"] == board["message_id"]

    async def test_one_of_several_is_chosen(self, town: Town) -> None:
        els, tom = await staff(town)
        await town.volunteer("An", availability=0, call_always=True)
        await launched(tom, els)
        await asks(tom, "Serve soup")
        await els.taps("Take over")
        await els.taps("Complete or adjust")
        await els.taps("Done")
        els.forget()
        tom.forget()
        town.phones[2].forget()
        await els.taps("Start with Mechelen")
        await els.sees("Serve soup", "0 of 5")
        town.phones[2].forget()
        tom.forget()
        await els.says("/bord")
        await els.expects("Which call-out?", "Serve soup", "Fill sandbags")
        await els.taps("Fill sandbags", on="Which call-out?")
        await els.sees("Fill sandbags · Mechelen", "0 of 5")

    async def test_names_are_behind_a_button_and_that_is_noted(self, town: Town) -> None:
        els, tom = await staff(town)
        an, bo = await town.volunteer("An", language="en"), await town.volunteer("Bo <b>", language="en")
        cas = await town.volunteer("Cas", language="en")
        await launched(tom, els, number=1)
        board = await els.sees("0 of 1")
        await cas.taps("I can't")
        await comes(an)
        await bo.sees("enough people")
        await bo.taps("Put me on the reserve list")
        for phone in (bo, cas):
            phone.forget()
        await els.taps("Who comes")
        await els.expects("Coming", "1. An · ☎ +32 470 12 34 56", "Reserve list", "• Bo <b>", "Can't come", "• Cas")
        async with town.database.reading() as db:
            noted = (await db.scalars(select(AuditEntry.action))).all()
        assert {"request_taken", "call_out_launched", "names_shown"} <= set(noted)
        assert [row["text"] for row in board["buttons"][0]] == ["👥 Who comes", "📋 Assign", "💬 Message"]

    async def test_minors_are_marked(self, town: Town) -> None:
        els, tom = await staff(town)
        young = await town.volunteer("Young", language="en", birth_date=date(2010, 1, 1))
        await taken_over(tom, els)
        await els.taps("Complete or adjust")
        await els.taps("From 16")
        await els.taps("Done")
        await els.taps("Start with Mechelen")
        await comes(young)
        await els.taps("Who comes")
        await els.sees("1. Young (under 18)")
        els.forget()

    async def test_others_see_neither_board_nor_names(self, town: Town) -> None:
        els, tom = await staff(town)
        await town.volunteer("An", language="en")
        eva = await town.coordinator("Eva", "en", Area(nis=GENT))
        await launched(tom, els)
        town.phones[2].forget()
        board = await els.sees("0 of 5")
        await eva.says("/board")
        card = await eva.expects("No call-out is open")
        for row in board["buttons"]:
            for button in row:
                assert "You have no role" in await eva.taps_data(button["callback_data"], card["message_id"])

    async def test_on_site(self, town: Town) -> None:
        els, tom = await staff(town)
        an = await town.volunteer("An", language="en")
        await launched(tom, els)
        await comes(an)
        assert "on site" in await els.taps("I'm on site")
        await town.advance(seconds=4)
        await els.sees("on site: Els")
        await an.sees("Report to Els")


class TestAssigning:
    async def test_people_who_come_are_put_on_a_task_and_told(self, town: Town) -> None:
        els, tom = await staff(town)
        an, bo = await town.volunteer("An", language="en"), await town.volunteer("Bo", language="en")
        await launched(tom, els)
        await comes(an, bo)
        await els.says("/assign")
        await els.expects("Which task or team?")
        await els.says("Kitchen")
        await els.expects("Who goes to Kitchen?", "0 chosen", "[An]", "[Bo]")
        await els.taps("An")
        await els.sees("1 chosen", "[✅ An]")
        await els.taps("Done")
        await els.sees("Kitchen: 1 person is told")
        await an.expects("Your task: Kitchen")
        await els.taps("Another task")
        await els.expects("[Kitchen]")
        await els.taps("Kitchen")
        await els.sees("[✅ An]", "[Bo]")
        await els.taps("✅ An")
        await els.taps("Bo")
        await els.taps("Done")
        await els.sees("2 people are told")
        await an.expects("no longer on a task")
        await bo.expects("Your task: Kitchen")
        await els.taps("Who comes")
        await els.expects("2. Bo · ☎ +32 470 12 34 56 · Kitchen")

    async def test_many_names_come_in_pages(self, town: Town) -> None:
        els, tom = await staff(town)
        people = [await town.volunteer(f"Member {number}", language="en") for number in range(10)]
        await launched(tom, els, number=10)
        await comes(*people)
        await els.taps("Assign")
        await els.expects("Which task")
        await els.says("Kitchen")
        await els.expects("[Member 0]", "[Next")
        await els.taps("Next")
        await els.sees("[Member 9]", "[◀️ Previous]")
        await els.taps("Member 9")
        await els.taps("Previous")
        await els.sees("1 chosen", "[Member 0]")
        await els.taps("Done")
        await els.sees("1 person is told")
        await people[9].expects("Your task: Kitchen")

    async def test_nobody_comes_yet(self, town: Town) -> None:
        els, tom = await staff(town)
        an = await town.volunteer("An", language="en")
        await launched(tom, els)
        an.forget()
        await els.says("/toewijzen")
        await els.expects("Nobody is coming yet")

    async def test_a_name_that_does_not_fit(self, town: Town) -> None:
        els, tom = await staff(town)
        an = await town.volunteer("An", language="en")
        await launched(tom, els)
        await comes(an)
        await els.says("/assign")
        await els.expects("Which task")
        await els.says("x" * 81)
        await els.expects("81 characters, and 80 fit")
        await els.taps("Stop")
        await els.sees("Nobody's task changed")

    async def test_leaving_frees_from_the_task_without_a_word(self, town: Town) -> None:
        els, tom = await staff(town)
        an = await town.volunteer("An", language="en")
        await launched(tom, els)
        await comes(an)
        await els.says("/assign")
        await els.expects("Which task")
        await els.says("Kitchen")
        els.forget()
        await els.taps("An")
        await an.taps("I can't come after all")
        await els.taps("Done")
        await els.sees("Nothing changed for Kitchen")
        await town.advance(seconds=4)
        await an.sees("You can't come this time")


class TestEscalating:
    async def test_reaches_exactly_the_seven_neighbours_then_their_neighbours(self, town: Town) -> None:
        els, tom = await staff(town)
        an = await town.volunteer("An", language="en")
        neighbours = [await town.volunteer(f"N{nis}", nis, "en") for nis in NEIGHBOURS]
        further, far = await town.volunteer("Further", LIER, "en"), await town.volunteer("Far", GENT, "en")
        await launched(tom, els)
        await an.expects("people needed")
        await els.taps("Escalate")
        card = await els.expects(
            "Next: ring 1 of neighbours", "7 people fit and are free", "Bonheiden 1", "Call out ring 1"
        )
        assert card["text"].count(" 1 ·") == 6
        await els.taps("Call out ring 1")
        await els.sees("Ring 1: 7 people are called out")
        for phone in neighbours:
            await phone.expects("people needed in Mechelen")
        await an.expects_nothing()
        await els.says("/opschalen")
        await els.expects("Next: ring 2", "Lier 1")
        await els.taps("Call out ring 2")
        await els.sees("Ring 2: 1 person is called out")
        await further.expects("people needed in Mechelen")
        await far.expects_nothing()
        await town.advance(seconds=4)
        await els.sees("9 haven't answered", "up to ring 2")
        await els.says("/escalate")
        await els.expects("Next: the rest of Flanders", "Gent 1")
        await els.taps("Not now")
        await els.sees("Nothing was changed")

    async def test_those_without_a_corps_are_named(self, town: Town) -> None:
        els, tom = await staff(town)
        await town.volunteer("An", BONHEIDEN)
        await town.volunteer("Bo", availability=0, call_always=True)
        await launched(tom, els)
        town.phones[3].forget()
        await els.taps("Escalate")
        await els.expects("Bonheiden 1", "Without a corps:", "Willebroek")

    async def test_a_ring_that_was_called_meanwhile_is_not_called_twice(self, town: Town) -> None:
        els, tom = await staff(town)
        an = await town.volunteer("An", language="en")
        bo = await town.volunteer("Bo", BONHEIDEN, "en")
        await launched(tom, els)
        await els.taps("Escalate")
        card = await els.expects("ring 1")
        call = card["buttons"][0][0]["callback_data"]
        await els.taps("Call out ring 1")
        await bo.expects("people needed")
        await els.taps_data(call, card["message_id"])
        await els.sees("Every corps that there is has been called out")
        an.forget()

    async def test_a_full_call_out_needs_nobody_more(self, town: Town) -> None:
        els, tom = await staff(town)
        an = await town.volunteer("An", language="en")
        await town.volunteer("Bo", BONHEIDEN)
        await launched(tom, els, number=1)
        await comes(an)
        await els.says("/escalate")
        await els.expects("The only place is taken")
        await town.advance(seconds=4)


class TestEnding:
    async def test_a_call_out_is_closed_with_numbers_and_the_emergency_goes_on(self, town: Town) -> None:
        els, tom = await staff(town)
        an, bo, cas = [await town.volunteer(name, language="en") for name in ("An", "Bo", "Cas")]
        await launched(tom, els)
        await comes(an)
        await bo.taps("I can't")
        for phone in (bo, cas):
            phone.forget()
        await els.taps("Close")
        await els.expects("What do you want to end?", "1 of 5 is coming")
        await els.taps("Close this call-out")
        await els.sees("Close this call-out?", "2 people are told")
        await els.taps("Yes, close it")
        await els.sees("Closed. 2 people are told", "End the emergency")
        await an.expects("over", "Thank you for coming")
        await cas.expects("No longer needed")
        await bo.sees("This call-out is over")
        await town.advance(seconds=4)
        await els.sees("Closed today 20:04", "Who came")
        await tom.sees("This call-out closed today 20:04", "1 of 5")
        await els.says("/board")
        await els.expects("No call-out is open")
        await els.says("/sluiten")
        await els.expects("What is to be closed?", "Emergency: Fill sandbags · Mechelen")

    async def test_the_emergency_is_ended_with_numbers(self, town: Town) -> None:
        els, tom = await staff(town)
        jan = await town.coordinator("Jan", "en")
        an, bo = await town.volunteer("An", language="en"), await town.volunteer("Bo", language="en")
        await launched(tom, els)
        await comes(an)
        await asks(tom, "Serve soup")
        for phone in (jan, els, tom, bo):
            phone.forget()
        await els.says("/close")
        await els.expects("What do you want to end?")
        await els.taps("End the emergency")
        await els.sees("1 open call-out is closed", "2 people are told that it is over", "1 request without a call-out")
        await els.taps("Yes, end it")
        await els.sees("The emergency has ended", "1 call-out was closed")
        await an.expects("over")
        await bo.sees("No longer needed")
        await tom.expects("The emergency has ended", "Fill sandbags")
        await jan.sees("This request is closed")
        await town.advance(minutes=10)
        await tom.sees("closed without a call-out", "Serve soup")
        await els.says("/close")
        await els.expects("No call-out and no emergency is open")

    async def test_an_emergency_without_a_call_out_can_be_ended(self, town: Town) -> None:
        els, tom = await staff(town)
        await taken_over(tom, els)
        await els.says("/close")
        await els.expects("Emergency: Fill sandbags")
        await els.taps("Emergency: Fill sandbags")
        await els.sees("1 request without a call-out is closed")
        await els.taps("Not now")
        await els.sees("Nothing was changed")
        await els.says("/close")
        await els.expects("Emergency: Fill sandbags")
        await els.taps("Emergency: Fill sandbags")
        await els.taps("Yes, end it")
        await els.sees("The emergency has ended")
        await tom.expects("The emergency has ended")

    async def test_whoever_took_one_of_its_requests_over_hears_of_the_end(self, town: Town) -> None:
        els, tom = await staff(town)
        karim = await town.coordinator("Karim", "en")
        await taken_over(tom, els)
        await asks(tom, "Serve soup")
        await karim.taps("Take over")
        await karim.sees("ready to start", "Serve soup")
        for phone in (els, karim, tom):
            phone.forget()
        await els.says("/close")
        await els.taps("Emergency: Fill sandbags")
        await els.taps("Yes, end it")
        await els.sees("The emergency has ended")
        await karim.expects("The emergency has ended", "Fill sandbags")
        await tom.expects("The emergency has ended")

    async def test_a_second_tap_closes_nothing_twice(self, town: Town) -> None:
        els, tom = await staff(town)
        an = await town.volunteer("An", language="en")
        await launched(tom, els)
        await comes(an)
        await els.taps("Close")
        await els.taps("Close this call-out")
        card = await els.sees("Yes, close it")
        sure = card["buttons"][0][0]["callback_data"]
        await els.taps("Yes, close it")
        await an.expects("over")
        await town.advance(minutes=5)
        await els.taps_data(sure, card["message_id"])
        await els.sees("This call-out closed today 20:04. Nothing was changed.")
        await els.taps("End the emergency")
        card = await els.sees("Yes, end it")
        end = card["buttons"][0][0]["callback_data"]
        await els.taps("Yes, end it")
        await tom.expects("The emergency has ended")
        assert "This emergency ended today 20:09" in await els.taps_data(end, card["message_id"])
