"""Loads the dialogue model, and where there is none that fits, says so and waits for one: a restart would not help."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bot.errors import ModelError, StoreError

log = logging.getLogger("safeguard.model")
LOOK = 0.5      # seconds between two looks for another file
ADVICE = "run `make train`, or put the right file in its place: it is loaded by itself"
Loaded = TypeVar("Loaded")


def wait_for(
    model: Callable[[], Path | None], load: Callable[[Path], Loaded], sleep: Callable[[float], None] = time.sleep
) -> Loaded:
    """What ``load`` makes of the first file that it takes; each other file is tried once and named once.

    Meanwhile the edge answers with the numbers to ring, and a new model is in service seconds after it lies there.
    """
    tried: object = ()
    while True:
        found = model()
        state = stamp(found)
        if state != tried:
            tried = state
            if found is None or state is None:
                log.error("no trained model: %s", ADVICE)
            else:
                try:
                    return load(found)
                except StoreError as error:  # no fault of the model: the store may be there the next moment
                    tried = ()
                    log.error("the engine waits for its store: %s", error)
                except ModelError as error:  # ours, and says what to do
                    log.error("%s cannot be used: %s", found.name, error)
                except Exception as error:  # a model may be wrong in any way
                    log.error("%s cannot be used (%s): %s", found.name, type(error).__name__, ADVICE)
        sleep(LOOK)


def stamp(path: Path | None) -> tuple[str, int, int] | None:
    """Which file this is, and whether it has changed; None when it is not there."""
    try:
        found = path.stat() if path else None
    except OSError:
        return None
    return (str(path), found.st_mtime_ns, found.st_size) if found else None
