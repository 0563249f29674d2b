from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.records.log import TurnRecord
from bot.scrubbed import Scrubbed
from tests.stores import either, url

__all__ = ["either", "url"]

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def now():
    return NOON


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
