"""The queue, one conversation and the dashboard, over a small log."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot import terms
from bot.edge.state import Status
from bot.edge.steps.keep import TOOK
from bot.records.marks import KINDS, STATUSES
from bot.records.review_store import STATES
from bot.review.worth import WORTH
from bot.safety.examples import VOICES
from tests.review.conftest import Office, row_of
from tests.review.log import DANGER


async def test_suspected_missed_risks_come_first_and_calm_conversations_not_at_all(log: Office):
    _, page = await (await log.signed_in()).get("/")
    found = [part.split('"')[0] for part in page.split('href="/conversation/')[1:]]
    assert set(found[:2]) == {"danger", "again"}
    assert found[2:] == ["lost"]


@pytest.mark.parametrize(("query", "found"), [
    ("reason=fallback", {"lost"}), ("role=young_person", {"lost"}), ("role=parent", {"danger", "again"}),
    ("untrained=yes&length=few", {"danger", "again", "lost"}), ("length=one", set()), ("confidence=low", set()),
    ("since=2026-11-28", set()), ("until=2026-11-27", {"danger", "again", "lost"}), ("state=later", set()),
    ("topic=fgm", set()), ("topic=zebra&since=zebra&page=x", {"danger", "again", "lost"}),
])
async def test_filters(log: Office, query, found):
    _, page = await (await log.signed_in()).get(f"/?{query}")
    assert {part.split('"')[0] for part in page.split('href="/conversation/')[1:]} == found


async def test_a_filter_can_be_taken_off_again(log: Office):
    _, page = await (await log.signed_in()).get("/?channel=web")
    assert '">Clear the filter</a>' in page
    assert "built-in" not in page


async def test_small_counts_are_hidden(log: Office):
    ann = await log.signed_in()
    _, page = await ann.get("/")
    assert "under 5 conversations" in page
    _, page = await ann.get("/dashboard")
    assert "under 5" in page
    assert ">3<" not in page


async def test_words_are_out_of_focus_until_somebody_wishes_to_read_them(log: Office):
    ann = await log.signed_in()
    _, veiled = await ann.get("/conversation/danger")
    _, clear = await ann.get("/conversation/danger?words=shown")
    assert "blurred" in veiled
    assert "<blockquote" not in veiled
    assert "blurred" not in clear
    assert "<blockquote" in clear


async def test_a_suspected_missed_risk_says_whom_to_tell_and_is_not_put_away_before_it_is_done(log: Office):
    ann = await log.signed_in()
    _, page = await ann.get("/conversation/danger")
    for told in ("0345 045 5203", "01733 864180", "01733 234724", "999", "safeguarding lead"):
        assert told in page
    await ann.post("/conversation/danger/state", state="reviewed")
    assert log.desk.stores.items.get("danger").state == "open"
    await ann.post("/conversation/danger/duty", done="zebra")
    assert log.desk.stores.items.get("danger").duty == "open"
    await ann.post("/conversation/danger/duty", done="told_social_care")
    await ann.post("/conversation/danger/state", state="reviewed")
    assert log.desk.stores.items.get("danger").state == "reviewed"
    _, page = await ann.get("/conversation/danger")
    assert "I told children&#39;s social care" in page


async def test_the_queue_tells_when_it_was_emptied_and_warns_after_a_day(log: Office, settings, record):
    ann = await log.signed_in()
    for log_id in ("danger", "again"):
        await ann.post(f"/conversation/{log_id}/duty", done="nobody_found")
    _, page = await ann.get("/")
    assert "last emptied on 28 November 2026, 12:00" in page
    record(settings.database, "new", DANGER, {}, {})
    log.sweep()
    _, page = await ann.get("/")
    assert "that wait for somebody to act" in page
    assert "The oldest has waited" not in page
    log.at += timedelta(days=1)
    _, page = await ann.get("/")
    assert "The oldest has waited since 28 November 2026" in page


async def test_a_conversation_that_goes_on_is_scored_again_and_opened_again(log: Office, settings, record):
    log.desk.stores.items.set_state("calm", "reviewed")
    record(settings.database, "calm", *[{}] * 3, DANGER)
    assert log.sweep() == 1
    item = log.desk.stores.items.get("calm")
    assert (item.state, item.duty, item.reason) == ("open", "open", "missed_risk")
    assert log.sweep() == 0


async def test_notes_are_scrubbed_and_tags_are_words(log: Office):
    ann = await log.signed_in()
    await ann.post("/conversation/danger/note", text="Marigold may be known to us")
    await ann.post("/conversation/danger/tag", text="Known-Family")
    for bad in ("two words", "Marigold", "", "x" * 41):
        await ann.post("/conversation/danger/tag", text=bad)
    log.desk.scrub = None
    await ann.post("/conversation/danger/note", text="Marigold again")
    assert [(note.kind, note.text) for note in log.desk.stores.desk.notes("danger")] == [
        ("note", "[PERSON_1] may be known to us"), ("tag", "known-family"),
    ]


async def test_the_days_share_ends_but_never_for_a_suspected_missed_risk(settings, record):
    from dataclasses import replace

    from bot.review.desk import Desk

    office = Office(Desk.make(replace(settings, review_daily_cap=1)))
    for log_id in ("calm1", "calm2"):
        record(settings.database, log_id, {}, {}, {})
    record(settings.database, "danger", DANGER, {}, {})
    office.sweep()
    ann = await office.signed_in()
    assert "Message 1" in (await ann.get("/conversation/calm1"))[1]
    assert "Enough for today" in (await ann.get("/conversation/calm2"))[1]
    assert "Message 1" in (await ann.get("/conversation/danger"))[1]
    assert "Message 1" in (await ann.get("/conversation/calm1"))[1], "one already read counts once"
    office.at += timedelta(days=1)
    assert "Message 1" in (await ann.get("/conversation/calm2"))[1]
    await office.clients[0].close()


async def test_a_conversation_that_is_gone_is_told(log: Office):
    assert (await (await log.signed_in()).get("/conversation/nowhere"))[0] == 404


async def test_no_page_runs_a_script_or_style_of_its_own_or_is_kept(log: Office):
    ann = await log.signed_in()
    for path in ("/", "/conversation/danger", "/dashboard", "/marks", f"/turn/{row_of(log, 'danger')}/alike"):
        answer = await ann.client.get(path)
        page = await answer.text()
        assert "no-store" in answer.headers["Cache-Control"]
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "style=" not in page
        assert "<style" not in page
        assert "onclick" not in page


def test_every_word_of_a_closed_list_has_a_label(office: Office):
    words = office.desk.pages.words
    assert set(words["reasons"]) == set(words["reason_hints"]) == set(WORTH)
    assert set(words["labels"]["statuses"]) == {str(status) for status in Status}
    assert set(words["labels"]["roles"]) == {str(role) for role in terms.Role}
    assert set(words["labels"]["took"]) == set(TOOK)
    assert set(words["marks"]["kinds"]) == set(KINDS)
    assert tuple(words["voices"]) == VOICES
    assert set(words["marks"]["statuses"]) == set(STATUSES)
    assert set(words["queue"]["states"]) == set(STATES)
