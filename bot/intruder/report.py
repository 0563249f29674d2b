"""The result of one run: counts only, so that it can lie beside a release; words are shown on the terminal alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.intruder.finding import Finding, outside_placeholders
from bot.intruder.linking import Rare, conversations, rare
from bot.records.counts import LEAST, shown
from bot.records.queries import LoggedTurn

Detector = Callable[[str, str], Iterable[Finding]]


@dataclass(frozen=True)
class Report:
    """What was read and what was found in it; ``looked``: turns whose text was read."""

    day: date
    conversations: int
    looked: int
    findings: tuple[Finding, ...]
    rare: tuple[Rare, ...]

    @property
    def problems(self) -> list[str]:
        """Why the log may not be called anonymous; empty when it is clean."""
        sure = sum(1 for one in self.findings if one.sure)
        guessed = len(self.findings) - sure
        worst = max((one.alone for one in self.rare), default=0)
        found = [
            f"too few conversations to say anything: {shown(self.conversations)}" * (self.conversations < LEAST),
            f"identifiers left in the text: {shown(sure)}" * bool(sure),
            f"words that could be a name, a place or an organisation: {shown(guessed)}" * bool(guessed),
            f"conversations that can be singled out by what an outsider may know: {shown(worst)}" * bool(worst),
        ]
        return [line for line in found if line]

    def as_dict(self) -> dict[str, Any]:
        """The release record; every count under five is hidden."""
        kinds = Counter((one.sure, one.kind) for one in self.findings)
        return {
            "schema": "intruder/1", "day": self.day.isoformat(), "conversations": shown(self.conversations),
            "turns_read": shown(self.looked),
            "identifiers": {kind: shown(n) for (sure, kind), n in sorted(kinds.items()) if sure},
            "guesses": {kind: shown(n) for (sure, kind), n in sorted(kinds.items()) if not sure},
            "rare": [
                {"columns": list(one.columns), "alone": shown(one.alone), "alone_by_month": shown(one.by_month)}
                for one in self.rare
            ],
            "problems": self.problems, "clean": not self.problems,
            "called": "de-identified" if self.problems else "anonymous",
        }


def examine(every: list[LoggedTurn], drawn: list[LoggedTurn], detectors: Iterable[Detector], day: date) -> Report:
    """Look at the texts that were drawn with every detector, and at all conversations for rare combinations."""
    known = conversations(every)
    findings: list[Finding] = []
    texts = [turn for turn in drawn if turn.text]
    for detect in detectors:
        for turn in texts:
            findings += outside_placeholders(turn.text or "", detect(turn.row, turn.text or ""))
    return Report(day, len(known), len(texts), tuple(_once(findings)), tuple(rare(known)))


def _once(findings: list[Finding]) -> list[Finding]:
    """Each place once, a sure find before a guess: several detectors see the same words."""
    kept: list[Finding] = []
    for one in sorted(findings, key=lambda f: (f.row, not f.sure, f.start, -f.end)):
        if not any(k.row == one.row and k.start < one.end and one.start < k.end for k in kept[-20:]):
            kept.append(one)
    return kept
