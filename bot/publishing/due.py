"""What must be checked again, and by when: contacts, articles, signs, and the law and practice that is cited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot import yamlfile
from bot.contacts.directory import Directory
from bot.guidance import published
from bot.paths import DATA
from bot.records.retention import months_before
from bot.terms import Source

CITED_MONTHS = 6  # a page that is cited is looked at again after so long, as everything else is
CITING = ("triage_words.yml", "triage_additions.yml", "situations.yml", "words/*.yml")


@dataclass(frozen=True, order=True)
class Item:
    """One thing with a day; ``served`` says what people see once that is past."""

    lapses: date
    kind: str
    name: str
    checked: date
    served: str

    def line(self, today: date) -> str:
        """One line of the list."""
        days = (self.lapses - today).days
        when = f"in {days} days" if days >= 0 else f"LAPSED {-days} days ago: {self.served}"
        return f"{self.lapses}  {self.kind:<10} {self.name} (checked {self.checked}), {when}"


def items(data: Path) -> list[Item]:
    """Everything with a day, the first to lapse first. Raises ContentError."""
    library = published.library(data)
    found = [
        Item(c.lapses, "contact", c.id, c.checked, "shown as it stands" if c.never_lapses else "shown with a warning")
        for c in Directory.load().all()
    ]
    found += [
        Item(date.fromisoformat(a.lapses), "guidance", f"{a.topic}/{a.id}", date.fromisoformat(a.checked),
             "answered with a warning and whom to ring")
        for a in library.articles.values()
    ]
    signs = yamlfile.read(DATA / "signs.yml")
    found.append(Item(date.fromisoformat(signs["lapses"]), "signs", "signs.yml", date.fromisoformat(signs["checked"]),
                      "shown as they stand"))
    cited = [*(c for a in library.articles.values() for c in a.citations), *_cited()]
    for section, title, source, checked in sorted({_key(c) for c in cited if c["source"] != Source.STRATEGY}):
        day = date.fromisoformat(checked)
        found.append(Item(months_before(day, -CITED_MONTHS), source, f"{section}: {title}", day,
                          "shown with the day of its check"))
    return sorted(found)


def due(found: list[Item], today: date, within: int) -> list[Item]:
    """What lapses within so many days, or has lapsed."""
    return [one for one in found if (one.lapses - today).days <= within]


def _key(cited: dict[str, Any]) -> tuple[str, str, str, str]:
    return str(cited["section"]), str(cited["title"]), str(cited["source"]), str(cited["checked"])


def _cited() -> Iterator[dict[str, Any]]:
    for pattern in CITING:
        for path in sorted(DATA.glob(pattern)):
            yield from _inside(yamlfile.read(path))


def _inside(content: Any) -> Iterator[dict[str, Any]]:
    """Every citation at any depth."""
    if isinstance(content, dict):
        if content.get("source") in {str(s) for s in Source} and "checked" in content:
            yield content
        for value in content.values():
            yield from _inside(value)
    elif isinstance(content, list):
        for value in content:
            yield from _inside(value)
