"""Why people of a corps aren't asked, and whom a coordinator can have asked all the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from messages.buttons import PreferSkillButton, RelaxButton, RequestButton
from messages.card import Button, button
from messages.html import Html, fill, lines
from messages.language import _, mark
from messages.skills import skill_name, skill_names
from models.emergencies import HelpRequest
from services.relaxing import FLAGS, Also
from services.rules.age import ADULT_AGE
from services.rules.eligibility import RELAXABLE, Reason, WhyNot
from services.rules.skills import SkillCode

Why = Mapping[WhyNot, int]
Rows = tuple[tuple[Button, ...], ...]

WORDS = {
    Reason.UNREACHABLE: mark("{number} out of reach"),
    Reason.PAUSED: mark("{number} on a pause"),
    Reason.ASKED_ALREADY: mark("{number} asked already"),
    Reason.ELSEWHERE: mark("{number} needed elsewhere"),
    Reason.TOO_YOUNG: mark("{number} under {age}"),
    Reason.NO_CONSENT: mark("{number} without a guardian's consent"),
    Reason.LACKS_SKILL: mark("{number} without {skill}"),
    Reason.UNPROVEN: mark("{number} without a valid certificate"),
    Reason.TOO_FAR: mark("{number} too far away"),
    Reason.ASKED_RECENTLY: mark("{number} asked shortly before"),
    Reason.UNAVAILABLE: mark("{number} not available then"),
}
ALSO_ASKED = {
    Also.UNAVAILABLE: mark("who isn't available then"),
    Also.RECENTLY_ASKED: mark("who was asked shortly before"),
    Also.FAR: mark("who lives far away"),
}
NO_LONGER = {
    Also.UNAVAILABLE: mark("↩️ Only who is available then"),
    Also.RECENTLY_ASKED: mark("↩️ Not who was asked before"),
    Also.FAR: mark("↩️ Only who lives nearby"),
}
LETS = {
    Reason.TOO_YOUNG: Also.YOUNG,
    Reason.TOO_FAR: Also.FAR,
    Reason.ASKED_RECENTLY: Also.RECENTLY_ASKED,
    Reason.UNAVAILABLE: Also.UNAVAILABLE,
}


def skills_asked(request: HelpRequest) -> Html:
    """Which skills everybody must have, and which ones decide who is asked first."""
    must, better = request.skill_bits, request.preferred_skill_bits
    return lines(
        fill(_("🧰 With: {skills}"), skills=skill_names(must)) if must else "",
        fill(_("⭐ Preferably with: {skills}"), skills=skill_names(better)) if better else "",
    )


def why_not(request: HelpRequest, why: Why) -> Html:
    """How many aren't asked for which reason, and who is although something speaks against it."""
    found = " · ".join(_reason(request, each, why[each]) for each in _in_order(why))
    also = " · ".join(_(text) for let, text in ALSO_ASKED.items() if getattr(request, FLAGS[let]))
    return lines(
        fill(_("Not asked: {reasons}"), reasons=found) if found else "",
        Html(_("<i>Often there are several reasons: each person is counted under the first.</i>"))
        if len(why) > 1
        else "",
        fill(_("🔓 Asked as well: {people}"), people=also) if also else "",
    )


def _in_order(why: Why) -> list[WhyNot]:
    order = list(Reason)
    return sorted(why, key=lambda each: order.index(each.reason))


def _reason(request: HelpRequest, why: WhyNot, number: int) -> str:
    skill = skill_name(why.skill) if why.skill else ""
    return _(WORDS[why.reason]).format(number=number, age=request.minimum_age, skill=skill)


def may_relax(request: HelpRequest, why: Why) -> bool:
    """Whether there is anything that can be let go, or taken back."""
    return bool(rows(request, why))


def rows(request: HelpRequest, why: Why) -> Rows:
    """A button for each criterion that can be let go, with the number of people, and for each that was."""
    return (*_lets(request, why), *_takes_back(request))


def _lets(request: HelpRequest, why: Why) -> Iterator[tuple[Button]]:
    for each in _in_order(why):
        if each.reason in RELAXABLE and (each.reason is not Reason.TOO_YOUNG or request.minimum_age == ADULT_AGE):
            label = f"➕ {_reason(request, each, why[each])}"
            yield (button(label, _data(request, each)),)


def _data(request: HelpRequest, why: WhyNot) -> PreferSkillButton | RelaxButton:
    if why.reason in LETS:
        return RelaxButton(request=request.id, also=LETS[why.reason], asked=True)
    return PreferSkillButton(request=request.id, skill=why.skill or SkillCode.FIRST_AID)


def _takes_back(request: HelpRequest) -> Iterator[tuple[Button]]:
    for also, label in NO_LONGER.items():
        if getattr(request, FLAGS[also]):
            yield (button(_(label), RelaxButton(request=request.id, also=also, asked=False)),)


def more_button(request: HelpRequest) -> Button:
    """To the criteria that can be let go."""
    return button(_("🔍 Ask more people"), RequestButton(act="more", request=request.id))
