"""What reviewers agreed on about one turn, with everybody who said it; from the review's pages or from a file."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

from bot.errors import ContentError, SettingsError

KINDS = ("relabel", "risk_up", "risk_down", "story", "test", "question", "article")
LEAD = "safety_lead"
NOTHING = "-"   # a value that says nothing more


class Row(Protocol):
    """One person's word, as the review keeps it."""

    row: int
    turn: str
    kind: str
    value: str
    who: str
    role: str
    text: str | None
    intent: str | None


@dataclass(frozen=True)
class Mark:
    """One correction. ``value``: an intent, an article, a kind of danger or what a test expects; ``-`` for nothing.

    ``signers`` are (who, role), each person once. ``before`` holds the intents of the turns before, the oldest first.
    ``point`` is a new fact of an article: ``say`` and ``asks``. ``rows`` are those of the review. ``repr`` hides text.
    """

    text: str = field(repr=False)
    kind: str
    value: str = NOTHING
    signers: tuple[tuple[str, str], ...] = ()
    intent: str | None = None
    voice: str = "other"
    before: tuple[str, ...] = ()
    point: dict[str, Any] | None = None
    rows: tuple[int, ...] = ()

    @property
    def two_with_a_lead(self) -> bool:
        """Whether two different people said it, one of them as safety lead."""
        return len({who for who, _ in self.signers}) >= 2 and LEAD in {role for _, role in self.signers}

    def as_dict(self) -> dict[str, Any]:
        """As the manifest holds it."""
        return json.loads(json.dumps(asdict(self)))  # type: ignore[no-any-return]


def together(rows: Sequence[Row]) -> list[Mark]:
    """One mark for each thing said about a turn, whoever said it; turns whose text is gone are left out."""
    found: dict[tuple[str, str, str], list[Row]] = {}
    for one in rows:
        if one.text and one.kind in KINDS:
            found.setdefault((one.turn, one.kind, one.value), []).append(one)
    return [
        Mark(
            text=str(same[0].text), kind=kind, value=value, intent=same[0].intent,
            signers=tuple(dict.fromkeys((one.who, one.role) for one in same)), rows=tuple(one.row for one in same),
        )
        for (_, kind, value), same in found.items()
    ]


def of_review(url: str) -> list[Mark]:
    """The agreed marks of the review's pages. Raises SettingsError where there are no such pages, or StoreError."""
    return together(_review("agreed")(url))


def finished(url: str, rows: Collection[int]) -> None:
    """Tell the review that these marks are in the data now; without rows there is nobody to tell."""
    if rows:
        _review("done")(url, rows)


def _review(name: str) -> Callable[..., Any]:
    try:
        return getattr(importlib.import_module("bot.records.marks"), name)  # type: ignore[no-any-return]
    except (ImportError, AttributeError):
        raise SettingsError("there are no marks of reviewers here; name a file with --marks") from None


def of_file(path: Path) -> list[Mark]:
    """Marks from a JSON list of objects with the fields of ``Mark``. Raises ContentError."""
    try:
        return [from_dict(raw) for raw in json.loads(path.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ContentError([f"{path.name}: no list of marks ({type(error).__name__})"]) from None


def from_dict(raw: dict[str, Any]) -> Mark:
    """The mark that ``as_dict`` wrote. Raises TypeError, KeyError or ValueError for anything else."""
    if raw["kind"] not in KINDS:
        raise ValueError(raw["kind"])
    signers = tuple((str(who), str(role)) for who, role in raw.get("signers", ()))
    rest = {name: value for name, value in raw.items() if name not in ("signers", "before", "rows")}
    return Mark(
        **rest, signers=signers, before=tuple(raw.get("before", ())), rows=tuple(raw.get("rows", ())),
    )
