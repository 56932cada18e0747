"""Who may do what in an area: the list, invitations by link, and taking roles and links back."""

from __future__ import annotations

from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.areas import AreaChoice, AreaDraft
from handlers.forms import runner
from handlers.forms.answers import Answer, Choice
from handlers.forms.form import Accepted, Form, NotUnderstood, Read, Step
from handlers.staff import Holds, Known, not_allowed, person_in
from handlers.visit import Visit
from messages import revoking
from messages import teams as words
from messages.buttons import GrantButton, TeamButton, WithdrawButton
from messages.card import Card, Reply, reply
from messages.forms import tap_a_button
from messages.menus import names
from messages.staff import refused
from models.people import Person
from models.roles import Role
from services import teams
from services.areas import Area, read_area
from services.authority import NotAllowed
from services.roles import Held, NoSuchRole, Revoked
from services.teams import MANAGERS, Invited, LastAdministrator, NoSuchInvite, OpenInvites, Team, Withdrawn

router = Router(name="teams")
router.callback_query.filter(Known())


async def _show(area: Area, visit: Visit, page: int = 0) -> Reply:
    match await teams.team(visit.db, person_in(visit), area, page, visit.now):
        case Team() as seen:
            return reply(words.team(seen))
        case NotAllowed():
            return reply(refused())


choice = AreaChoice("team", MANAGERS, _show, wider=True)


@router.message(Command(*names("team"), ignore_case=True), Holds(*MANAGERS))
async def asked(_message: Message, visit: Visit, person: Person) -> Reply:
    return await choice.open(visit, person)


@router.message(Command(*names("team"), ignore_case=True))
async def asked_without_a_role(_message: Message) -> Reply:
    return reply(words.nobody_to_manage())


@router.callback_query(TeamButton.filter(F.act == "show"))
async def show(_tap: CallbackQuery, callback_data: TeamButton, visit: Visit) -> Reply:
    area = await read_area(visit.db, callback_data.area)
    return await _show(area, visit, callback_data.page) if area else not_allowed()


class InviteDraft(AreaDraft):
    role: Role | None = None


async def _ask_role(draft: InviteDraft, visit: Visit) -> Card:
    area = await read_area(visit.db, draft.area)
    seen = await teams.team(visit.db, person_in(visit), area, 0, visit.now) if area else NotAllowed()
    return words.ask_role(seen.place, seen.grantable) if isinstance(seen, Team) else refused()


async def _read_role(answer: Answer, draft: InviteDraft, _visit: Visit) -> Read[InviteDraft]:
    roles = [role for role in Role if answer == Choice(role.value)]
    return Accepted(draft.model_copy(update={"role": roles[0]})) if roles else NotUnderstood(tap_a_button())


async def _invite(draft: InviteDraft, visit: Visit) -> Reply:
    area = await read_area(visit.db, draft.area)
    if area is None or draft.role is None:
        return reply(refused())
    match await teams.invite(visit.db, person_in(visit), draft.role, area, visit.now, visit.policy):
        case Invited() as made:
            return reply(*words.invited(made, visit.start_link(made.payload), visit.now))
        case NotAllowed():
            return reply(refused())


invite_form: Form[InviteDraft] = Form(
    name=words.FORM,
    draft=InviteDraft,
    steps=(Step("role", _ask_role, _read_role),),
    finish=_invite,
    stopped=words.stopped,
)


@router.callback_query(TeamButton.filter(F.act == "invite"))
async def begin_invite(_tap: CallbackQuery, callback_data: TeamButton, visit: Visit, person: Person) -> Reply:
    area = await read_area(visit.db, callback_data.area)
    seen = await teams.team(visit.db, person, area, 0, visit.now) if area else NotAllowed()
    if not isinstance(seen, Team) or not seen.grantable:
        return not_allowed()
    return await runner.start(invite_form, InviteDraft(area=callback_data.area), visit)


@router.callback_query(TeamButton.filter(F.act == "invites"))
async def list_invites(_tap: CallbackQuery, callback_data: TeamButton, visit: Visit) -> Reply:
    area = await read_area(visit.db, callback_data.area)
    return await _invites(area, visit) if area else not_allowed()


async def _invites(area: Area, visit: Visit) -> Reply:
    match await teams.open_invites(visit.db, person_in(visit), area, visit.now):
        case OpenInvites() as seen:
            return reply(words.open_invites(seen, visit.now))
        case NotAllowed():
            return not_allowed()


@router.callback_query(WithdrawButton.filter())
async def withdraw(_tap: CallbackQuery, callback_data: WithdrawButton, visit: Visit, person: Person) -> Reply:
    match await teams.withdraw(visit.db, person, callback_data.invite, visit.now):
        case Withdrawn(place):
            return replace(await _invites(place.area, visit), toast=words.withdrawn())
        case NoSuchInvite():
            return reply(toast=words.no_such_invite(), alert=True)
        case NotAllowed():
            return not_allowed()


@router.callback_query(GrantButton.filter(F.act == "show"))
async def ask_to_revoke(_tap: CallbackQuery, callback_data: GrantButton, visit: Visit, person: Person) -> Reply:
    match await teams.member(visit.db, person, callback_data.grant):
        case Held() as held:
            return reply(revoking.confirm(held, person, callback_data.area))
        case NoSuchRole():
            return await _back_to(callback_data.area, visit, revoking.revoked_before())
        case NotAllowed():
            return not_allowed()


@router.callback_query(GrantButton.filter(F.act == "revoke"))
async def revoke(_tap: CallbackQuery, callback_data: GrantButton, visit: Visit, person: Person) -> Reply:
    match await teams.revoke(visit.db, person, callback_data.grant, visit.now):
        case Revoked(grant, holder) if holder.id == person.id:
            return reply(revoking.own_given_up(grant))
        case Revoked(_, holder):
            return await _back_to(callback_data.area, visit, revoking.revoked(holder.name))
        case NoSuchRole():
            return await _back_to(callback_data.area, visit, revoking.revoked_before())
        case LastAdministrator():
            return reply(toast=revoking.last_administrator(), alert=True)
        case NotAllowed():
            return not_allowed()


async def _back_to(code: str, visit: Visit, toast: str) -> Reply:
    area = await read_area(visit.db, code)
    return replace(await _show(area, visit), toast=toast) if area else reply(toast=toast)
