"""The messages that are sent: held-out ones, so that nothing is measured on what was learnt."""

from __future__ import annotations

from itertools import chain, islice, zip_longest

from bot.evaluation.cases import load


def texts(most: int) -> list[str]:
    """Held-out messages, one set after the other in turn, so that every kind of answer is in the mix."""
    sets = [[str(case.row["text"]) for case in cases] for name, cases in load().items() if name != "dialogues"]
    mixed = (text for text in chain.from_iterable(zip_longest(*sets)) if text)
    return list(islice(mixed, most))
