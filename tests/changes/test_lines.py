"""A new line goes where it belongs in the real files, and every other line stays as it is."""

from __future__ import annotations

import pytest

from bot.changes.make import KindOf, Repository, additions
from bot.changes.mark import Mark
from bot.changes.place import Addition, only_added, put
from bot.errors import ChangeRefused

SAID = "nobody at the swimming hall will tell me whether i may ask about him"


def unnamed(text: str, danger: bool) -> str:
    """No kind of danger comes to mind."""
    return ""


def lines(there: Repository, mark: Mark) -> dict[str, tuple[str, str]]:
    """Each file that a mark changes, before and after."""
    found = {}
    for one in additions(mark, there, unnamed):
        path = there.root / one.file
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        found[one.file] = (before, put(before, one))
    return found


@pytest.mark.parametrize(("mark", "files", "line"), [
    (Mark(SAID, "relabel", "concern_general"), {"bot/data/nlu/concern_general.yml"}, f"- {SAID}"),
    (Mark(SAID, "question", "parental_consent"), {"bot/data/nlu/consent.yml"}, f"- {SAID}"),
    (Mark(SAID, "risk_up", "with_exploiter"), {"bot/data/safety/examples/with_exploiter.yml"}, f'- "{SAID}"'),
    (Mark(SAID, "risk_down", "news_fiction"), {"bot/data/safety/examples/news_fiction.yml"}, f'- "{SAID}"'),
    (Mark(SAID, "article", "parental_consent", point={"say": "A fact of some length.", "asks": [SAID]}),
     {"bot/data/guidance/consent.yml"}, f'- {{say: "A fact of some length.", asks: ["{SAID}"]}}'),
])
def test_a_correction_adds_its_line_and_changes_no_other(
    mark: Mark, files: set[str], line: str, there: Repository
) -> None:
    found = lines(there, mark)
    assert found.keys() - {"bot/data/regression/known.yml"} == files
    for file in files:
        before, after = found[file]
        new = [one.strip() for one in after.splitlines()]
        assert only_added(before, after)
        assert len(new) == len(before.splitlines()) + 1
        assert new.count(line) == 1


@pytest.mark.parametrize(("mark", "expect"), [
    (Mark(SAID, "relabel", "concern_general"), "{intent: concern_general}"),
    (Mark(SAID, "risk_up", "with_exploiter"), "{caught: true}"),
    (Mark(SAID, "risk_down", "news_fiction"), "{calm: true}"),
    (Mark(SAID, "test", "route:lado"), "{route: lado}"),
    (Mark(SAID, "test", intent="concern_online"), "{intent: concern_online}"),
    (Mark(SAID, "test", "concern_online"), "{intent: concern_online}"),
    (Mark(SAID, "test", "immediate"), "{caught: true}"),
])
def test_every_correction_becomes_a_case_that_each_release_is_asked(mark: Mark, expect: str, there: Repository) -> None:
    before, after = lines(there, mark)["bot/data/regression/known.yml"]
    assert only_added(before, after)
    assert f"expect: {expect}" in after
    assert f'text: "{SAID}"' in after


def test_a_story_holds_the_turns_before_with_what_their_rules_answer(there: Repository) -> None:
    mark = Mark(SAID, "story", "survivor_support", before=("ask_parental_consent",))
    (one,) = additions(mark, there, unnamed)
    assert one.content == [
        {"intent": "ask_parental_consent"}, {"action": "action_guidance"},
        {"intent": "survivor_support"}, {"action": "action_support"},
    ]
    assert put("", one).endswith(f"- story: {one.key}\n  steps:\n  - intent: ask_parental_consent\n"
                                 "  - action: action_guidance\n  - intent: survivor_support\n"
                                 "  - action: action_support\n")


def test_a_story_begins_after_the_last_turn_that_no_plain_rule_answers(there: Repository) -> None:
    before = ("ask_parental_consent", "concern_disclosure", "ask_parental_consent")
    (one,) = additions(Mark(SAID, "story", "immediate", before=before), there, unnamed)
    assert [step["intent"] for step in one.content if "intent" in step] == ["ask_parental_consent", "immediate_risk"]
    assert one.content[-1] == {"action": "action_escalate"}


def test_the_kind_of_a_danger_that_nobody_named_is_that_of_the_nearest_example(
    there: Repository, kind_of: KindOf
) -> None:
    mark = Mark("been here 3 days. he took my phone this is somebody elses phone", "risk_up")
    assert additions(mark, there, kind_of)[0].file.endswith("with_exploiter.yml")


@pytest.mark.parametrize("mark", [
    Mark(SAID, "relabel", "no_such_intent"), Mark(SAID, "question", "no_such_article"),
    Mark(SAID, "risk_up", "news_fiction"), Mark(SAID, "risk_down", "with_exploiter"), Mark(SAID, "test", "wonderful"),
    Mark(SAID, "story", "concern_disclosure"), Mark(SAID, "article", "no_such_article", point={"say": "x", "asks": []}),
])
def test_what_names_nothing_that_is_there_is_refused(mark: Mark, there: Repository) -> None:
    with pytest.raises(ChangeRefused):
        additions(mark, there, unnamed)


def test_a_new_article_that_is_wanted_adds_no_line(there: Repository) -> None:
    assert additions(Mark(SAID, "article", "what is cuckooing"), there, unnamed) == []


@pytest.mark.parametrize("text", [
    "kind: x\nlabel: none\nother: []\n", "kind: x\nlabel: none\nother:\n  - 'a\n     b'\n  - \"c\n",
])
def test_a_file_with_no_room_for_one_more_line_is_left_alone(text: str) -> None:
    with pytest.raises(ChangeRefused):
        put(text, Addition("danger", "x.yml", "other", "hello there"))


def test_words_that_would_be_an_entity_or_end_the_text_are_written_as_words(there: Repository) -> None:
    mark = Mark('he said "x": [PERSON_1](mum)\n- and {more}', "relabel", "concern_general")
    _, after = lines(there, mark)["bot/data/nlu/concern_general.yml"]
    assert '- he said "x": [PERSON_1] (mum) - and {more}' in after
