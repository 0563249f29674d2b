"""Two edges and one mailbox: each conversation's mail belongs to one of them, and a dead one's goes over."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from sqlalchemy.engine import Engine

from bot.records import db
from bot.records.claims import Claims


@pytest.fixture
def engine(either: str) -> Iterator[Engine]:
    made = db.open_engine(either)
    yield made
    made.dispose()


def test_one_edge_at_a_time_has_a_lane_of_a_conversation(engine: Engine) -> None:
    one, other = Claims(engine), Claims(engine)
    assert one.take("in", "his")
    assert one.take("in", "his"), "who has it keeps it"
    assert not other.take("in", "his")
    assert other.take("in", "hers")
    assert other.take("out", "his"), "answering and sending are claimed apart"


def test_what_is_released_is_free_at_once_and_only_its_owner_releases_it(engine: Engine) -> None:
    one, other = Claims(engine), Claims(engine)
    one.take("in", "his")
    other.release("in", "his")
    assert not other.take("in", "his")
    one.release("in", "his")
    assert other.take("in", "his")


def test_the_mail_of_an_edge_that_died_goes_over_when_its_claim_has_run_out(engine: Engine) -> None:
    dead, heir = Claims(engine, lease=0.3), Claims(engine, lease=60)
    assert dead.take("out", "his")
    assert not heir.take("out", "his")
    time.sleep(0.35)
    assert heir.take("out", "his")
    assert not dead.take("out", "his"), "it was only slow, and must see that it is too late"
