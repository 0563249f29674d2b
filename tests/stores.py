"""Fixtures: an empty database, in SQLite or in the PostgreSQL that ``scripts/postgres.sh`` has started."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of an SQLite database that is not there yet."""
    return f"sqlite:///{tmp_path / 'var' / 'safeguard.db'}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def either(request: pytest.FixtureRequest, url: str) -> Iterator[str]:
    """The address of an empty database, once in SQLite and once in PostgreSQL."""
    if request.param == "sqlite":
        yield url
        return
    server = os.environ.get("POSTGRES_URL") or pytest.fail("run these tests with `make postgres`", pytrace=False)
    engine = create_engine(server, future=True, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE stores")
    yield server.rsplit("/", 1)[0] + "/stores"
    with engine.connect() as connection:
        connection.exec_driver_sql("DROP DATABASE stores WITH (FORCE)")
    engine.dispose()
