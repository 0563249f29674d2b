"""Every line that a person may read, drawn from the YAML files, with the measures of how it reads."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from bot import yamlfile
from bot.paths import DATA, GUIDANCE
from bot.publishing.reading import grade, sentences, syllables

__all__ = ["Line", "grade", "lines", "sentences", "syllables", "walk"]

SPOKEN = [
    *sorted((DATA / "words").glob("*.yml")), *sorted(GUIDANCE.glob("*.yml")),
    *(DATA / f"{n}.yml" for n in ("triage_words", "triage_additions", "questions", "contacts", "signs", "situations")),
]
# What people type, and what is never shown.
NOT_OURS = {
    "asks", "said", "examples", "offer", "source", "section", "url", "id", "fact", "checked", "lapses", "citations",
    "contacts", "when", "unless", "title", "phone", "sms",
}
# Keys that hold our words in other files.
PATTERNS = {"contacts.yml": {"words"}, "situations.yml": {"words", "patterns", "near_misses"}, "signs.yml": {"little"}}


class Line(NamedTuple):
    """One text we show, with the file and the keys that lead to it."""

    file: str
    keys: tuple[str, ...]
    text: str

    @property
    def where(self) -> str:
        return f"{self.file}: {'/'.join(self.keys)}: {self.text[:90]}"


def walk(file: str, content: Any, keys: tuple[str, ...] = ()) -> Iterator[Line]:
    """Texts of two words or more at any depth."""
    if isinstance(content, dict):
        for key, value in content.items():
            if str(key) not in NOT_OURS | PATTERNS.get(file, set()):
                yield from walk(file, value, (*keys, str(key)))
    elif isinstance(content, list):
        for value in content:
            yield from walk(file, value, keys)
    elif isinstance(content, str) and " " in content:
        yield Line(file, keys, content)


@cache
def lines() -> tuple[Line, ...]:
    """All of them; languages.yml is left to its own readers."""
    return tuple(
        line for path in SPOKEN if path.name != "languages.yml"
        for line in walk(path.relative_to(DATA).as_posix(), yamlfile.read(path))
    )
