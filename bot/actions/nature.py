"""Whether a line amid a worry makes it another sort of worry, or is one more detail of it."""

from __future__ import annotations

from dataclasses import replace

from bot.actions.decided import plain_facts
from bot.actions.turn import Turn
from bot.triage import reading
from bot.triage.concern import from_facts
from bot.triage.decide import decide, level
from bot.triage.patterns import fold, put_right

VAGUE = ("general", "signs", "seek_lead", "early_help", "declined_help", "other_harm", "social_care_open", "custody")
NON_RECENT = "non_recent"  # where the person is today comes next, in the words of many worries
LONG = 12  # words: what is shorter is a detail of what was told, unless it weighs more


def meant(turn: Turn) -> Turn:
    """The turn, read as the worry that it was, where no word of the new sort stands in it ("at christmas")."""
    before, after = turn.slots.get("nature"), reading.nature_of(turn.intent)
    if not before or not after or before == NON_RECENT or reading.names_nature(after, turn.text):
        return turn
    return replace(turn, intent=f"concern_{before}")


def put_right_by(turn: Turn) -> str | None:
    """The sort of worry that a line makes of the one before, where it says who did it not, and who did."""
    before, said = turn.slots.get("nature"), fold(turn.text)
    return next((row.value for natures, row in put_right() if before in natures and row.fits(said)), None)


def kept(turn: Turn) -> Turn:
    """The turn, read as the worry that it was, where the new sort is not named, weighs less, or says too little.

    A lodger named, a brother mentioned, a place once lived in: each sounds like a worry of another sort.
    What puts right who did it ("no, he's a lad from another school") counts whatever it weighs.
    """
    right = put_right_by(turn)
    if right:
        return replace(turn, intent=f"concern_{right}")
    turn = meant(turn)
    before, after = turn.slots.get("nature"), reading.nature_of(turn.intent)
    if not before or not after or before == after:
        return turn
    facts = plain_facts(turn.facts)
    was = level(decide(from_facts({**facts, "nature": str(before)})))
    told = reading.facts_from(turn.intent, turn.text, turn.role)
    now = level(decide(from_facts(plain_facts({**facts, **told}))))
    heavier = now != was and now[0] >= was[0] and now[1] >= was[1]
    equal = now == was and (before in VAGUE and after not in VAGUE or len(turn.text.split()) >= LONG)
    return turn if heavier or equal else replace(turn, intent=f"concern_{before}")
