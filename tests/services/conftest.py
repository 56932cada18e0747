"""A database for tests that need no chat."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from models.engine import Database
from tests.harness.databases import database_at


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = database_at(database_url)
    yield database
    await database.close()
