"""A group as people live it: made, shared, joined, and coming to a call-out with a number of people."""

from __future__ import annotations

import re

from sqlalchemy import func, select

from models.call_outs import CallOut
from models.conversations import Conversation
from models.outbox import OutboxRow, OutboxState
from tests.flows.requests import launched
from tests.flows.sign_up_steps import to_birth_date
from tests.harness.phones import Message, Phone
from tests.harness.town import GENT, Town


def payload_in(message: Message) -> str:
    """Of the link that a leader shares."""
    found = re.search(r"\?start=(g-[a-z0-9]+)", message["text"])
    assert found, message["text"]
    return found.group(1)


async def makes_group(leader: Phone, name: str = "Chiro <Zonneke>") -> str:
    """The group in Dutch; what its link carries."""
    await leader.says("/groep")
    await leader.expects("Kom je met een groep?", "wij komen met 8", "verzekering zijn persoonlijk")
    await leader.taps("Maak een groep")
    await leader.sees("Hoe heet je groep?")
    await leader.says("🎪" * 61)
    await leader.expects("hoogstens 60 tekens", "Scouts Sint-Rombout")
    await leader.says(name)
    return payload_in(await leader.expects("Je groep is er", name, "Korps Mechelen", "1 lid:", "Deel deze link"))


async def joins(member: Phone, payload: str, name: str = "Chiro <Zonneke>") -> None:
    await member.says(f"/start {payload}")
    await member.expects(f"Lid worden van {name}?", "Leider: An", "antwoordt altijd voor jezelf")
    await member.taps("Word lid van de groep")
    await member.sees("Je zit nu in de groep", name, "Leider: An")


async def signs_up(newcomer: Phone, payload: str, born: str) -> None:
    """In full and alone, in Dutch, by the group's link."""
    await newcomer.says(f"/start {payload}")
    await newcomer.expects(
        "Bel 112", "kom je bij Chiro <Zonneke>; de leider ziet je naam", "tu rejoins Chiro <Zonneke>"
    )
    await newcomer.taps("Nederlands")
    await newcomer.taps("Verder")
    await newcomer.says(born)
    await newcomer.taps("Ik heet")
    await newcomer.says("0470 12 34 56")
    await newcomer.says("Mechelen")  # the first key: that of the group's corps
    await newcomer.taps("Niets hiervan")
    await newcomer.taps("Altijd")
    await newcomer.taps("Ja, roep me altijd op")
    await newcomer.taps("Overslaan")
    await newcomer.taps("Ik heb dit gelezen")
    await newcomer.taps("schrijf me in")
    await newcomer.sees("Je zit nu in het korps van Mechelen", "Je zit nu in de groep Chiro <Zonneke>", "/groep")
    newcomer.forget()


async def places(town: Town) -> tuple[int, int]:
    """Filled and held, of the only call-out."""
    async with town.database.reading() as db:
        found = (await db.scalars(select(CallOut))).unique().one()
        return found.filled, found.held


