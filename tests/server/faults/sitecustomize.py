"""Loaded by every Python of a service under test: a part fails while a file with its name lies in $TEST_FAULTS.

An empty file makes it raise; the error carries what the part was given, as errors of libraries do. Otherwise the file
says what happens instead: ``block 5`` (seconds, all stand still), ``wait 5`` (only this call), ``hold 600`` (MB),
``shift 90000`` (seconds, for the clock). No line of the product knows of this.
"""

from __future__ import annotations

import asyncio
import importlib.abc
import importlib.machinery
import os
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

FOLDER = Path(os.environ.get("TEST_FAULTS", "/nowhere"))
# module -> (class or nothing, function, name of the fault)
FAULTS = {
    "bot.privacy.scrub": ("Scrubber", "scrub", "scrub"),
    "bot.safety.assess": ("Judge", "assess", "judge"),
    "bot.records.live": ("LiveStore", "save", "store"),
    "bot.channels.rest": ("", "incoming", "channel"),
    "rasa_sdk.executor": ("ActionExecutor", "run", "action"),
    "bot.clock": ("", "now", "clock"),
    "rasa.core.processor": ("MessageProcessor", "parse_message", "understanding"),
}


held: list[bytes] = []


def asked(fault: str) -> tuple[str, float]:
    """What the file of this fault says, nothing where there is none."""
    try:
        words = (FOLDER / fault).read_text().split()
    except OSError:
        return "", 0.0
    return (words[0], float(words[1])) if words else ("raise", 0.0)


async def later(real: Callable[..., Any], seconds: float, *given: Any, **named: Any) -> Any:
    await asyncio.sleep(seconds)
    return await real(*given, **named)


def failing(real: Callable[..., Any], fault: str) -> Callable[..., Any]:
    """The function, until its fault is switched on."""

    def function(*given: Any, **named: Any) -> Any:
        if (FOLDER / "leak").exists() and fault == "scrub":
            print(given[-1], file=sys.stderr, flush=True)  # shows that the search would see it
        how, number = asked(fault)
        if how == "shift":
            return real(*given, **named) + timedelta(seconds=number)
        if how == "wait":
            return later(real, number, *given, **named)
        if how == "block":
            time.sleep(number)
        elif how == "hold":
            held.append(os.urandom(1024) * int(number * 1024))
        elif how == "raise":
            raise ValueError(f"cannot go on with {given!r} {[vars(one) for one in given if hasattr(one, '__dict__')]}")
        return real(*given, **named)

    return function


class Finder(importlib.abc.MetaPathFinder):
    """Finds the modules above as Python would, and changes them once they are loaded."""

    def find_spec(self, name: str, path: Any, target: Any = None) -> importlib.machinery.ModuleSpec | None:
        spec = importlib.machinery.PathFinder.find_spec(name, path) if name in FAULTS else None
        if spec is None or spec.loader is None:
            return None
        load, (owner, function, fault) = spec.loader.exec_module, FAULTS[name]

        def exec_module(module: ModuleType) -> None:
            load(module)
            holder = getattr(module, owner) if owner else module
            setattr(holder, function, failing(getattr(holder, function), fault))

        spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec


sys.meta_path.insert(0, Finder())
