"""`python -m tools.catalogues extract|compile|check`: the bot's texts, from the code to every language."""

from __future__ import annotations

from pathlib import Path

import click
from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog

from tools.catalogues import store
from tools.catalogues.extraction import UnusableTextError, texts_in
from tools.catalogues.findings import findings

ROOT = click.option(
    "--root",
    type=click.Path(path_type=Path, exists=True),
    default=Path(),
    help="The project (here).",
)


@click.group(help=__doc__)
def catalogues() -> None:
    """Holds the commands."""


@catalogues.command()
@ROOT
@click.argument("new_languages", nargs=-1)
def extract(root: Path, new_languages: tuple[str, ...]) -> None:
    """Bring messages.pot and every messages.po up to date; NEW_LANGUAGES get a file of their own."""
    locales, fresh = root / "locales", _fresh(root)
    store.write_template(locales, fresh)
    for language in sorted({*store.languages(locales), *map(_known, new_languages)}):
        catalogue = store.read(locales, language)
        store.update(catalogue, fresh)
        store.write(locales, language, catalogue)
    click.echo(f"{len(fresh)} texts in {', '.join(store.languages(locales))}.")


@catalogues.command("compile")
@ROOT
def compile_(root: Path) -> None:
    """Make the .mo files that the bot reads, where they are missing or old."""
    locales = root / "locales"
    compiled = [language for language in store.languages(locales) if store.compile_language(locales, language)]
    if compiled:
        click.echo(f"Compiled {', '.join(compiled)}.")


@catalogues.command()
@ROOT
def check(root: Path) -> None:
    """Fail with a list of what isn't translated, or translated wrongly."""
    fresh = _fresh(root)
    found = list(findings(root / "locales", fresh))
    for finding in found:
        click.echo(finding, err=True)
    if found:
        raise click.ClickException(f"{len(found)} found. `make messages` updates the files; then translate.")
    click.echo(f"{len(fresh)} texts, all translated.")


def _fresh(root: Path) -> Catalog:
    try:
        return store.template(texts_in(root))
    except UnusableTextError as error:
        raise click.ClickException(str(error)) from error


def _known(language: str) -> str:
    try:
        return str(Locale.parse(language))
    except (UnknownLocaleError, ValueError) as error:
        raise click.BadParameter(f"{language}: no such language") from error


if __name__ == "__main__":
    catalogues(prog_name="python -m tools.catalogues")
