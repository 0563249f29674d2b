"""Teams' way out: turns answers into activities and posts them in order; what has gone out is never posted again."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from bot.channels.post import Address, Message, Progress
from bot.channels.teams_parts import outgoing
from bot.channels.teams_parts.activity import PRIVATE, mark
from bot.channels.teams_parts.connector import Connector, Unreadable
from bot.errors import Undeliverable

CHAT = "https://teams.microsoft.com/l/chat/0/0?users="  # opens a chat with one person or bot
KEPT = 24 * 3600.0  # seconds for which it is known that somebody was asked where they work: as long as a conversation
MOST = 20_000


class TeamsSender:
    """Sends answers to Teams; ``bot.channels.post.Sender`` says how it is called."""

    channel = "teams"

    def __init__(self, connector: Connector, ticks: Callable[[], float] = time.monotonic) -> None:
        self._connector, self._ticks = connector, ticks
        self._asked: OrderedDict[str, float] = OrderedDict()

    async def typing(self, address: Address) -> None:
        """Show that an answer is coming."""
        await self._connector.typing(address)

    async def send(self, address: Address, message: Message, late: bool, progress: Progress) -> None:
        """Post what has not gone out yet. Raises RetryLater or Undeliverable."""
        parts = self._parts(address, message, late)
        for part in parts[progress.done :]:
            await self._post(address, part)
            await progress.sent()
        if not late and outgoing.room_for_agency(message):
            self._remember(address)

    def _parts(self, address: Address, message: Message, is_late: bool) -> list[dict[str, Any]]:
        if is_late:
            return [outgoing.late()]
        private = address["scope"] == PRIVATE
        agency = private and outgoing.room_for_agency(message) and not self._was_asked(address)
        others = ("", "") if private else (f"{CHAT}{address['bot']}", mark(address))
        return outgoing.activities(message, others[0], agency, others[1])

    async def _post(self, address: Address, part: dict[str, Any]) -> None:
        try:
            await self._connector.post(address, part)
        except Unreadable:
            try:
                await self._connector.post(address, outgoing.in_words(part))
            except Unreadable:
                raise Undeliverable("not even plain words were taken") from None

    def _was_asked(self, address: Address) -> bool:
        return self._ticks() - self._asked.get(mark(address), float("-inf")) < KEPT

    def _remember(self, address: Address) -> None:
        self._asked[mark(address)] = self._ticks()
        self._asked.move_to_end(mark(address))
        while self._asked and (len(self._asked) > MOST or self._ticks() - next(iter(self._asked.values())) > KEPT):
            self._asked.popitem(last=False)
