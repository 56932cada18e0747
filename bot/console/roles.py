"""Giving roles out by links, seeing who holds them, and taking them back."""

from __future__ import annotations

from datetime import datetime

import click
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console.work import chosen_settings, fail, in_transaction, municipality_named, province_named, start_address
from models.people import Person
from models.roles import Role, RoleGrant
from services import invites
from services import roles as roles_service
from services.areas import Area
from services.places import PlaceIndex
from services.roles import Held, NoSuchRole, Revoked
from services.rules.granting import LOCAL_ONLY


@click.command()
@click.argument("role", type=click.Choice([role.value for role in Role]))
@click.option("--municipality", help="A municipality's name or postcode, such as Mechelen.")
@click.option("--province", help="A province, such as Antwerpen.")
@click.option("--flanders", is_flag=True, help="The whole of Flanders.")
def invite(role: str, municipality: str | None, province: str | None, flanders: bool) -> None:
    """Make a link that gives ROLE once, to whoever opens it first."""
    if sum((municipality is not None, province is not None, flanders)) != 1:
        fail("Say where the role holds: --municipality Mechelen, or --province Antwerpen, or --flanders.")
    if role in LOCAL_ONLY and municipality is None:
        fail("A corps has one municipality: --municipality Mechelen.")
    chosen = chosen_settings()
    policy = chosen.policy

    async def make(db: AsyncSession, places: PlaceIndex, now: datetime) -> str:
        area = Area(
            nis=municipality_named(places, municipality) if municipality is not None else None,
            province=await province_named(db, province) if province is not None else None,
        )
        return await invites.make_invite(db, Role(role), area, now, policy)

    address = start_address(chosen)
    click.echo(address + in_transaction(chosen, make))
    click.echo(f"Give it to one person. It works once, until {policy.invite_validity.days} days from now.", err=True)


@click.group()
def roles() -> None:
    """Who may do what, and where."""


@roles.command("list")
@click.option("--municipality", help="Only roles that hold for this municipality, such as Mechelen.")
def list_roles(municipality: str | None) -> None:
    """List the roles that people hold: number, role, where, whose, since when."""

    async def held(db: AsyncSession, places: PlaceIndex, _now: datetime) -> list[Held]:
        return await roles_service.held(db, municipality_named(places, municipality) if municipality else None)

    for each in in_transaction(chosen_settings(), held):
        click.echo(_line(each))


@roles.command()
@click.argument("number", type=click.IntRange(min=1, max=2**53))
def revoke(number: int) -> None:
    """Take back the role with this NUMBER of `roles list`, at once."""

    async def take_back(db: AsyncSession, _places: PlaceIndex, now: datetime) -> Revoked | NoSuchRole:
        return await roles_service.revoke(db, number, now)

    match in_transaction(chosen_settings(), take_back):
        case Revoked(grant, holder):
            click.echo(f"{_name(holder)} is no longer {grant.role} for {_where(grant)}.")
        case NoSuchRole():
            fail(f"Nobody holds a role with number {number}. `python -m bot roles list` shows all.")


def _line(held: Held) -> str:
    grant = held.grant
    return (
        f"{grant.id:>5}  {grant.role:<19}  {_where(grant):<20}  {_name(held.holder)}  since {grant.granted_at:%Y-%m-%d}"
    )


def _where(grant: RoleGrant) -> str:
    return grant.municipality.name_nl if grant.municipality else grant.province or "Flanders"


def _name(holder: Person) -> str:
    return holder.name or "(no name)"
