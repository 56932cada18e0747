"""Databases whose schema a test may change."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.harness.databases import PostgresqlTemplate, SqliteTemplate


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a migrated database of each kind, this test's own."""
    template: SqliteTemplate | PostgresqlTemplate = request.getfixturevalue(f"{request.param}_template")
    with template.copy() if isinstance(template, SqliteTemplate) else template.own_copy() as url:
        yield url
