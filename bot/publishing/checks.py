"""Whether a proposed file may be published: read by the loaders of the service, then linted; every fault at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot import yamlfile
from bot.errors import ContentError
from bot.guidance import articles, published
from bot.paths import GUIDANCE
from bot.publishing import lint
from bot.publishing.reading import grade
from bot.replies.emergency import directory

Scrub = Callable[[str], Any]


@dataclass(frozen=True)
class Checked:
    """A file that may be published: its topic, the version that answers would carry, and how plain each lead is."""

    topic: str
    version: str
    grades: dict[str, float]
    asks_changed: bool


def standing(data: Path, topic: str) -> Path:
    """The text of a topic that is served now. Raises ContentError for a topic without a file."""
    name = f"{topic}.yml"
    if not (GUIDANCE / name).is_file():
        known = ", ".join(path.stem for path in sorted(GUIDANCE.glob("*.yml")))
        raise ContentError([f"{topic}: no such topic; there are {known}"])
    return published.over(data).get(name, GUIDANCE / name)


def topic_of(path: Path) -> str:
    """The topic that a file names itself. Raises ContentError."""
    content = yamlfile.read(path)
    topic = content.get("topic") if isinstance(content, dict) else None
    if not isinstance(topic, str) or not re.fullmatch(r"[a-z0-9_]+", topic):
        raise ContentError([f"{path.name}: a file of guidance begins with topic: and the name of one"])
    return topic


def check(path: Path, data: Path, today: date, scrub: Scrub, no_names: tuple[str, ...] = ()) -> Checked:
    """Raises ContentError with every fault. ``no_names``: words that look like a name and are none."""
    topic = topic_of(path)
    before = standing(data, topic)
    name = f"{topic}.yml"
    content = articles.content_of(name, path.read_bytes())
    old = articles.content_of(name, before.read_bytes())
    problems = [*_same_articles(name, content, old), *lint.faults(name, content, directory(), today)]
    known = frozenset(_texts(old))
    hidden = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in no_names) or r"(?!)")
    problems += lint.personal(name, content, lambda text: scrub("" if text in known else hidden.sub("it", text)))
    library = None
    try:
        library = articles.load(over={**published.over(data), name: path})
    except ContentError as error:
        problems += error.problems
    if problems or library is None:
        raise ContentError(problems)
    grades = {f"{raw['id']} {reader}": round(grade(text), 1)
              for raw in content["articles"] for reader, text in raw["lead"].items()}
    return Checked(topic, library.version, grades, _asks(content) != _asks(old))


def _same_articles(name: str, new: Any, old: Any) -> list[str]:
    """Which articles there are is learnt by the model: one that comes or goes needs training, and so a release."""
    ids, before = ({raw["id"] for raw in content["articles"]} for content in (new, old))
    said = "a new article needs examples and training: `safeguard new-topic` shows where"
    return [*(f"{name}: {id}: {said}" for id in sorted(ids - before)),
            *(f"{name}: {id}: an article cannot go while the model knows it" for id in sorted(before - ids))]


def _asks(content: Any) -> set[str]:
    return {ask for raw in content["articles"] for point in raw["points"] for ask in point.get("asks") or ()}


def _texts(content: Any) -> set[str]:
    """Everything that stands already: it was read when it came in."""
    return {text for raw in content["articles"] for _, text in lint.spoken(raw)} | _asks(content)
