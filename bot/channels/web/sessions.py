"""Conversations of the page, in memory only: an opaque key in the page, bound to an opaque cookie of the browser."""

from __future__ import annotations

import re
import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

IDLE = 20 * 60.0        # seconds without a message, after which nothing goes on
SHOWN_AGAIN = 120.0     # seconds in which a reload or a broken line may draw the same answer again
MOST = 20_000           # conversations; the longest idle goes first
KEY_LENGTH = 32
SHAPE = re.compile(r"[A-Za-z0-9_-]{40,50}")


def new_key() -> str:
    """Random, opaque, URL-safe."""
    return secrets.token_urlsafe(KEY_LENGTH)


def is_key(value: str | None) -> bool:
    """Whether it has the shape of a key of ours."""
    return value is not None and SHAPE.fullmatch(value) is not None


@dataclass
class Conversation:
    """One conversation. ``id`` is what the core knows it by, and never leaves the server.

    ``browser``: the cookie it is bound to, None where the browser takes no cookie. ``answer`` is the last answer, for
    drawing it once more; nothing that the person wrote is kept here.
    """

    browser: str | None = field(repr=False)
    at: float
    id: str = field(default_factory=new_key, repr=False)
    turns: int = 0
    questions: int = 0
    asked: str = ""
    answer: dict[str, Any] | None = field(default=None, repr=False)
    began_anew: bool = False
    role: str = ""

    def take(self, message: dict[str, Any], at_once: bool) -> None:
        """Remember the answer, and count the question that it asks when that is a new one."""
        guidance = (message.get("custom") or {}).get("guidance") or {}
        asked = str((guidance.get("question") or {}).get("slot") or "")
        if asked and asked != self.asked and not at_once:
            self.questions += 1
        self.asked, self.answer = asked or self.asked, message
        self.turns += 1


class Conversations:
    """All that are alive; times are seconds on any steady clock."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._alive: OrderedDict[str, Conversation] = OrderedDict()

    def find(self, key: str | None, browser: str | None, at: float) -> Conversation | None:
        """The conversation of this key in this very browser, unless it has been idle too long."""
        self._tidy(at)
        found = self._alive.get(key) if key else None
        return found if found and found.browser == browser else None

    def go_on(self, key: str | None, browser: str | None, at: float) -> tuple[str, Conversation, bool]:
        """(key, conversation, whether it is new) for a message; a key that is not this browser's own begins anew."""
        found = self.find(key, browser, at)
        if found and key:
            found.at = at
            self._alive.move_to_end(key)
            return key, found, False
        if key is None or not is_key(key) or key in self._alive:
            key = new_key()
        made = self._alive[key] = Conversation(browser, at)
        while len(self._alive) > self._most:
            self._alive.popitem(last=False)
        return key, made, True

    def end(self, browser: str | None, key: str | None = None) -> None:
        """End the conversation of ``key``, or without one all that this browser has."""
        if key is not None:
            found = self._alive.get(key)
            if found and found.browser == browser:
                del self._alive[key]
        elif browser is not None:
            for one in [one for one, talk in self._alive.items() if talk.browser == browser]:
                del self._alive[one]

    def _tidy(self, at: float) -> None:
        while self._alive and at - next(iter(self._alive.values())).at > IDLE:
            self._alive.popitem(last=False)
