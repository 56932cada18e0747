"""Fixtures that all tests share: databases of both kinds, and the town."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.harness.databases import PostgresqlTemplate, SqliteTemplate

if TYPE_CHECKING:
    from tests.harness.town import Town


def pytest_collection_finish() -> None:
    """All that was imported lives to the end: as in the program, collecting garbage needn't look at it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> SqliteTemplate:
    return SqliteTemplate(tmp_path_factory.mktemp("databases"))


@pytest.fixture(scope="session")
def postgresql_template() -> Iterator[PostgresqlTemplate]:
    template = PostgresqlTemplate()
    yield template
    template.drop()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a migrated database of each kind."""
    template: SqliteTemplate | PostgresqlTemplate = request.getfixturevalue(f"{request.param}_template")
    with template.copy() as url:
        yield url


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    """A running program on a database of its own; at the end, nobody may have got an unexpected message."""
    from tests.harness.town import Town  # noqa: PLC0415  the whole program: tests of rules don't wait for it

    town = Town(database_url)
    await town.open()
    try:
        yield town
        await town.check_nothing_unexpected()
    finally:
        await town.close()
