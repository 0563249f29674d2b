"""Runs of words as short hashes, so that our wording can be held against a text that is not kept in this repository.

For a new edition of the strategy, from the root: python -m bot.publishing.word_runs THE_STRATEGY.txt
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from bot import yamlfile
from bot.paths import DATA

LONG = 12    # words in a row: official names are shorter, a sentence carried over is longer
KEPT = DATA / "strategy_runs.txt"
SHARED = DATA / "shared_runs.yml"


def words(text: str) -> list[str]:
    """Small letters and figures only; an apostrophe, curly or not, joins its word."""
    return re.findall(r"[a-z0-9]+", re.sub("['‘’]", "", text.lower()))


def runs(text: str) -> Iterator[str]:
    """Each run of ``LONG`` words, one space between them."""
    found = words(text)
    for start in range(len(found) - LONG + 1):
        yield " ".join(found[start:start + LONG])


def mark(run: str) -> str:
    """The first 8 of the SHA-256's 64 figures: too few to be sure, enough to tell a copied run from our own."""
    return hashlib.sha256(run.encode()).hexdigest()[:8]


@cache
def marks() -> tuple[str, ...]:
    """The marks of the strategy's own runs."""
    return tuple(KEPT.read_text(encoding="utf-8").split())


@cache
def _known() -> frozenset[str]:
    return frozenset(marks())


def copied(text: str, allowed: Iterable[str] = ()) -> list[str]:
    """Runs of ``text`` that stand in the strategy too, less those inside an allowed one."""
    free = {run for one in allowed for run in runs(one)}
    return [run for run in runs(text) if run not in free and mark(run) in _known()]


@cache
def shared() -> tuple[str, ...]:
    """Runs that may be shared, each with its reason in the file."""
    return tuple(one["run"] for one in yamlfile.read(SHARED)["shared"])


if __name__ == "__main__":
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    KEPT.write_text("\n".join(sorted({mark(run) for run in runs(text)})) + "\n", encoding="utf-8")
