"""A small log for the tests of the pages: conversations made of short rows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bot.records.log import TurnLog, TurnRecord
from bot.scrubbed import Scrubbed

TODAY = date(2026, 11, 28)
YESTERDAY = TODAY - timedelta(days=1)
DANGER = {
    "text": "he is upstairs with her and the door is LOCKED, says Marigold", "kind": "concern",
    "intent": "concern_general",
}
LOST = {"text": "the other one", "intent": "nlu_fallback", "role": "young_person"}


def write(url: str, log_id: str, *turns: dict[str, Any]) -> None:
    """Write one conversation; what a turn does not say is calm, understood and a day old."""
    log = TurnLog(url)
    for position, given in enumerate(turns, start=1):
        calm = {
            "day": YESTERDAY, "channel": "web", "text": "what is consent", "intent": "ask_parental_consent",
            "confidence": 0.8, "topic": "consent", "route": "information", "grade": "none", "role": "parent",
            "kind": "answer", "margin": 0.5, "danger": "low", "took": "under_100ms", "content_version": "v1",
        }
        whole = {**calm, **given}
        text = whole.pop("text")
        log.write(TurnRecord(log_id, position, text=None if text is None else Scrubbed(text), **whole))
    log._engine.dispose()
