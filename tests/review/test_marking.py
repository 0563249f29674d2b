"""What reviewers say about a message, alone and together, over a small log."""

from __future__ import annotations

import pytest

from bot.records.marks import agreed
from bot.records.reading import LogTurn
from bot.review.voices import likely
from bot.terms import Role
from tests.review.conftest import Office, row_of
from tests.review.log import YESTERDAY


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
