"""Every labelled text of the project as rows for the encoder's training: one task, one text, one label a row."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from bot import yamlfile
from bot.guidance import articles
from bot.paths import NLU
from bot.replies.words import words
from bot.safety import examples as safety
from bot.signs import catalogue

TASKS = ("danger", "danger_kind", "ended", "voice", "intent", "signs", "pairs")


@dataclass(frozen=True)
class Row:
    """``label`` is the class; for ``signs`` a frozenset of columns; for ``pairs`` the fact that answers the text."""

    task: str
    text: str
    label: str | frozenset[str]


def intents() -> list[tuple[str, str]]:
    """All (text, intent) pairs of the NLU files."""
    pairs = []
    for path in sorted(NLU.rglob("*.yml")):
        for block in yamlfile.read(path)["nlu"]:
            lines = str(block.get("examples", "")).splitlines()
            pairs += [
                (line.strip()[2:].strip(), str(block["intent"])) for line in lines if line.strip().startswith("- ")
            ]
    return pairs


NOT_CALM = (
    "cannot_ring",
    "have_rung",
    "not_sure_emergency",
    "contact_today",
    "hide_this",
    "affirm",
    "deny",
    "unsure",
    "language_other",
    "misuse_request",
)


def calm(intent: str) -> bool:
    """Whether an intent's examples also teach that nothing dangers anybody within hours.

    Left out: answers that depend on what was asked, and those that may well come from somebody in danger.
    """
    return intent not in NOT_CALM


def load() -> list[Row]:
    """All rows of all tasks."""
    rows: list[Row] = []
    for e in safety.load():
        text = f"{e.asked} {e.text}" if e.asked else e.text
        rows.append(Row("danger", text, "immediate" if e.danger else "none"))
        rows.append(Row("danger_kind", text, e.kind))
        if e.voice in safety.VOICES:
            rows.append(Row("voice", text, e.voice))
    rows += [Row("ended", text, name) for text, name in safety.endings()]
    pairs = intents()
    rows += [Row("intent", text, intent) for text, intent in pairs]
    rows += [Row("danger", text, "none") for text, intent in pairs if calm(intent)]
    rows += [Row("signs", text, columns) for text, columns in catalogue.examples()]
    rows += [Row("signs", said, frozenset([s.column])) for s in catalogue.load() for said in s.said]
    rows += [Row("pairs", ask, p.say) for a in articles.load().articles.values() for p in a.points for ask in p.asks]
    return rows


def every_text(rows: list[Row]) -> list[str]:
    """Each text whose vector somebody needs, once: the rows, the facts they lead to, labels, a child's questions."""
    texts = [r.text for r in rows] + [str(r.label) for r in rows if r.task == "pairs"]
    texts += [s.label for s in catalogue.load()]
    texts += [ask for entry in words("support")["young_answers"] for ask in entry["asks"]]
    return list(dict.fromkeys(texts))


def labels(rows: list[Row]) -> dict[str, list[str]]:
    """The classes of each task that has a head."""
    found = {t: sorted({str(r.label) for r in rows if r.task == t}) for t in TASKS if t not in ("signs", "pairs")}
    return {**found, "signs": list(catalogue.COLUMNS)}


def held_out(text: str, share: float) -> bool:
    """A fixed share of texts, by hash, kept away from training so that thresholds can be chosen honestly."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF < share
