"""What a judgement of danger needs to know of the conversation, and what it says."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from numpy.typing import NDArray

from bot.terms import RiskGrade

TAKEN = frozenset({"fgm_imminent", "trafficking_now", "honour_violence_now"})  # codes: somebody may be taken abroad


@dataclass(frozen=True)
class Context:
    """What the conversation adds: the slot last asked for, its words and choices, other buttons, what is still open.

    ``answered``: the message before was a question of the guidance, and was answered or declined.
    ``called``: the message before was a bare call for help, and nothing else has been said of the danger.
    ``together``: the open emergency is that somebody is with a child, and ends where they are apart.
    ``child``: a child writes, and asks on in the middle of a danger of their own.
    ``guessed``: the open emergency is what the classifier made of words that no signal knows, or of "not sure".
    ``journey``: somebody is feared to be taken abroad, to be cut or married.
    ``unsafe``: the message before said that they do not feel safe; a bare "yes" may mean just that.
    """

    asked: str | None = None
    asked_text: str | None = None
    emergency_open: bool = False
    check_open: bool = False
    worries: int = 0
    options: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    called: bool = False
    together: bool = False
    guessed: bool = False
    child: bool = False
    unsafe: bool = False
    journey: bool = False
    answered: bool = False


@dataclass(frozen=True)
class Assessment:
    """The judgement. ``follow``: what was answered while an emergency is open; ``answer``: to the safety question.

    ``guessed``: immediate by the classifier alone, for no signal knows a danger in the words, or by a "not sure".
    """

    grade: RiskGrade
    reasons: tuple[str, ...] = ()
    dangers: tuple[str, ...] = ()
    score: float | None = None
    ended: bool = False
    follow: str | None = None
    answer: str | None = None
    guessed: bool = False
    vector: NDArray[Any] | None = field(default=None, repr=False, compare=False)

    def turned(
        self, grade: RiskGrade, reason: str, ended: bool = False, follow: str | None = None, answer: str | None = None
    ) -> Assessment:
        """The same with another grade, one more reason, and what it means for what was asked or open; no guess now."""
        reasons = (*self.reasons, reason)
        return replace(self, grade=grade, reasons=reasons, ended=ended, follow=follow, answer=answer, guessed=False)

    def as_dict(self) -> dict[str, Any]:
        """What the engine is told; holds no words of the person."""
        whole = asdict(self)
        for own in ("vector", "guessed"):  # the edge keeps both to itself
            whole.pop(own)
        return {**whole, "grade": str(self.grade), "reasons": list(self.reasons), "dangers": list(self.dangers)}
