"""What reviewers agreed on about one turn, with everybody who said it; from the review's pages or from a file."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bot.errors import ContentError
from bot.records import marks
from bot.records.marks import KINDS, LEAD
from bot.records.reading import LogReader

__all__ = ["KINDS", "LEAD", "Mark"]
NOTHING = "-"   # a value that says nothing more
OTHER = "other"  # the voice of whoever is none of the others


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
    voice: str = OTHER
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


def together(rows: Sequence[marks.Mark], before: Mapping[str, tuple[str, ...]] | None = None) -> list[Mark]:
    """One mark for each thing said about a turn, whoever said it; turns whose text is gone are left out.

    ``before``: by turn, the intents of the turns before it.
    """
    found: dict[tuple[str, str, str], list[marks.Mark]] = {}
    for one in rows:
        if one.text and one.kind in KINDS:
            found.setdefault((one.turn, one.kind, one.value), []).append(one)
    return [
        Mark(
            text=str(same[0].text), kind=kind, value=value, intent=same[0].intent,
            signers=tuple(dict.fromkeys((one.who, one.role) for one in same)), rows=tuple(one.row for one in same),
            voice=_voice(same), before=(before or {}).get(turn, ()),
        )
        for (turn, kind, value), same in found.items()
    ]


def _voice(said: Sequence[marks.Mark]) -> str:
    """The voice that a safety lead heard, else the one that was named last."""
    heard = sorted((one for one in said if one.voice), key=lambda one: (one.role == LEAD, one.row))
    return str(heard[-1].voice) if heard else OTHER


def of_review(url: str) -> list[Mark]:
    """The agreed marks of the review's pages. Raises StoreError."""
    agreed = marks.agreed(url)
    return together(agreed, _before(url, [one.turn for one in agreed if one.kind == "story"]))


def _before(url: str, turns: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The intents of what was said before each of these turns, the oldest first."""
    reader = LogReader(url)
    try:
        told = reader.turns(turns) if turns else []
        talks = reader.conversations({one.log_id for one in told}) if told else {}
    finally:
        reader.close()
    return {
        one.row: tuple(turn.intent or "" for turn in talks[one.log_id] if turn.position < one.position) for one in told
    }


def finished(url: str, rows: Collection[int]) -> None:
    """Tell the review that these marks are in the data now; without rows there is nobody to tell."""
    if rows:
        marks.done(url, rows)


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
