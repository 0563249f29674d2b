"""The queue, one conversation, marks of two people, and the dashboard, over a small log."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot import terms
from bot.edge.state import Status
from bot.edge.steps.keep import TOOK
from bot.records.marks import KINDS, STATUSES, agreed
from bot.records.reading import LogTurn
from bot.records.review_store import STATES
from bot.review.voices import likely
from bot.review.worth import WORTH
from bot.safety.examples import VOICES
from bot.terms import Role
from tests.review.conftest import Office
from tests.review.log import YESTERDAY

DANGER = {
    "text": "he is upstairs with her and the door is LOCKED, says Marigold", "kind": "concern",
    "intent": "concern_general",
}
LOST = {"text": "the other one", "intent": "nlu_fallback", "role": "young_person"}


@pytest.fixture
def log(settings, record, office: Office) -> Office:
    record(settings.database, "danger", DANGER, {"text": "thanks", "kind": "smalltalk"}, {"kind": "smalltalk"})
    record(settings.database, "again", {**DANGER, "text": "my sister is in there and it is LOCKED"}, {}, {})
    record(settings.database, "lost", LOST, {}, {})
    record(settings.database, "calm", {}, {}, {})
    assert office.sweep() == 4
    return office


def row_of(office: Office, log_id: str, position: int = 1) -> str:
    return office.desk.stores.log.conversations([log_id])[log_id][position - 1].row


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


async def test_two_people_lower_a_risk_and_one_alone_does_not(log: Office, settings):
    ann, lee = await log.signed_in(), await log.signed_in("lee", "safety_lead")
    row = row_of(log, "danger")
    assert await lee.post(f"/turn/{row}/mark", kind="risk_down") == 303
    assert agreed(settings.database) == []
    _, page = await lee.get("/marks")
    assert "I agree" not in page, "not with oneself"
    mark = log.desk.stores.marks.of([row])[0]
    assert await ann.post("/marks/agree", row=mark.row) == 303
    assert {(one.who, one.role) for one in agreed(settings.database)} == {("ann", "editor"), ("lee", "safety_lead")}


async def test_what_should_have_been_immediate_goes_to_the_safety_lead(log: Office, settings):
    ann, lee = await log.signed_in(), await log.signed_in("lee", "safety_lead")
    row = row_of(log, "danger")
    await ann.post(f"/turn/{row}/mark", kind="risk_up")
    assert agreed(settings.database) == []
    assert "Should have been immediate" in (await lee.get("/marks"))[1]
    await lee.post("/marks/agree", row=log.desk.stores.marks.of([row])[0].row)
    assert len(agreed(settings.database)) == 2


async def test_whose_voice_a_danger_is_written_in_is_asked_with_the_likely_one_chosen(log: Office, settings):
    ann, lee = await log.signed_in(), await log.signed_in("lee", "safety_lead")
    row = row_of(log, "lost")
    assert '<option value="young_person" selected>' in (await ann.get("/conversation/lost"))[1]
    await ann.post(f"/turn/{row}/mark", kind="risk_up", voice="young_person")
    page = (await lee.get("/marks"))[1]
    assert "Should have been immediate, a child or young person writes" in page
    await lee.post("/marks/agree", row=log.desk.stores.marks.of([row])[0].row, voice="parent")
    heard = [(mark.who, mark.voice) for mark in agreed(settings.database)]
    assert heard == [("ann", "young_person"), ("lee", "parent")]


@pytest.mark.parametrize(("kind", "voice", "kept"), [
    ("risk_up", "zebra", "other"), ("risk_down", "", "other"), ("article", "parent", None),
])
async def test_what_is_no_voice_is_kept_as_other_and_only_danger_has_one(log: Office, kind, voice, kept):
    ann = await log.signed_in()
    row = row_of(log, "danger")
    await ann.post(f"/turn/{row}/mark", kind=kind, voice=voice)
    assert [mark.voice for mark in log.desk.stores.marks.of([row])] == [kept]


@pytest.mark.parametrize(("role", "read", "voice"), [
    ("parent", Role.YOUNG_PERSON, "parent"), ("adult_survivor", None, "other"), ("unknown", Role.YOUNG_PERSON,
    "young_person"), ("unknown", Role.UNKNOWN, "other"), (None, None, "other"),
])
def test_the_likely_voice_is_that_of_who_wrote_and_else_how_it_sounds(role, read, voice):
    turn = LogTurn("c", 1, YESTERDAY, "web", "words", None, None, role=role, row="r")
    assert likely(turn, None if read is None else lambda text: read) == voice


async def test_near_doubles_of_a_danger_are_said_to_be_immediate_together(log: Office, settings):
    lee = await log.signed_in("lee", "safety_lead")
    rows = [row_of(log, "danger"), row_of(log, "again")]
    assert "All of these should have been immediate" in (await lee.get(f"/turn/{rows[0]}/alike"))[1]
    await lee.post(f"/turn/{rows[0]}/mark", kind="risk_up", value="", voice="young_person", also=[rows[1]])
    found = {(mark.turn, mark.kind, mark.value, mark.voice) for mark in agreed(settings.database)}
    assert found == {(row, "risk_up", "-", "young_person") for row in rows}


async def test_near_doubles_are_labelled_together(log: Office, settings):
    ann = await log.signed_in()
    rows = [row_of(log, "danger"), row_of(log, "again")]
    await ann.post(f"/turn/{rows[0]}/mark", kind="relabel", value="immediate_risk", also=[rows[1], "nowhere"])
    assert {mark.turn for mark in agreed(settings.database)} == set(rows)
    assert [about for _, did, about in log.acts() if did == "marked.relabel"] != []


@pytest.mark.parametrize(("kind", "value", "kept"), [
    ("story", "", "concern_general"), ("test", "immediate", "immediate"), ("question", "zebra", None),
    ("relabel", "zebra", None), ("relabel", "nlu_fallback", None), ("article", "zebra", "-"), ("zebra", "", None),
])
async def test_each_mark_takes_its_own_values(log: Office, kind, value, kept):
    ann = await log.signed_in()
    row = row_of(log, "danger")
    status = await ann.post(f"/turn/{row}/mark", kind=kind, value=value)
    assert status == (303 if kept else 403)
    assert [mark.value for mark in log.desk.stores.marks.of([row])] == ([kept] if kept else [])


async def test_a_test_expects_what_the_marks_say(log: Office):
    ann = await log.signed_in()
    row = row_of(log, "lost")
    await ann.post(f"/turn/{row}/mark", kind="test")
    assert log.desk.stores.marks.of([row]) == [], "nobody has said what it should have been"
    await ann.post(f"/turn/{row}/mark", kind="relabel", value="help_me_use")
    await ann.post(f"/turn/{row}/mark", kind="test")
    await ann.post(f"/turn/{row}/mark", kind="risk_up")
    await ann.post(f"/turn/{row}/mark", kind="story")
    said = [(mark.kind, mark.value) for mark in log.desk.stores.marks.of([row]) if mark.kind in ("story", "test")]
    assert said == [("test", "help_me_use"), ("story", "immediate")]


async def test_a_mark_is_taken_back_by_its_own_person_or_a_lead(log: Office):
    ann, ben, lee = [await log.signed_in(who, role) for who, role in
                     (("ann", "editor"), ("ben", "editor"), ("lee", "safety_lead"))]
    row = row_of(log, "danger")
    await ann.post(f"/turn/{row}/mark", kind="risk_up")
    (mark,) = log.desk.stores.marks.of([row])
    assert await ben.post("/marks/refuse", row=mark.row) == 403
    assert await lee.post("/marks/refuse", row=mark.row) == 303
    assert [one.status for one in log.desk.stores.marks.of([row])] == ["refused"]


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
