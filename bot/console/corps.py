"""Municipalities' volunteer corps, and the links by which people join them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console.work import chosen_settings, fail, in_transaction, municipality_named, start_address
from models.corps import Corps
from services import corps as corps_service
from services.corps import AlreadyFounded, Founded, NotFlemish
from services.places import PlaceIndex

PICTURES = (".png", ".svg")
DOT = 20  # pixels a square of the QR code: sharp on paper


def _picture(_context: click.Context, _option: click.Parameter, file: Path | None) -> Path | None:
    if file and file.suffix.lower() not in PICTURES:
        fail(f"--qr: {file} must end in .png or .svg, such as mechelen.png.")
    return file


QR = click.option(
    "--qr", type=click.Path(path_type=Path, dir_okay=False), callback=_picture,
    help="Write the link as a QR code to this file (.png or .svg).",
)  # fmt: skip


@click.group()
def corps() -> None:
    """Municipalities' volunteer corps."""


@corps.command()
@click.argument("municipality")
@QR
def found(municipality: str, qr: Path | None) -> None:
    """Found the corps of MUNICIPALITY; whoever asked to hear of it is told."""

    async def do(db: AsyncSession, places: PlaceIndex, now: datetime) -> Founded | AlreadyFounded | NotFlemish:
        return await corps_service.found(db, municipality_named(places, municipality), now)

    chosen = chosen_settings()
    address = start_address(chosen)
    match in_transaction(chosen, do):
        case Founded(new, told):
            click.echo(f"Founded: {new.municipality.name_nl}. Told {told} people who waited for it.")
            _show(address + new.slug, qr)
        case AlreadyFounded(existing):
            click.echo(f"{existing.municipality.name_nl} has a corps already.")
            _show(address + existing.slug, qr)
        case NotFlemish():
            fail(f"{municipality} isn't in Flanders; only Flemish municipalities found a corps.")


@corps.command()
@click.argument("municipality")
@QR
def link(municipality: str, qr: Path | None) -> None:
    """Show the sign-up link of MUNICIPALITY's corps."""

    async def find(db: AsyncSession, places: PlaceIndex, _now: datetime) -> Corps | None:
        return await corps_service.of_municipality(db, municipality_named(places, municipality))

    chosen = chosen_settings()
    address = start_address(chosen)
    existing = in_transaction(chosen, find)
    if existing is None:
        fail(f"{municipality} has no corps yet: python -m bot corps found {municipality}")
    _show(address + existing.slug, qr)


@corps.command("list")
def list_corps() -> None:
    """List all corps: members, sign-up link."""

    async def count(db: AsyncSession, _places: PlaceIndex, _now: datetime) -> tuple[list[Corps], dict[int, int]]:
        founded = await corps_service.everywhere(db)
        return founded, await corps_service.member_counts(db, [each.id for each in founded])

    chosen = chosen_settings()
    address = start_address(chosen)
    founded, members = in_transaction(chosen, count)
    for each in founded:
        click.echo(f"{each.municipality.name_nl:<24} {members.get(each.id, 0):>4} members  {address}{each.slug}")


def _show(link_: str, qr: Path | None) -> None:
    click.echo(f"Sign-up link: {link_}")
    if qr:
        _write_qr(link_, qr)
        click.echo(f"QR code: {qr}")


def _write_qr(link_: str, file: Path) -> None:
    import segno  # noqa: PLC0415  only here: the bot itself draws none

    try:
        segno.make(link_, micro=False).save(str(file), scale=DOT)
    except OSError as error:
        fail(f"--qr: {file} can't be written ({error.strerror}).")
