"""Collects what the actions said in one turn, each message kept whole (text, buttons and card together)."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import OutputChannel


class Collector(OutputChannel):
    """An output channel that sends nothing anywhere."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        """Name of the channel, as Rasa logs it."""
        return "engine"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep one message as the action dispatched it."""
        self.messages.append({
            "recipient_id": recipient_id, "text": message.get("text") or "", "buttons": message.get("buttons") or [],
            "custom": message.get("custom") or {},
        })
