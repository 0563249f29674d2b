"""How near two texts are by their words, what was learnt, and what is measured: the two must never meet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bot import training_texts, yamlfile
from bot.paths import DATA
from bot.safety import examples

SHORT = 6   # words: shorter messages ("hello", "in Ely", "what do I write down") are the same from many people
NEAR = 0.8  # share of common words from which two messages are the same but for a word


def plain(text: str) -> str:
    """Lower-case words alone; a message of signs or emoji stands as it is."""
    return " ".join(re.findall(r"[^\W_]+", text.lower().replace("'", "").replace("’", ""))) or text.strip()


def learnt() -> dict[str, set[str]]:
    """Every text of every task, in plain form, with the tasks' labels."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in training_texts.load():
        found[plain(row.text)].add(f"{row.task}={row.label}")
    return found


def verdicts() -> dict[str, bool]:
    """Every example of danger and of none without a question before it, in plain form: whether it is danger."""
    return {plain(e.text): e.danger for e in examples.load() if not e.asked}


def measured(content: Any) -> list[str]:
    """What people say in an evaluation file, at any depth."""
    if isinstance(content, dict):
        own = [content[k] for k in ("text", "user") if isinstance(content.get(k), str)]
        return own + [t for value in content.values() for t in measured(value)]
    return [t for value in content for t in measured(value)] if isinstance(content, list) else []


def heard(folder: Path = DATA / "evaluation") -> tuple[str, ...]:
    """All of them, of all sets."""
    return tuple(text for path in sorted(folder.glob("*.yml")) for text in measured(yamlfile.read(path)))


class Near:
    """Finds the text that has the largest share of words in common; short texts are not compared."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._by_word: dict[str, list[tuple[str, set[str]]]] = defaultdict(list)
        for text in texts:
            words = set(plain(text).split())
            for word in words:
                self._by_word[word].append((text, words))

    def nearest(self, text: str) -> tuple[float, str]:
        """The largest share of common words, 0 to 1, and the text that has it."""
        words = set(plain(text).split())
        if len(words) < SHORT:
            return 0.0, ""
        rare = sorted(words, key=lambda w: len(self._by_word.get(w, ())))[: len(words) // 3 + 1]
        best, many = (0.0, ""), len(words)
        for word in rare:
            for other, own in self._by_word.get(word, ()):
                more = len(own)
                if (more / many if more < many else many / more) >= best[0]:  # else not even if all words were shared
                    shared = len(words & own)
                    best = max(best, (shared / (many + more - shared), other))
        return best
