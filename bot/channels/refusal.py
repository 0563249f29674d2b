"""Words for a request that is no message: what was wrong, and still the emergency numbers."""

from __future__ import annotations

from datetime import datetime

from bot.contacts.service import emergency
from bot.replies.emergency import directory
from bot.replies.reply import contact_line
from bot.replies.words import words
from bot.terms import Area

BY_STATUS = {404: "not_found", 405: "method", 413: "too_big", 415: "media_type", 503: "crowded"}


def refusal(code: str, area: Area, now: datetime) -> str:
    """The message for one code of ``refused`` in ``bot/data/words/edge.yml``, with 999 and the numbers after it."""
    say = words("edge")
    lines = [f"- {contact_line(contact)}" for contact in emergency(directory(), area, now)]
    return "\n".join([say["refused"][code], say["danger"], say["contacts"], *lines])


def by_status(status: int, area: Area, now: datetime) -> str:
    """The message for an HTTP status that the server itself chose."""
    return refusal(BY_STATUS.get(status, "other"), area, now)
