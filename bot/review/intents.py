"""The intents a message can be relabelled as, and the articles a new question can be for."""

from __future__ import annotations

from functools import lru_cache

from bot import yamlfile
from bot.guidance.shelf import shared_library
from bot.language.groups import FALLBACK
from bot.paths import ROOT


@lru_cache(maxsize=1)
def intents() -> tuple[str, ...]:
    """Every intent of the domain in order; what nobody understood is none that anything should be labelled with."""
    names = (next(iter(one)) if isinstance(one, dict) else one for one in yamlfile.read(ROOT / "domain.yml")["intents"])
    return tuple(sorted(str(name) for name in names if name != FALLBACK))


@lru_cache(maxsize=1)
def articles() -> tuple[str, ...]:
    """The ids of every article, in order."""
    return tuple(sorted(shared_library().articles))
