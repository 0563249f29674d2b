"""A young person's own questions, answered in a few plain words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot import yamlfile
from bot.language import cache
from bot.language.asking import asks
from bot.language.encoder import shared
from bot.paths import NLU
from bot.replies.words import words
from bot.safety.replies_read import age_alone

NEAR = 0.62  # cosine from which a question is taken as one of these
DID = "young_person_did_something"
TELLINGS = ("young_person_telling", "young_person_friend", DID)  # intents of what is told
TOLD_IN = (*TELLINGS, "z_children_in_their_own_words")  # the files of their examples


@lru_cache(maxsize=1)
def _asks() -> tuple[list[dict[str, Any]], NDArray[Any]]:
    owners = [(entry, ask) for entry in words("support")["young_answers"] for ask in entry["asks"]]
    return [entry for entry, _ in owners], cache.encode(shared(), [ask for _, ask in owners], keep=False)


@lru_cache(maxsize=1)
def _tellings() -> NDArray[Any]:
    blocks = [block for name in TOLD_IN for block in yamlfile.read(NLU / f"{name}.yml")["nlu"]]
    lines = [line.strip() for b in blocks if b["intent"] in TELLINGS for line in str(b["examples"]).splitlines()]
    said = [line.removeprefix("- ") for line in lines if line and not asks(line)]
    return cache.encode(shared(), said, keep=False)


def least_near(text: str) -> float:
    """How near a short answer must lie to a sentence that asks nothing: nearer than any telling; to a question, NEAR.

    "My stepdad comes in my room" is near to "my stepdad reads my phone", and tells something.
    """
    return NEAR if asks(text) else float(np.max(_tellings() @ shared().one(text)))


def young_answer(text: str, least: float = NEAR, told: str = "") -> dict[str, Any] | None:
    """The entry whose way of asking is nearest, or None when none is as near as ``least`` (cosine).

    ``told``: the intent of what they told before; who did something is not told that it was not their fault.
    """
    if age_alone(text, asked=True):  # "im 13" and "14" ask nothing
        return None
    owners, vectors = _asks()
    scores = vectors @ shared().one(text)
    scores[[i for i, entry in enumerate(owners) if "unless" in entry and _about_another(entry, text)]] = 0.0
    best = int(np.argmax(scores))
    if scores[best] < max(NEAR, least):
        return None
    entry = owners[best]
    base = words("support")["entries"]["young_person_general"]
    say = entry.get("did") if told == DID else None
    say = say or entry.get("say") or entry.get("opening")
    kept = {k: entry[k] for k in ("steps", "contacts", "offer", "topic", "route", "citations") if k in entry}
    frame = {k: v for k, v in base.items() if k not in ("steps", "avoid", "danger")}
    return {**frame, "reason": "", **kept, "opening": say}


def _about_another(entry: dict[str, Any], text: str) -> bool:
    """Whether the words rule an answer out that is for two young people ("hes 24")."""
    return bool(re.search(entry["unless"], text, re.IGNORECASE))


def aside(text: str, first: bool, least: float = NEAR, told: str = "") -> dict[str, Any] | None:
    """The same in the middle of a conversation: only the first answer asks whether the young person is safe."""
    own = young_answer(text, least, told)
    return {**own, "kind": "answer", "question": None} if own and not first else own
