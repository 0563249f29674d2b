"""Our wording carries the strategy's facts, not its sentences: no 12 words in a row are the same."""

from __future__ import annotations

import pytest
from our_words import lines

from bot import yamlfile
from bot.publishing.word_runs import LONG, SHARED, copied, marks, runs, shared, words


def test_no_line_of_ours_shares_a_long_run_of_words_with_the_strategy() -> None:
    assert [(line.where, found[0]) for line in lines() if (found := copied(line.text, shared()))] == []


def test_each_exception_has_a_reason_and_is_still_needed() -> None:
    ours = {run for line in lines() for run in copied(line.text)}
    exceptions = yamlfile.read(SHARED)["shared"]
    assert [one for one in exceptions if len(words(one["reason"])) < 4 or not ours & set(runs(one["run"]))] == []


# Working Together 2018 says it and the strategy quotes it, so it may stand here: it proves the list.
QUOTED = "Sexual abuse involves forcing or enticing a child or young person to take part in sexual activities"


@pytest.mark.parametrize(("text", "found"), [
    (QUOTED, 6),
    (f"It says: ‘{QUOTED.upper()}’, and more.", 6),
    (" ".join(QUOTED.split()[:LONG]), 1),
    (" ".join(QUOTED.split()[:LONG - 1]), 0),
    (QUOTED.replace("enticing", "luring"), 0),
    (QUOTED.replace("forcing", "pushing"), 2),
    ("A child may be forced, or enticed, into sexual activity: both are sexual abuse, whatever the child knows.", 0),
])
def test_a_run_is_known_by_its_words_alone(text: str, found: int) -> None:
    assert len(copied(text)) == found


def test_an_exception_frees_its_own_run_and_no_more() -> None:
    assert copied(QUOTED, [QUOTED]) == []
    assert len(copied(QUOTED, [" ".join(QUOTED.split()[:LONG])])) == 5


def test_the_list_is_sorted_and_holds_hashes_only() -> None:
    assert tuple(sorted(set(marks()))) == marks()
    assert all(len(one) == 8 and int(one, 16) >= 0 for one in marks())
    assert len(marks()) > 7000
