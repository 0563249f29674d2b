from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.errors import StoreError
from bot.records.live import LiveContext, LiveStore
from bot.records.log import TurnLog
from bot.records.marks import Marks, agreed, done
from bot.records.retention import retain
from bot.records.tables import turn_log


@pytest.fixture
def marks(either):
    made = Marks(either)
    yield made
    made.close()


@pytest.fixture
def turn(either, record):
    log = TurnLog(either)
    log.write(record())
    with log._engine.connect() as connection:
        row = connection.execute(select(turn_log.c.row)).scalar()
    log._engine.dispose()
    return row


@pytest.mark.parametrize(
    ("kind", "lowers", "people", "status"),
    [
        ("relabel", False, [("ann", "editor")], "agreed"),
        ("relabel", True, [("ann", "editor"), ("ben", "editor")], "proposed"),
        ("relabel", True, [("ann", "editor"), ("lee", "safety_lead")], "agreed"),
        ("risk_down", False, [("lee", "safety_lead")], "proposed"),
        ("risk_down", False, [("lee", "safety_lead"), ("lee", "safety_lead")], "proposed"),
        ("risk_down", False, [("lee", "safety_lead"), ("lee", "editor")], "proposed"),
        ("risk_down", False, [("lee", "safety_lead"), ("ann", "editor")], "agreed"),
        ("risk_down", False, [("lee", "safety_lead"), ("mia", "safety_lead")], "agreed"),
        ("risk_up", False, [("ann", "editor"), ("ben", "editor")], "proposed"),
        ("risk_up", False, [("lee", "safety_lead")], "agreed"),
    ],
    ids=[
        "a plain relabel", "no lead among two", "two, one a lead", "a lead alone", "the lead twice",
        "the lead again in another role", "lead and editor", "two leads", "upwards, no lead", "upwards, a lead",
    ],
)
def test_who_must_say_it_before_it_is_agreed(marks, turn, either, now, kind, lowers, people, status):
    said = [marks.say(now, turn, kind, "immediate_risk", who, role, lowers) for who, role in people]
    assert said[-1] == status
    assert len(agreed(either)) == (len({who for who, _ in people}) if status == "agreed" else 0)


def test_an_agreed_mark_brings_the_scrubbed_text_and_what_was_understood(marks, turn, either, now):
    marks.say(now, turn, "relabel", "concern_family", "ann", "editor", lowers=False)
    (one,) = agreed(either)
    assert (one.turn, one.kind, one.value, one.who) == (turn, "relabel", "concern_family", "ann")
    assert one.at == now.timestamp()
    assert (one.text, one.intent) == ("my son [PERSON_1]", "concern_general")
    assert "PERSON_1" not in repr(one)


def test_two_people_who_say_different_things_have_not_agreed(marks, turn, either, now):
    marks.say(now, turn, "relabel", "greet", "ann", "editor", lowers=True)
    assert marks.say(now, turn, "relabel", "thank", "lee", "safety_lead", lowers=True) == "proposed"
    assert agreed(either) == []


def test_a_refused_word_no_longer_counts(marks, turn, either, now):
    marks.say(now, turn, "risk_down", "-", "ann", "editor", lowers=True)
    marks.refuse([one.row for one in marks.of([turn])])
    assert marks.say(now, turn, "risk_down", "-", "lee", "safety_lead", lowers=True) == "proposed"
    assert [one.status for one in marks.of([turn])] == ["refused", "proposed"]


def test_what_is_done_is_not_agreed_again_and_cannot_be_refused(marks, turn, either, now):
    marks.say(now, turn, "test", "-", "ann", "editor", lowers=False)
    rows = [one.row for one in agreed(either)]
    done(either, rows)
    marks.refuse(rows)
    assert marks.say(now, turn, "test", "-", "ben", "editor", lowers=False) == "done"
    assert agreed(either) == []
    assert [one.row for one in marks.with_status("done")] == rows


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "zebra"}, {"role": "reader"}, {"value": "a sentence; with <marks>"}, {"who": ""}, {"turn": "nowhere"},
    ],
    ids=["no such kind", "a reader only reads", "a sentence is no value", "nobody", "no such turn"],
)
def test_what_is_no_mark_is_refused(marks, turn, now, given):
    whole = {"turn": turn, "kind": "relabel", "value": "greet", "who": "ann", "role": "editor", "lowers": False}
    with pytest.raises(StoreError):
        marks.say(now, **{**whole, **given})
    assert marks.of([turn]) == []


def test_marks_go_with_the_conversation_that_a_person_deletes(marks, turn, either, now):
    store = LiveStore(either)
    store.save("k", LiveContext("a1"), now)
    marks.say(now, turn, "test", "-", "ann", "editor", lowers=False)
    store.delete("k")
    store._engine.dispose()
    assert marks.of([turn]) == []


def test_marks_go_with_the_log(marks, turn, either, now):
    marks.say(now - timedelta(days=367), turn, "test", "-", "ann", "editor", lowers=False)
    assert retain(either, now)["review_marks"] == 1
