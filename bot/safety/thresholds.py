"""The chances of danger from which a message is graded, read from ``bot/data/safety/thresholds.yml``."""

from __future__ import annotations

from dataclasses import dataclass

from bot import yamlfile
from bot.paths import DATA


@dataclass(frozen=True)
class Thresholds:
    """Chances of danger (0 to 1) from which a message is graded; ``calm_*`` hold where a calm signal stands too.

    ``alone``: from which words that no signal of danger knows are immediate.
    ``backed``: the least chance with which a signal of danger is immediate by itself; below it, it is a ``check``.
    ``told``: from which what goes on, told in another language, is immediate: of those the classifier knows less.
    ``window_backed``: the same in the worst pair of sentences.
    Other ``window_*``: the same for the worst pair of sentences; immediate only in texts of ``window_words`` or more.
    ``long_*``: in texts of ``long_words`` or more, immediate needs a pair of sentences of this chance.
    ``ended``: the chance from which an open emergency counts as over. ``repeated``: from which a third telling is asked
    about. In the middle of a worry the least chances are ``unnamed`` for words that no signal knows, ``amid`` where a
    doubtful signal stands and ``amid_backed`` where a signal of danger does.
    ``heard``: below it a doubtful signal is not asked about, and a plain call is not taken as one.
    """

    immediate: float
    alone: float
    check: float
    calm_immediate: float
    told: float
    calm_check: float
    backed: float
    window_backed: float
    window_immediate: float
    window_check: float
    window_words: float
    long_words: float
    long_window: float
    ended: float
    repeated: float
    unnamed: float
    amid: float
    amid_backed: float
    heard: float

    @classmethod
    def load(cls) -> Thresholds:
        """Read the written-down thresholds."""
        content = yamlfile.read(DATA / "safety" / "thresholds.yml")
        return cls(**{name: float(content[name]) for name in cls.__dataclass_fields__})
