"""The scrubber for proposed texts, loaded when the first new text is read."""

from __future__ import annotations

from functools import lru_cache

from bot.contacts.directory import Directory
from bot.privacy.scrub import Scrubber
from bot.scrubbed import Scrubbed


@lru_cache(maxsize=1)
def _scrubber() -> Scrubber:
    return Scrubber.load(Directory.load().digits())


def scrub(text: str) -> Scrubbed:
    """What looks like personal data in a text; raises ScrubError or ModelError."""
    return _scrubber().scrub(text) if text else Scrubbed("")
