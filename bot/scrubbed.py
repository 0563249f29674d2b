"""The only type of text that a store or a log accepts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Scrubbed:
    """Text whose personal data has been replaced by placeholders such as ``[PERSON_1]``.

    ``kinds`` names what was replaced, each kind once, in order of first appearance. ``repr`` hides the text: scrubbed
    is not harmless, and a log line must never hold what a person wrote.
    """

    text: str
    kinds: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Scrubbed(<{len(self.text)} characters>, kinds={self.kinds!r})"

    @property
    def changed(self) -> bool:
        """Whether anything was replaced, so that the person can be told once that names are not needed."""
        return bool(self.kinds)
