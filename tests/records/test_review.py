"""The stores of the maintainers' pages: what is kept of an item, who comes in by a link, and what goes when."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.errors import StoreError, UnscrubbedText
from bot.records.figures import FEW, Figures
from bot.records.live import LiveContext, LiveStore
from bot.records.log import TurnLog
from bot.records.reading import LogReader
from bot.records.retention import retain
from bot.records.review_desk import ReviewDesk
from bot.records.review_queue import Filter, ReviewQueue
from bot.records.review_store import TODAY, Item, ReviewStore
from bot.scrubbed import Scrubbed


@pytest.fixture
def stores(either, record):
    log = TurnLog(either)
    for position in (1, 2):
        log.write(record(log_id="c1", position=position, intent="nlu_fallback", kind="decline", signs=("withdrawn",)))
    made = [log, LogReader(either), ReviewStore(either), ReviewQueue(either), ReviewDesk(either), Figures(either)]
    yield made
    for one in made:
        one._engine.dispose()


@pytest.fixture
def item(stores, now):
    turn = stores[1].conversations(["c1"])["c1"][0]

    def make(**changes):
        given = {
            "log_id": "c1", "turn": turn.row, "turns": 2, "worth": 1000, "reason": "missed_risk",
            "reasons": ("missed_risk",), "why": ("x",), "day": turn.day, "found": now.date(), "version": "v",
            "duty": "open", "channel": turn.channel, "confidence": turn.confidence,
        }
        return Item(**{**given, **changes})

    return make


def test_a_turn_is_read_with_its_lists(stores):
    turn = stores[1].conversations(["c1", "nowhere"])["c1"][1]
    assert (turn.position, turn.signals, turn.signs, turn.kind) == (2, ("weapon",), ("withdrawn",), "decline")
    assert stores[1].one(turn.row) == turn == stores[1].turns([turn.row, "nowhere"])[0]
    assert "PERSON_1" not in repr(turn)


def test_what_is_new_grown_or_scored_otherwise_is_stale(stores, item, now, record):
    log, _, items, *_ = stores
    assert items.stale("v", now.date()) == ["c1"]
    items.put([item()])
    assert items.stale("v", now.date()) == []
    assert items.stale("w", now.date()) == ["c1"]
    log.write(record(log_id="c1", position=3))
    assert items.stale("v", now.date()) == ["c1"]


def test_what_may_still_go_on_is_stale_on_another_day(stores, item, now):
    items = stores[2]
    items.put([item(version="v" + TODAY)])
    assert items.stale("v", now.date()) == []
    assert items.stale("v", now.date() + timedelta(days=1)) == ["c1"]


def test_what_people_have_done_stays_while_the_same_turn_is_shown(stores, item, now):
    items = stores[2]
    items.put([item()])
    items.duty_done("c1")
    items.set_state("c1", "reviewed")
    items.put([item(found=now.date() + timedelta(days=3))])
    kept = items.get("c1")
    assert (kept.state, kept.duty, kept.found) == ("reviewed", "done", now.date())
    items.put([item(turn="another")])
    assert (items.get("c1").state, items.get("c1").duty) == ("open", "open")
    assert items.duties() == (1, now.date())


def test_a_duty_that_is_found_later_opens_the_conversation_again(stores, item, now):
    items = stores[2]
    items.put([item(duty="none", reason="fallback", reasons=("fallback",))])
    items.set_state("c1", "reviewed")
    later = now.date() + timedelta(days=2)
    items.put([item(found=later)])
    assert (items.get("c1").state, items.get("c1").found) == ("open", later)


def test_the_queue_brings_the_turn_with_the_item(stores, item):
    stores[2].put([item()])
    ((found, turn),) = stores[3].page(Filter(words={"channel": "web"}, confidence="high", length="few"), 0, 5)
    assert (found.log_id, turn.row, turn.intent) == ("c1", found.turn, "nlu_fallback")
    assert stores[3].count(Filter(words={"channel": "teams"})) == 0
    assert stores[3].reasons("open") == {"missed_risk": 1}


def test_a_link_is_good_once_and_its_token_is_nowhere(stores, now, url, either, file_bytes):
    desk = stores[4]
    token = desk.link(now, "ann", "editor")
    assert desk.take(now, ("y" if token[0] == "x" else "x") + token[1:]) is None
    assert desk.take(now, token) == ("ann", "editor")
    assert desk.take(now, token) is None
    late = desk.link(now, "ann", "editor")
    assert desk.take(now + timedelta(minutes=10), late) is None
    if either == url:
        assert late.encode() not in file_bytes()


def test_notes_take_scrubbed_text_only(stores, now):
    desk = stores[4]
    with pytest.raises(UnscrubbedText):
        desk.write(now, "c1", "note", "zebra", "ann")
    with pytest.raises(StoreError):
        desk.write(now, "c1", "zebra", Scrubbed("x"), "ann")
    desk.write(now, "c1", "note", Scrubbed("seen before"), "ann")
    assert [(note.text, note.who) for note in desk.notes("c1")] == [("seen before", "ann")]


def test_items_and_notes_go_with_the_conversation_that_a_person_deletes(stores, item, now, either):
    stores[2].put([item()])
    stores[4].write(now, "c1", "note", Scrubbed("x"), "ann")
    live = LiveStore(either)
    live.save("k", LiveContext("c1"), now)
    live.delete("k")
    live._engine.dispose()
    assert stores[2].get("c1") is None
    assert stores[4].notes("c1") == []


def test_items_notes_and_links_go_by_retention(stores, item, now, either):
    stores[2].put([item(day=now.date() - timedelta(days=367))])
    stores[4].write(now - timedelta(days=367), "c1", "note", Scrubbed("x"), "ann")
    stores[4].link(now - timedelta(minutes=11), "ann", "editor")
    gone = retain(either, now)
    assert (gone["review_items"], gone["review_notes"], gone["review_links"]) == (1, 1, 1)


def test_notes_go_with_the_last_turn_of_their_conversation(stores, now, either):
    stores[4].write(now, "c1", "note", Scrubbed("x"), "ann")
    stores[4].write(now, "gone", "note", Scrubbed("x"), "ann")
    assert retain(either, now)["review_notes"] == 1
    assert len(stores[4].notes("c1")) == 1


def test_figures_count_by_word_day_and_version(stores, record):
    log, day = stores[0], record().day
    log.write(record(log_id="c2", kind="escalation", status="failed_engine", role="parent"))
    figures = stores[5].read(day)
    assert figures.by("role", day, day) == {"-": 2, "parent": 1}
    (one,) = figures.days(day, day)
    assert (one.conversations, one.turns, one.fallback, one.escalated, one.failed) == (2, 3, 2, 1, 1)
    assert [(v.name, v.turns) for v in figures.versions()] == [("2026-11-24+abc", 3)]
    assert figures.by("role", day + timedelta(days=1), day + timedelta(days=2)) == {}


def test_a_day_is_counted_again_when_rows_have_gone_from_it_or_come_to_it(stores, record, now, either):
    log, figures, day = stores[0], stores[5], record().day
    later = day + timedelta(days=30)
    log.write(record(log_id="c2", role="parent"))
    assert figures.read(later).by("role", day, later) == {"-": 2, "parent": 1}
    live = LiveStore(either)
    live.save("k", LiveContext("c1"), now)
    live.delete("k")
    live._engine.dispose()
    assert figures.read(later).by("role", day, later) == {"parent": 1}
    assert [(one.conversations, one.turns) for one in figures.read(later).days(day, later)] == [(1, 1)]


def test_today_is_counted_again_though_as_many_turns_stand_there(stores, record, now, either):
    log, figures, day = stores[0], stores[5], record().day
    assert figures.read(day).by("role", day, day) == {"-": 2}
    live = LiveStore(either)
    live.save("k", LiveContext("c1"), now)
    live.delete("k")
    live._engine.dispose()
    for position in (1, 2):
        log.write(record(log_id="c9", position=position, role="parent"))
    assert figures.read(day).by("role", day, day) == {"parent": 2}
    assert figures.read(day).days(day - timedelta(days=9), day - timedelta(days=1)) == []


def test_many_days_are_read_in_one_go_as_few_are(stores, record):
    log, figures, first = stores[0], stores[5], record().day + timedelta(days=1)
    for number in range(FEW + 2):
        log.write(record(log_id=f"d{number}", day=first + timedelta(days=number), role="parent"))
    last = first + timedelta(days=FEW + 1)
    assert [one.turns for one in figures.read(last).days(first, last)] == [1] * (FEW + 2)
    assert figures.read(last).by("role", first, last) == {"parent": FEW + 2}
