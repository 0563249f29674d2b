"""The made-up log of ``bench/review_log.py``, which is a script and no package."""

from __future__ import annotations

import importlib.util
from functools import lru_cache
from typing import Any

from bot.paths import ROOT


@lru_cache(maxsize=1)
def bench() -> Any:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("review_log", ROOT / "bench" / "review_log.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
