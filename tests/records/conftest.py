import os
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import create_engine

from bot.records.log import TurnRecord
from bot.scrubbed import Scrubbed

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def now():
    return NOON


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'var' / 'safeguard.db'}"


def fresh_postgres():
    """The address of an empty PostgreSQL database, made for one test."""
    server = os.environ.get("POSTGRES_URL") or pytest.fail("run these tests with `make postgres`", pytrace=False)
    engine = create_engine(server, future=True, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("DROP DATABASE IF EXISTS stores WITH (FORCE)")
        connection.exec_driver_sql("CREATE DATABASE stores")
    engine.dispose()
    return server.rsplit("/", 1)[0] + "/stores"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def either(request, url):
    """The address of an empty database, once in SQLite and once in PostgreSQL."""
    return url if request.param == "sqlite" else fresh_postgres()


@pytest.fixture
def record():
    def make(**changes):
        given = {
            "log_id": "a1",
            "position": 1,
            "day": date(2026, 11, 24),
            "channel": "web",
            "text": Scrubbed("my son [PERSON_1]"),
            "intent": "concern_general",
            "confidence": 0.8,
            "signals": ("weapon",),
            "status": "answered",
            "topic": "other",
            "route": "police",
            "grade": "none",
            "content_version": "2026-11-24+abc",
        }
        return TurnRecord(**{**given, **changes})

    return make


@pytest.fixture
def file_bytes(tmp_path):
    """Reads every byte of the database, with its write-ahead file."""

    def read():
        return b"".join(path.read_bytes() for path in sorted((tmp_path / "var").iterdir()))

    return read
