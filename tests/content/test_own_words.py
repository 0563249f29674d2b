"""Our wording carries the strategy's facts, not its sentences: no 12 words in a row are the same."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from our_words import lines
from word_runs import KEPT, LONG, mark, runs, words

from bot import yamlfile

MARKS = KEPT.read_text(encoding="utf-8").split()
STRATEGY = frozenset(MARKS)
SHARED = yamlfile.read(Path(__file__).with_name("shared_runs.yml"))["shared"]


def copied(text: str, allowed: Iterable[str] = ()) -> list[str]:
    """Runs of ``text`` that stand in the strategy too, less those inside an allowed one."""
    free = {run for one in allowed for run in runs(one)}
    return [run for run in runs(text) if run not in free and mark(run) in STRATEGY]


def test_no_line_of_ours_shares_a_long_run_of_words_with_the_strategy() -> None:
    allowed = [one["run"] for one in SHARED]
    assert [(line.where, found[0]) for line in lines() if (found := copied(line.text, allowed))] == []


def test_each_exception_has_a_reason_and_is_still_needed() -> None:
    ours = {run for line in lines() for run in copied(line.text)}
    assert [one for one in SHARED if len(words(one["reason"])) < 4 or not ours & set(runs(one["run"]))] == []


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
    assert sorted(STRATEGY) == MARKS
    assert all(len(one) == 8 and int(one, 16) >= 0 for one in MARKS)
    assert len(MARKS) > 7000
