"""The small type that joins finding and replacing: a stretch of a message that holds personal data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from bot.scrubbed import Scrubbed

__all__ = ["Recogniser", "Scrubbed", "Span", "resolve", "without"]


@dataclass(frozen=True)
class Span:
    """Characters ``start`` to ``end`` (end not included) are of this ``kind``; ``score`` is 0 to 1.

    ``within`` is the wider place that may still be said when this one goes ("Cambridgeshire" for a village).
    """

    start: int
    end: int
    kind: str
    score: float
    within: str = ""

    @property
    def length(self) -> int:
        """Number of characters."""
        return self.end - self.start


Recogniser = Callable[[str], Iterable[Span]]


def resolve(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans that do not overlap, in order: the longest wins, then the highest score, then the earliest.

    What sticks out of a winner is not lost: a loser that overlaps only in part keeps the part outside the winner,
    because half of a name left standing is a leak.
    """
    chosen: list[Span] = []
    for span in sorted(spans, key=lambda s: (-s.length, -s.score, s.start, s.kind)):
        chosen.extend(_outside(span, chosen))
    return tuple(sorted(chosen, key=lambda s: s.start))


def without(spans: Iterable[Span], holes: Iterable[tuple[int, int]]) -> Iterator[Span]:
    """The parts of spans that lie outside these stretches of the text."""
    taken = [Span(start, end, "", 0.0) for start, end in holes]
    for span in spans:
        yield from _outside(span, taken)


def _outside(span: Span, taken: list[Span]) -> list[Span]:
    """The parts of a span that no taken span covers."""
    parts = [span] if span.length > 0 else []
    for other in taken:
        cut: list[Span] = []
        for part in parts:
            if other.end <= part.start or other.start >= part.end:
                cut.append(part)
                continue
            if part.start < other.start:
                cut.append(replace(part, end=other.start))
            if other.end < part.end:
                cut.append(replace(part, start=other.end))
        parts = cut
    return parts
