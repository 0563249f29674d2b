"""Which family of intents a message belongs to, before which intent: near intents share their votes."""

from __future__ import annotations

from functools import lru_cache

FALLBACK = "nlu_fallback"
MISUSE = "misuse_request"
# A family that is wrong more dearly must be surer: a worry that is declined goes unheard (and a question that nothing
# answers is declined later anyway: bot.guidance.known); help for somebody who means harm is the worst answer of all.
WEIGHTS = {"outside": 0.4, MISUSE: 2.0}
# ... and so is a refusal of somebody who means well ("how do I adopt a child"): below this chance it is not meant.
# A worry that is taken for an exercise goes unheard, and children tell in stories; who means one mostly says so.
LEAST = {MISUSE: 0.4, "exercise": 0.5}


@lru_cache(maxsize=1000)
def group(intent: str) -> str:
    """The family of an intent: a worry, a question, something declined, something outside, or small talk."""
    if intent.startswith("ask_"):
        return "ask"
    if intent.startswith(("concern_", "young_person_")) or intent in (
        "self_concern",
        "survivor_support",
        "family_support",
    ):
        return "concern"
    if intent.startswith(("decline_", "out_of_scope")):
        return "outside"
    return intent  # short answers and small talk stand each for itself


def choose(ranking: list[tuple[str, float]], least: float) -> list[tuple[str, float]]:
    """Reorder a ranking so that the strongest family comes first, its own members in order.

    A family's strength is the sum of its members. When even the best member is below ``least`` and its family
    below one half, the fallback intent is put in front.
    """
    strength: dict[str, float] = {}
    for name, p in ranking:
        if p >= LEAST.get(name, 0.0):
            family = group(name)
            strength[family] = strength.get(family, 0.0) + p * WEIGHTS.get(family, 1.0)
    best = max(strength, key=lambda g: strength[g])
    ordered = [r for r in ranking if group(r[0]) == best] + [r for r in ranking if group(r[0]) != best]
    if ordered[0][1] < least and strength[best] < 0.5:
        return [(FALLBACK, 1 - strength[best]), *ordered]
    return ordered


def both(whole: list[tuple[str, float]], alone: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """The worries by their chance in the whole text and in what it tells together; other intents are not meant."""
    in_whole = dict(whole)
    mixed = {name: p + in_whole.get(name, 0.0) for name, p in alone if group(name) == "concern"}
    total = sum(mixed.values())
    return sorted(((name, p / total) for name, p in mixed.items()), key=lambda one: -one[1])
