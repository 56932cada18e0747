"""Saying the roles among the people whom a request asks for, by taps: the skill, then how many."""

from __future__ import annotations

from messages import places
from messages.buttons import RequestButton, RequestRoleButton, RequestRoleNumberButton, RequestRolesButton
from messages.card import Button, Card, button
from messages.html import Html, fill, lines, paragraphs
from messages.language import _
from messages.lists import rows_of
from messages.skills import PAGES, skill_name
from models.emergencies import HelpRequest
from services import request_roles
from services.rules.skills import CATALOGUE, Category, SkillCode, from_bits

MOST = 12  # people of one role
IN_A_ROW = 2
NUMBERS_IN_A_ROW = 4


def roles(request: HelpRequest, name: str | None) -> Card:
    """What is asked now; each role can be changed, and more are a page away."""
    in_all = _("👥 {number} person in all", "👥 {number} people in all", request.needed)
    text = paragraphs(
        Html(_("🎯 <b>Do some of them need a skill?</b> For example 1 driver and 2 first-aiders, among 6 people.")),
        lines(fill(in_all, number=request.needed), places.wanted(request)),
        Html(_("Tap a skill, then the number. Their places are only for people who have it.")),
    )
    chosen = [
        button(f"{one.number} × {skill_name(code)}", RequestRoleButton(request=request.id, skill=code))
        for one in request_roles.of_request(request)
        for code in from_bits(one.bits)
    ]
    pages = [button(_(PAGES[each]), RequestRolesButton(request=request.id, page=each)) for each in Category]
    back = (button(_("✅ Done"), RequestButton(act="edit", request=request.id)),)
    return Card(text, rows=(*rows_of(chosen, IN_A_ROW), *rows_of(pages, IN_A_ROW), back), name=name)


def page(request: HelpRequest, category: Category, name: str | None) -> Card:
    """The skills of one page."""
    skills = [
        button(skill_name(code), RequestRoleButton(request=request.id, skill=code)) for code in CATALOGUE[category]
    ]
    text = fill(_("🎯 <b>{page}</b>: which skill?"), page=_(PAGES[category]))
    return Card(text, rows=(*rows_of(skills, IN_A_ROW), _back(request)), name=name)


def number(request: HelpRequest, skill: SkillCode, name: str | None) -> Card:
    """How many people with this skill; 0 takes the role away."""
    numbers = [
        button(str(each), RequestRoleNumberButton(request=request.id, skill=skill, number=each))
        for each in range(MOST + 1)
    ]
    text = fill(_("🎯 <b>{skill}</b>: how many people at least?"), skill=skill_name(skill))
    return Card(text, rows=(*rows_of(numbers, NUMBERS_IN_A_ROW), _back(request)), name=name)


def _back(request: HelpRequest) -> tuple[Button, ...]:
    return (button(_("⬅️ Back"), RequestRolesButton(request=request.id)),)
