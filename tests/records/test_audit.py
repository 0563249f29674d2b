from datetime import timedelta

import pytest

from bot.errors import StoreError, UnscrubbedText
from bot.records.audit import Audit
from bot.records.retention import retain
from bot.scrubbed import Scrubbed


@pytest.fixture
def audit(either):
    made = Audit(either)
    yield made
    made.close()


def test_the_newest_act_comes_first_and_acts_can_be_asked_for_by_kind_and_thing(audit, now):
    audit.write(now, "A Reader", "reader", "saw", "conversation:1")
    audit.write(now + timedelta(minutes=1), "A Lead", "safety_lead", "paused", why=Scrubbed("the lines are down"))
    assert [(act.did, act.why) for act in audit.newest()] == [("paused", "the lines are down"), ("saw", None)]
    assert [act.who for act in audit.newest(did="saw")] == ["A Reader"]
    assert [act.at for act in audit.newest(about="conversation:1")] == [now.timestamp()]


@pytest.mark.parametrize("name", ["", "x" * 129, "two\nlines", "a sentence; with <marks>"])
def test_a_name_is_short_and_plain(audit, now, name):
    with pytest.raises(StoreError, match="short name"):
        audit.write(now, name, "reader", "saw")


def test_a_reason_is_scrubbed_first(audit, now):
    with pytest.raises(UnscrubbedText):
        audit.write(now, "A Lead", "safety_lead", "paused", why="rang Tom on 07700 900123")


def test_an_act_is_kept_for_three_years(audit, either, now):
    audit.write(now - timedelta(days=3 * 366), "A Reader", "reader", "saw")
    audit.write(now - timedelta(days=3 * 364), "A Reader", "reader", "saw")
    assert retain(either, now)["audit"] == 1
    assert len(audit.newest()) == 1
