"""A few words that carry the last question on ("for schools?", "how long does it take"): read together with it."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.article import tell
from bot.actions.turn import Turn, index, library
from bot.guidance.articles import Article
from bot.guidance.known import shared_gate
from bot.language.asking import asks
from bot.language.encoder import shared
from bot.language.groups import FALLBACK, group
from bot.terms import ASKED_KINDS, RiskGrade

LONGEST = 8    # words; what is longer says what it is about
FEW = 6        # the same where they sound like something else that is said to us
SOME = 0.55    # score below which such words ask for nothing here
CLOSE = 0.9    # score from which they clearly go on with what was answered ...
DOUBT = 3.0    # ... so that more may speak for their being no matter of ours
KEPT = 0.16    # what the article of the last question gains (cosine) before others that are near to both
SURE, MEANT = 0.5, 0.3  # chance from which the article that the words alone seem to ask for gains, and how much of it
BEHIND = 0.2   # how far below the best it may fall when they are read behind the last question
OWN = 0.85     # score from which the words by themselves ask for a fact
# what the bare words may be taken for by mistake: nothing of ours, an answer to the form, a question by itself
_TAKEN_FOR = ("about_", "contact_", "told_", "give_", "recent", "long_ago", "have_rung")
# ... or a question about us; "and who sees this?" is one
_OF_US = ("what_can_you_do", "who_sees_this", "help_me_use", "exercise", "greet")
# what is meant for us, however it is put
_SAID_TO_US = (
    "thanks", "goodbye", "stop", "delete_conversation", "start_again", "human", "feedback_good", "feedback_bad",
    "repeat", "interpreter", "language_other", "hide_this", "cannot_ring", "not_sure_emergency", "affirm", "deny",
    "unsure", "skip", "all_safe_now", "remove_fact", "misuse_request",
)
_REFERS = re.compile(
    r"\b(?:it|its|that|this|they|them|those|these|there|one|ones|he|she|themsel\w+|each|both)\b", re.IGNORECASE
)
_GOES_ON = re.compile(
    r"^\W*(?:(?:ok|okay|right|thanks|so|but)\W+)?"
    r"(?:and|what about|how about|same|for|in|with|by|or|to|up to|under|since|from|at|compared)\b|\bthen\W*$",
    re.IGNORECASE,
)
_ONE_WORD = re.compile(r"^\W*(?:and |but )?(?:how|why|when|where|who|how come|how so|why not)\W*$", re.IGNORECASE)
_OURS = re.compile(r"\b(?:you|u|ur|your|this|chat|here)\b", re.IGNORECASE)
_ANYBODY = re.compile(r"\b(?:can|could|do|should|shall|must|may|would|will|have) (?:i|we)\b", re.IGNORECASE)
_SOMEBODY = re.compile(r"\b(?:my|i|im|i'm|i've|ive|me|our)\b", re.IGNORECASE)


def carried(dispatcher: CollectingDispatcher, turn: Turn) -> list[dict[str, Any]] | None:
    """Answer the words together with the last question; None where they are no such words, or nothing here answers."""
    found = further(turn)
    return tell(dispatcher, turn, *found) if found else None


def further(turn: Turn) -> tuple[Article, NDArray[Any]] | None:
    """The article that answers both together, and the vector (384,) by which to choose its facts; None otherwise."""
    asked = str(turn.slots.get("question") or "")
    if not asked or turn.before not in ASKED_KINDS or turn.risk.get("grade") != str(RiskGrade.NONE):
        return None
    if not _may_go_on(turn):
        return None
    own = shared().one(turn.text)
    vector = shared().one(f"{asked.rstrip('?. ')} {turn.text}")
    if turn.intent not in _OF_US and _stands_alone(turn.text, own, vector):
        asked_alone = group(turn.intent) == "ask"  # else it was taken for something else
        return None if asked_alone else (library().articles[index().nearest_fact(own, turn.text)[0]], own)
    both = np.asarray(vector + own, dtype=np.float32)
    both /= max(float(np.linalg.norm(both)), 1e-9)
    last = index().nearest_articles(shared().one(asked))[0][0]
    near = index().nearest_articles(both, turn.text)
    said = dict(near)[last]  # how near the words come to what was answered last
    least = 0.0 if group(turn.intent) == "ask" else SOME
    if near[0][1] < least or shared_gate().outside(turn.text, vector) > (DOUBT if said >= CLOSE else 0.0):
        return None
    chance = next((chance for name, chance in turn.ranking if name == turn.intent), 0.0)
    meant = turn.intent.removeprefix("ask_") if chance >= SURE else last
    gain = {meant: MEANT * chance, last: KEPT}
    name = max(near, key=lambda row: row[1] + gain.get(row[0], 0.0))[0]
    return library().articles[name], own if name == meant != last else both  # another subject: the words alone


def _stands_alone(text: str, own: NDArray[Any], together: NDArray[Any]) -> bool:
    """Whether the words by themselves ask for a fact, and do so behind the last question too ("if she can't talk")."""
    article, _, _, score = index().nearest_fact(own, text)
    if score < OWN or shared_gate().outside(text, own) > 0:
        return False
    near = index().nearest_articles(together, text)
    return dict(near)[article] >= near[0][1] - BEHIND


def _may_go_on(turn: Turn) -> bool:
    """Whether the words are a short question that leaves out what it is about."""
    text = turn.text.replace("\u2019", "'")
    if _ONE_WORD.match(text):
        return True
    if len(text.split()) > LONGEST or _SOMEBODY.search(_ANYBODY.sub("", text)):
        return False
    if group(turn.intent) == "ask":
        return bool(_REFERS.search(text) or _GOES_ON.search(text))
    taken = group(turn.intent) == "outside" or turn.intent == FALLBACK or turn.intent.startswith(_TAKEN_FOR)
    if turn.intent in _OF_US:
        return bool(_GOES_ON.search(text)) and not _OURS.search(text)
    if taken:
        return asks(text) or bool(_GOES_ON.search(text))
    few = len(text.split()) <= FEW and turn.intent not in _SAID_TO_US
    on = asks(text) or bool(_GOES_ON.search(text))
    return few and on and not _OURS.search(text)  # "which is the worst", "to who"
