"""Whether the same message gets the same answer: each is sent twice, in fresh conversations, far apart in time."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from bot.evaluation.cases import Case
from bot.evaluation.run import Send


def messages(sets: Sequence[Case], wanted: int) -> list[tuple[str, str]]:
    """Up to ``wanted`` (text, role) pairs, every turn of a conversation being a message of its own."""
    found: dict[tuple[str, str], None] = {}
    for case in sets:
        texts = [case.row["text"]] if "text" in case.row else [turn["user"] for turn in case.row["turns"]]
        found.update(((text, case.role), None) for text in texts)
    return list(found)[:wanted]


def different(pairs: Sequence[tuple[str, str]], send: Send, workers: int) -> list[int]:
    """The places of the messages whose second answer was not the first, letter by letter."""
    with ThreadPoolExecutor(workers) as pool:
        first, second = (list(pool.map(lambda pair: _answer(pair, send), pairs)) for _ in range(2))
    return [place for place, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]


def _answer(pair: tuple[str, str], send: Send) -> str:
    text, role = pair
    metadata: dict[str, Any] = {} if role == "unknown" else {"role": role}
    try:
        found = send({"sender": f"repeat-{secrets.token_hex(8)}", "message": text, "metadata": metadata})
    except (OSError, ValueError) as error:
        return f"{type(error).__name__} {secrets.token_hex(4)}"     # no answer is never the same answer
    return json.dumps([{k: v for k, v in message.items() if k != "recipient_id"} for message in found], sort_keys=True)
