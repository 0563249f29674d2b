"""The last look at an answer: what must be held back, and what must never be held back by mistake."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot import yamlfile
from bot.contacts.directory import Directory
from bot.errors import ContentError
from bot.paths import DATA, GUIDANCE
from bot.safety.output_check import CODES, load, problems
from bot.safety.people import Person, digest

FILE = DATA / "safety" / "never_said.yml"
PATTERNS, PEOPLE = (yamlfile.read(FILE)[key] for key in ("patterns", "people"))
DIGITS = Directory.load().digits()
HITS = [(p["id"], p["code"], text) for p in PATTERNS for text in p["hits"]]
NEAR = [(p["id"], text) for p in [*PATTERNS, *PEOPLE] for text in p["near_misses"]]


def message(text: Any = "Ring 999.", **card: Any) -> dict[str, Any]:
    return {"text": text, "buttons": [], "custom": {"guidance": {"kind": "answer", **card}}}


def test_a_good_answer_goes_out() -> None:
    contacts = [{"id": "childline", "name": "Childline", "phone": "0800 1111", "sms": None, "note": "Free."}]
    assert problems(message("Ring Childline on 0800 1111.", contacts=contacts), DIGITS) == ()


@pytest.mark.parametrize(("id", "code", "text"), HITS, ids=[f"{id}: {text}" for id, _, text in HITS])
def test_what_is_never_said_is_held_back(id: str, code: str, text: str) -> None:
    assert problems(message(text), DIGITS) == (code,), id
    assert problems(message(f"Thank you for asking. {text} You can ring 999."), DIGITS) == (code,), id
    assert problems(message(f"Thank you.\n\n- {text.upper()}"), DIGITS) == (code,), id


@pytest.mark.parametrize(("id", "text"), NEAR, ids=[f"{id}: {text}" for id, text in NEAR])
def test_what_only_sounds_like_it_goes_out(id: str, text: str) -> None:
    assert problems(message(text), DIGITS) == (), id


@pytest.mark.parametrize("raw", PATTERNS, ids=lambda raw: raw["id"])
def test_each_pattern_catches_its_own_hits(raw: dict[str, Any]) -> None:
    [pattern] = [p for p in load(FILE) if p.id == raw["id"]]
    assert [text for text in raw["hits"] if not pattern.found_in(text)] == []


def test_an_excuse_in_one_sentence_does_not_cover_the_next() -> None:
    assert problems(message("I cannot say much. This stays between us."), DIGITS) == ("promise_of_secrecy",)
    assert problems(message("If you worry, ring. She was abused."), DIGITS) == ("diagnosis_or_likelihood",)


SHAPES = [
    ({}, ("empty_answer", "no_card")),
    ({"text": None, "buttons": None, "custom": None}, ("empty_answer", "no_card")),
    ({"text": 5, "custom": []}, ("empty_answer", "no_card")),
    (message(" \n "), ("empty_answer",)),
    ({"text": "Hello.", "custom": {}}, ("no_card",)),
    ({"text": "Hello.", "custom": {"guidance": {}}}, ("no_card",)),
    ({"text": "Hello.", "custom": {"guidance": ["x"]}}, ("no_card",)),
    (message("Hello.", contacts="none"), ()),
    (message("Hello.", contacts=["childline", None]), ()),
]


@pytest.mark.parametrize(("odd", "codes"), SHAPES, ids=[str(i) for i in range(len(SHAPES))])
def test_an_odd_message_is_judged_and_never_breaks_the_check(odd: dict[str, Any], codes: tuple[str, ...]) -> None:
    assert problems(odd, DIGITS) == codes


WRONG = "01733 864170"
PLACES = {
    "the text": message(f"Ring {WRONG}."),
    "a button": {**message(), "buttons": [{"title": f"Ring {WRONG}", "payload": "Ring"}]},
    "a step of the card": message(steps=[f"Ring {WRONG}."]),
    "a thing to avoid": message(avoid=[f"Ring {WRONG}."]),
    "the question of the card": message(question={"slot": "x", "text": f"Did you ring {WRONG}?", "options": []}),
    "a contact": message(contacts=[{"id": "x", "phone": WRONG}]),
    "a contact's text number": message(contacts=[{"id": "x", "phone": None, "sms": "88858"}]),
    "a contact's note": message(contacts=[{"id": "x", "phone": "999", "note": f"Or {WRONG}."}]),
    "a contact that is no number": message(contacts=[{"id": "x", "phone": "ask us"}]),
}


@pytest.mark.parametrize("place", PLACES.values(), ids=list(PLACES))
def test_an_unknown_number_is_found_wherever_it_stands(place: dict[str, Any]) -> None:
    assert problems(place, DIGITS) == ("unknown_number",)


def test_sources_and_dates_are_not_taken_for_our_words() -> None:
    cited = message(
        citations=[{"section": "What happened was abuse", "url": "https://x.org/01733864170", "checked": "2026-11-23"}],
        content_version="0123456789ab",
    )
    assert problems(cited, DIGITS) == ()


def test_what_to_avoid_may_name_the_thing_itself() -> None:
    line = "Say: I promise, this stays between us."
    assert problems(message(f"Please do not:\n- {line}", avoid=[line]), DIGITS) == ()
    assert problems(message(f"Do now:\n- {line}", steps=[line]), DIGITS) == ("promise_of_secrecy",)


def test_a_curly_apostrophe_stars_or_wide_figures_hide_nothing() -> None:
    assert problems(message("I’ll keep it to myself."), DIGITS) == ("promise_of_secrecy",)
    assert problems(message("This is **abuse**."), DIGITS) == ("diagnosis_or_likelihood",)
    assert problems(message("Ring \uff10\uff11\uff17\uff13\uff13 864170."), DIGITS) == ("unknown_number",)


def test_codes_come_in_one_order() -> None:
    found = problems({"text": "Ring 01733 864170. I promise she was abused."}, DIGITS)
    assert found == CODES[1:5]


# An invented person, known by hashes like the real one in never_said.yml, whose name stands nowhere (test_lint.py).
ANN = Person("ann", "person_named", frozenset(map(digest, ["ann sample", "a sample", "ms sample", "annsample"])))


@pytest.mark.parametrize(("text", "named"), [
    ("Ask Ann Sample.", True), ("ASK\nANN  SAMPLE", True), ("Write to ann.sample@example.org", True),
    ("ann_sample, annsample@example.org", True), ("A. Sample leads it.", True), ("Ms Sample's team", True),
    ("A saliva sample", False), ("Ann took samples", False), ("Anna Sample", False), ("Ann", False), ("", False),
])
def test_a_person_is_known_by_a_hash_however_the_name_is_written(text: str, named: bool) -> None:
    assert ANN.found_in(text) is named


def _wording(value: Any, key: str = "") -> Iterator[str]:
    """What an answer may be made of; not how people ask, sources, or the lists of what not to do."""
    if isinstance(value, str):
        yield value
    for name, inner in value.items() if isinstance(value, dict) else ():
        if name not in {"asks", "citations", "avoid"}:
            yield from _wording(inner, name)
    for inner in value if isinstance(value, list) else ():
        yield from _wording(inner, key)


FILES = [*sorted(GUIDANCE.glob("*.yml")), *sorted((DATA / "words").glob("*.yml")), DATA / "contacts.yml"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_that_we_have_written_would_be_held_back(path: Path) -> None:
    texts = [text for text in _wording(yamlfile.read(path)) if text.strip()]
    assert texts
    assert [(text, found) for text in texts if (found := problems(message(text), DIGITS))] == []


BROKEN = {
    "a pattern that cannot be read": ('pattern: "', 'pattern: "(', "bad pattern"),
    "an exception that does not exist": ("unless: [refused]", "unless: [forgiven]", "forgiven"),
    "a code of another list": ("code: promise_of_secrecy", "code: empty_answer", "empty_answer"),
    "a name where its hash should be": ('sha256:\n      - "', 'sha256:\n      - "ann sample ', "ann sample"),
}


@pytest.mark.parametrize(("old", "new", "said"), BROKEN.values(), ids=list(BROKEN))
def test_a_broken_file_is_refused_with_its_reason(tmp_path: Path, old: str, new: str, said: str) -> None:
    broken = tmp_path / "never_said.yml"
    broken.write_text(FILE.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError, match=said):
        load(broken)
