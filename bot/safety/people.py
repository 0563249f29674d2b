"""Whether an answer names a person who must never be named; the name itself is kept nowhere, only its hashes."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

PERSON: dict[str, Any] = {
    "type": "object",
    "required": ["id", "code", "sha256", "near_misses"],
    "properties": {
        "id": {"type": "string"},
        "code": {"enum": ["person_named"]},
        "sha256": {"type": "array", "minItems": 1, "items": {"type": "string", "pattern": "^[0-9a-f]{64}$"}},
        "near_misses": {"type": "array", "minItems": 1, "items": {"type": "string", "minLength": 2}},
    },
    "additionalProperties": False,
}
_WORD = re.compile(r"[a-z]+(?:'(?!s\b)[a-z]+)?")    # "don't" is one word; the 's of "Ann's" is dropped


@dataclass(frozen=True)
class Person:
    """One person; ``sha256`` holds a digest for each way of writing the name, of one word or two."""

    id: str
    code: str
    sha256: frozenset[str]

    def found_in(self, text: str) -> bool:
        """Whether ``text`` (already plain) names the person, in capitals, in an address or however it is set."""
        words = _WORD.findall(text.lower())
        return any(digest(way) in self.sha256 for way in {*words, *(f"{a} {b}" for a, b in pairwise(words))})


@lru_cache(maxsize=1 << 15)  # the words of our answers are few and come again with each of them
def digest(words: str) -> str:
    """The SHA-256 of ``words``: small letters, one space between them."""
    return hashlib.sha256(words.encode()).hexdigest()
