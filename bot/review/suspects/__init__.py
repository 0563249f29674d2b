"""A second look at what was taken for no danger, by other means than the judge of the turn: for reviewers only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.paths import DATA
from bot.review.suspects.alike import Alike
from bot.review.suspects.rules import Rules
from bot.safety.examples import load as examples
from bot.training_texts import calm, intents

FILE = DATA / "review" / "suspects.yml"
SEVERAL = 2  # faint rules together weigh as a heavy one
MOST = 20_000  # texts that are remembered
LIKE = "like_known_danger"


@dataclass(frozen=True)
class Suspicion:
    """``strength`` 0 to 3, whole: 0 nothing, 1 worth a look, 2 and 3 at the head of the queue; ``why``: codes."""

    strength: int
    why: tuple[str, ...] = ()


class Detector:
    """Word rules, and nearness to known dangers by the words that are shared: neither signals nor encoder."""

    def __init__(self, rules: Rules, alike: Alike) -> None:
        self._rules, self._alike = rules, alike
        self._seen: dict[str, Suspicion] = {}  # people say many things in the same few words

    @classmethod
    def load(cls) -> Detector:
        """Read the rules and the known examples (some 17,000 texts, a second or two). Raises ContentError."""
        rules = Rules.load(FILE)
        # Picked lines were written so that the words mislead: they would teach a reader of words alone the wrong thing.
        known = [(one.text, one.danger) for one in examples() if one.asked is None and not one.picked]
        known += [(text, False) for text, intent in intents() if calm(intent)]
        return cls(rules, Alike([text for text, _ in known], [danger for _, danger in known]))

    def look(self, texts: Sequence[str]) -> list[Suspicion]:
        """One suspicion for each scrubbed text."""
        if len(self._seen) > MOST:
            self._seen.clear()
        new = [text for text in dict.fromkeys(texts) if text not in self._seen]
        likes = self._alike.likeness(new)
        self._seen.update((text, self._both(text, like)) for text, like in zip(new, likes, strict=True))
        return [self._seen[text] for text in texts]

    def _both(self, text: str, like: float) -> Suspicion:
        found = self._rules.find(text)
        near = (like >= self._rules.some) + (like >= self._rules.strong)
        heavy = max((rule.weight for rule in found), default=0) if len(found) < SEVERAL else SEVERAL
        strength = min(3, near + heavy)
        if len(text.split()) < 3:  # a word or two alone tells nothing to words alone
            strength = min(1, strength)
        return Suspicion(strength, (*(rule.code for rule in found), *((LIKE,) if near else ())))
