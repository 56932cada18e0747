"""What a requester wrote is never translated, and marked so for those who read another language."""

from __future__ import annotations

from tests.flows.requests import asks
from tests.harness.town import Town

MARK = {"nl": "zoals geschreven, niet vertaald", "fr": "tel qu’écrit, non traduit", "de": "wie geschrieben"}


async def test_a_call_out_in_four_languages(town: Town) -> None:
    els, tom = await town.coordinator("Els", "nl"), await town.requester("Tom", "en")
    phones = {code: await town.volunteer(f"Nadia {code}", language=code) for code in ("nl", "fr", "de", "en")}
    await asks(tom, "Fill <b>sandbags</b>", number=5)
    await els.expects("“Fill <b>sandbags</b>” (zoals geschreven")
    await els.taps("Neem over")
    await els.taps("Start met Mechelen")
    for code, phone in phones.items():
        if code == "en":
            assert "written" not in (await phone.expects("\nFill <b>sandbags</b>\n"))["text"]
        else:
            await phone.expects("Fill <b>sandbags</b>", MARK[code])
    await phones["fr"].taps("viens")
    await phones["fr"].sees("« Fill <b>sandbags</b> » (tel qu’écrit, non traduit)")
    tom.forget()
    els.forget()
    phones["fr"].forget()
