"""What the bot learns from does not contradict itself, and what it is measured on was not learnt."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import Any

from bot import training_texts, yamlfile
from bot.paths import DATA
from bot.safety import examples

EVALUATION = sorted((DATA / "evaluation").glob("*.yml"))
SHORT = 6   # words: shorter messages ("hello", "in Ely", "what do I write down") are the same from many people


def plain(text: str) -> str:
    """Lower-case words alone; a message of signs or emoji stands as it is."""
    return " ".join(re.findall(r"[^\W_]+", text.lower().replace("'", "").replace("’", ""))) or text.strip()


@cache
def learnt() -> dict[str, set[str]]:
    """Every text of every task, in plain form, with the tasks' labels."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in training_texts.load():
        found[plain(row.text)].add(f"{row.task}={row.label}")
    return found


def measured(content: Any) -> list[str]:
    """What people say in an evaluation file, at any depth."""
    if isinstance(content, dict):
        own = [content[k] for k in ("text", "user") if isinstance(content.get(k), str)]
        return own + [t for value in content.values() for t in measured(value)]
    return [t for value in content for t in measured(value)] if isinstance(content, list) else []


@cache
def heard() -> tuple[str, ...]:
    """All of them, of all sets."""
    return tuple(text for path in EVALUATION for text in measured(yamlfile.read(path)))


def overlap(a: set[str], b: set[str]) -> float:
    return len(a & b) / len(a | b)


def nearest(text: str, by_word: dict[str, list[set[str]]]) -> float:
    """Largest share of common words with any text that was learnt; short texts are not compared."""
    words = set(plain(text).split())
    if len(words) < SHORT:
        return 0.0
    rare = sorted(words, key=lambda w: len(by_word.get(w, ())))[: len(words) // 3 + 1]
    return max((overlap(words, other) for w in rare for other in by_word.get(w, ())), default=0.0)


def test_no_example_stands_under_two_intents() -> None:
    intents: dict[str, set[str]] = defaultdict(set)
    for text, intent in training_texts.intents():
        intents[plain(text)].add(intent)
    assert {text: names for text, names in intents.items() if len(names) > 1} == {}


def test_no_text_is_called_both_danger_and_harmless() -> None:
    labels: dict[tuple[str, str], set[bool]] = defaultdict(set)
    for e in examples.load():
        labels[plain(e.asked or ""), plain(e.text)].add(e.danger)
    assert [text for text, verdicts in labels.items() if len(verdicts) > 1] == []


def test_what_is_measured_was_not_learnt_word_for_word() -> None:
    assert [t for t in heard() if len(plain(t).split()) >= SHORT and plain(t) in learnt()] == []


def test_what_is_measured_is_not_nearly_what_was_learnt() -> None:
    by_word: dict[str, list[set[str]]] = defaultdict(list)
    for text in learnt():
        for word in (words := set(text.split())):
            by_word[word].append(words)
    assert {t: round(s, 2) for t in heard() if (s := nearest(t, by_word)) >= 0.8} == {}
