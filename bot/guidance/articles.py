"""Articles of guidance: read, checked and joined to their citations."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot import yamlfile
from bot.errors import ContentError
from bot.guidance.schema import ARTICLE_FILE, STRATEGY_FILE
from bot.paths import DATA, GUIDANCE
from bot.terms import TOPICS, Role, Route

UNFILLED = "FILL IN"  # begins every text that ``safeguard new-topic`` leaves to a writer


@dataclass(frozen=True)
class Point:
    """One fact, in words that can stand alone; ``asks`` are ways of asking for it; ``audience`` empty = everyone.

    ``cited``: heading and chapter of the strategy, for a fact that stands elsewhere than its article begins.
    """

    say: str
    asks: tuple[str, ...]
    audience: tuple[str, ...]
    fact: str
    cited: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Article:
    """One subject. Its Rasa intent is ``ask_<id>``; the first ``kept`` citations stand before those beside it."""

    id: str
    topic: str
    title: str
    agency: str | None
    route: Route
    lead: dict[str, str]
    points: tuple[Point, ...]
    steps: tuple[str, ...]
    avoid: tuple[str, ...]
    record: tuple[str, ...]
    contacts: tuple[str, ...]
    citations: tuple[dict[str, Any], ...]
    related: tuple[str, ...]
    checked: str
    lapses: str
    kept: int = 1

    def lead_for(self, role: Role) -> str:
        """The direct answer in brief, in the words meant for this reader (the parent's where none are)."""
        return self.lead.get(str(role)) or self.lead.get("parent") or next(iter(self.lead.values()))

    def lapsed(self, today: date) -> bool:
        """Whether the check is too old to be relied on."""
        return today > date.fromisoformat(self.lapses)

    def points_for(self, role: Role) -> tuple[Point, ...]:
        """The facts meant for this reader; an unknown reader gets what is meant for any adult."""
        adult = role not in (Role.YOUNG_PERSON,)
        names = {str(role)} | ({"parent", "professional"} if role is Role.UNKNOWN else set())
        names |= {"parent"} if adult and role is not Role.PROFESSIONAL else set()
        return tuple(p for p in self.points if not p.audience or names & set(p.audience))


@dataclass(frozen=True)
class Library:
    """All articles by id, and the edition of the strategy they explain."""

    articles: dict[str, Article]
    edition: dict[str, str]
    version: str

    def get(self, article_id: str) -> Article | None:
        """One article, or None when there is no such id."""
        return self.articles.get(article_id)


def load(
    folder: Path = GUIDANCE, strategy: Path = DATA / "strategy.yml", over: Mapping[str, Path] | None = None
) -> Library:
    """Read every guidance file; raise ContentError with all problems at once.

    ``over``: by the name of a file, the one to read in its place.
    """
    book = yamlfile.check(strategy, yamlfile.read(strategy), STRATEGY_FILE)
    problems: list[str] = []
    articles: dict[str, Article] = {}
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.yml")):
        text = (over or {}).get(path.name, path).read_bytes()
        digest.update(text)
        try:
            content = content_of(path.name, text)
        except ContentError as error:
            problems += error.problems
            continue
        for raw in content["articles"]:
            found = _problems(raw, content["topic"], book, articles)
            problems += [f"{path.name}: {raw['id']}: {p}" for p in found]
            if all(_complete(c) for c in raw["citations"]):
                articles[raw["id"]] = _article(raw, content["topic"], book)
    problems += [
        f"{strategy.name}: chapters: no heading {name!r}"
        for pair in book["chapters"].items() for name in pair if name not in book["headings"]
    ]
    problems += [
        f"guidance: {a.id}: related article {other} does not exist"
        for a in articles.values() for other in a.related if other not in articles
    ]
    if problems:
        raise ContentError(problems)
    edition = {k: str(v) for k, v in book.items() if k not in ("headings", "chapters")}
    return Library(articles, edition, digest.hexdigest()[:12])


@lru_cache(maxsize=64)
def content_of(name: str, text: bytes) -> dict[str, Any]:
    """One file, parsed once as long as it stays the same: a running engine must not stop to parse them all again.

    Nobody may change what comes back. Raises ContentError.
    """
    try:
        raw = yamlfile.parse(name, text.decode("utf-8"))
    except UnicodeDecodeError:
        raise ContentError([f"{name}: cannot be read as text"]) from None
    content: dict[str, Any] = yamlfile.check(Path(name), raw, ARTICLE_FILE)
    return content


def _problems(raw: dict[str, Any], topic: str, book: dict[str, Any], known: dict[str, Article]) -> list[str]:
    found = [f"to be filled in: {text.removeprefix(UNFILLED).strip(': ')}" for text in _unfilled(raw)]
    if topic not in TOPICS:
        found.append(f"unknown topic {topic}")
    if raw["id"] in known:
        found.append("the id is used twice")
    found += [
        f"the strategy has no heading {c['section']!r}"
        for c in raw["citations"] if c["source"] == "strategy" and c["section"] not in book["headings"]
    ]
    found += [
        f"the strategy has no heading {p['section']!r}"
        for p in raw["points"] if p.get("section", book["headings"][0]) not in book["headings"]
    ]
    found += [
        f"citation {c['section']!r} needs title, url and checked"
        for c in raw["citations"] if not _complete(c)
    ]
    return found


def _complete(cited: dict[str, Any]) -> bool:
    return cited["source"] == "strategy" or {"title", "url", "checked"} <= set(cited)


def _unfilled(content: Any) -> Iterator[str]:
    """Every text that a skeleton left to be written; such an article is never served."""
    if isinstance(content, str) and content.startswith(UNFILLED):
        yield content
    for part in content.values() if isinstance(content, dict) else content if isinstance(content, list) else ():
        yield from _unfilled(part)


def _article(raw: dict[str, Any], topic: str, book: dict[str, Any]) -> Article:
    return Article(
        id=raw["id"], topic=topic, title=raw["title"], agency=raw.get("agency"), route=Route(raw["route"]),
        lead=raw["lead"], points=tuple(_point(p, book) for p in raw["points"]), steps=tuple(raw.get("steps") or ()),
        avoid=tuple(raw.get("avoid") or ()), record=tuple(raw.get("record") or ()),
        contacts=tuple(raw.get("contacts") or ()), citations=_headed(raw["citations"], book),
        related=tuple(raw.get("related") or ()), checked=str(raw["checked"]), lapses=str(raw["lapses"]),
        kept=len(_headed(raw["citations"][:1], book)),
    )


def _point(raw: dict[str, Any], book: dict[str, Any]) -> Point:
    cited = _headed([{"source": "strategy", "section": raw["section"]}], book) if "section" in raw else ()
    asks, audience = tuple(raw.get("asks") or ()), tuple(raw.get("for") or ())
    return Point(raw["say"], asks, audience, str(raw.get("fact", "S")), cited)


def _headed(raw: list[dict[str, Any]], book: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """The citations, the first one's chapter right after it."""
    chapter = book["chapters"].get(raw[0]["section"])
    after = [{"source": "strategy", "section": chapter}] if chapter else []
    rest = [c for c in raw[1:] if c["section"] != chapter]
    return tuple(citation(c, book) for c in (raw[0], *after, *rest))


def citation(raw: dict[str, Any], book: dict[str, Any]) -> dict[str, Any]:
    """A citation as the contract wants it; the strategy's title, address and edition are filled in."""
    if raw["source"] == "strategy":
        return {
            "section": raw["section"], "title": book["title"], "source": "strategy", "url": book["url"],
            "edition": book["edition"], "checked": str(book["checked"]),
        }
    return {
        "section": raw["section"], "title": raw["title"], "source": raw["source"], "url": raw["url"],
        "edition": None, "checked": str(raw["checked"]),
    }