async def test_we_come_with_three(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    an, bo = await town.volunteer("An Claes"), await town.volunteer("Bo")
    dirk, eva = await town.volunteer("Dirk", language="en"), await town.volunteer("Eva")
    payload = await makes_group(an)
    await joins(bo, payload)
    cas, lotte = town.stranger("Cas Maes"), town.stranger("Lotte Maes")
    await signs_up(cas, payload, "31/12/1998")
    await signs_up(lotte, payload, "1/6/2010")  # 16: each call-out here is for 18 and over
    await an.sees("4 leden:", "1. An Claes", "2. Bo", "4. Lotte Maes")  # her card followed, without a message
    await bo.says("/profiel")
    await bo.expects("Groep: Chiro <Zonneke>")

    await launched(tom, els, number=4)
    for phone in (bo, cas, eva):
        assert "groep" not in str((await phone.expects("4 mensen nodig"))["buttons"])
    await dirk.expects("4 people needed", "I'm coming")
    await an.expects("4 mensen nodig", "Wij komen met een groep")
    await an.taps("Wij komen met een groep")
    await an.expects("Met hoeveel komt Chiro <Zonneke>?", "Tel jezelf mee", "tot vandaag (di 24 nov) 20.19")
    assert an.labels() == ["2", "3", "Niet nu"]  # those who fit: Lotte is too young
    await an.taps("3")
    await an.sees("3 plaatsen voor Chiro <Zonneke>", "Ingevuld: 0", "20.19", "Ander aantal", "Geef terug")
    for phone in (bo, cas):
        await phone.expects("An komt met Chiro <Zonneke>. Kom je mee?", "4 mensen nodig", "Ik kom")
    assert await places(town) == (0, 3)

    await dirk.taps("I'm coming")
    await dirk.sees("number 1 of 4")
    await eva.taps("Ik kom")
    await eva.sees("bezet of worden vrijgehouden voor anderen", "1e op de reservelijst")
    await bo.taps("Ik kom")
    await bo.sees("Je komt", "Zoutwerf 5")
    await an.taps("Ik kom", on="mensen nodig")
    await an.sees("Je komt", "nummer 3 van 4")
    await an.sees("3 plaatsen voor", "Ingevuld: 2. Wachten tot", ": 1.")
    await town.advance(seconds=4)
    await els.sees("3 of 4", "1 place waits for Chiro <Zonneke> until 20:19", "1 on the reserve list")
    await els.taps("Escalate")
    await els.sees("kept for somebody")
    assert await places(town) == (3, 1)

    for phone in (els, tom):
        phone.forget()
    await town.advance(minutes=16)
    await eva.expects("Je bent opgeroepen: er is een plaats vrij", "Zoutwerf 5")
    await an.expects("Chiro <Zonneke>: 2 van 3 plaatsen zijn ingevuld", "voor anderen")
    await cas.expects("genoeg mensen")
    assert await places(town) == (4, 0)
    await an.taps("Wij komen met een groep", on="Je komt")
    assert "20.19" in await an.taps("Wij komen met een groep", on="Je komt")
    await lotte.expects_nothing()
    els.forget()


async def test_a_group_changes_hands_and_ends(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    an, bo, cas = [await town.volunteer(name) for name in ("An", "Bo", "Cas")]
    eva = await town.volunteer("Eva", GENT, language="en")
    payload = await makes_group(an, "Scouts")
    for phone in (bo, cas):
        await joins(phone, payload, "Scouts")
    await an.says(f"/start {payload}")
    await an.expects("Jij leidt deze groep", "3. Cas")
    await eva.says(f"/start {payload}")
    await eva.expects("Scouts is a group of the corps of Mechelen", "corps of Gent", "Move to the corps of Mechelen")
    stranger = town.stranger("Fien Maes", "en")
    for wrong in ("g-", "g-wrong", f"{payload}x"):
        await stranger.says(f"/start {wrong}")
        await stranger.expects("I don't know this link, but you are welcome")
        await eva.says(f"/start {wrong}")
        await eva.expects("This link of a group doesn't work, or no longer")
    await to_birth_date(stranger)
    await stranger.says(f"/start {payload}")  # the link comes when they are on the way already
    await stranger.expects("Where were we?", "When were you born?")
    async with town.database.reading() as db:
        assert (await db.scalars(select(Conversation.draft))).one()["group"] == payload
    await tom.says(f"/start {payload}")
    await tom.expects("Your data, in short")  # a requester signs up as anybody does

    await launched(tom, els, number=3)
    await an.taps("Wij komen met een groep")
    await an.taps("3")
    await an.taps("Ander aantal")
    await an.taps("2")
    await an.sees("2 plaatsen voor Scouts", "Ingevuld: 0")
    assert await places(town) == (0, 2)
    for phone in (bo, cas):
        await phone.expects("Het nieuwere bericht hieronder telt")
        await phone.expects("An komt met Scouts. Kom je mee?")  # once, whatever number follows
    await an.taps("Geef terug")
    await an.taps("Ja, geef terug")
    assert await places(town) == (0, 0)
    await bo.sees("3 mensen nodig")
    await an.taps("Wij komen met een groep")
    await an.taps("3")
    card = bo.from_bot()[-1]["message_id"]
    for forged in ("gn:1:2", "gh:back_sure:1", "gh:ask:1", "gn:9:2"):
        assert "werkt niet voor jou" in await bo.taps_data(forged, card), forged
    for forged in ("g:dissolve_sure:0", "g:heirs:0", "g:others:0", "g:rename:0", "gl:sure:1", "gx:ask:1", "gx:sure:1"):
        assert "Er is niets veranderd" in await bo.taps_data(forged, card), forged
    assert await places(town) == (0, 3)
    for phone in (an, bo, cas, els, tom):
        phone.forget()

    dora = await town.volunteer("Dora")
    await joins(dora, payload, "Scouts")
    await dora.expects("An komt met Scouts. Kom je mee?")
    await an.says("/groep")
    await an.taps("Haal iemand eruit")
    await an.sees("Wie zit niet meer in Scouts?", "3. Dora")
    await an.taps("3")
    sure = await an.sees("Dora uit Scouts halen?", "krijgt een bericht")
    again = sure["buttons"][0][0]["callback_data"]
    await an.taps("Ja, haal eruit")
    await an.sees("Dora zit niet meer in Scouts")
    await dora.expects("Je zit niet meer in de groep Scouts", "blijft vrijwilliger")
    assert "niet meer in je groep" in await an.taps_data(again, sure["message_id"])
    an.forget()
    await an.says("/groep")
    await an.taps("Geef door")
    await an.taps("1")
    await an.sees("Scouts doorgeven aan Bo?")
    await an.taps("Ja, geef door")
    await an.sees("Bo leidt Scouts vanaf nu")
    await bo.expects("Jij leidt Scouts vanaf nu")
    an.forget()
    await bo.says("/groep")
    await bo.taps("Ontbind")
    await bo.sees("Scouts ontbinden?", "2 leden krijgen bericht")
    await bo.taps("Ja, ontbind")
    for phone in (an, cas):
        await phone.expects("Je groep Scouts is ontbonden", "blijft vrijwilliger")
    await town.advance(seconds=2)
    assert await places(town) == (0, 0)
    await els.expects("A place came free, and the reserve list is empty", "0 of 3")
    await bo.says(f"/start {payload}")
    await bo.expects("werkt niet (meer)")
    async with town.database.reading() as db:
        failed = select(func.count()).where(OutboxRow.state == OutboxState.FAILED)
        assert await db.scalar(failed) == 0
    for phone in (els, bo):
        phone.forget()
