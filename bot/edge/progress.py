"""How much of one answer has gone out, for an answer that takes several messages."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.edge.parts import Parts
from bot.errors import StoreError
from bot.records.letters import Parcel

if TYPE_CHECKING:  # the stores bring a big library, and the first second has none of it
    from bot.records.mailbox import Mailbox

log = logging.getLogger("safeguard.progress")
MAILBOX_SECONDS = 6.0   # a little more than the database waits for another writer


class InMemory:
    """For an answer that is not kept."""

    done = 0

    async def sent(self) -> None:
        """One more part."""
        self.done += 1


class Kept:
    """Written down as the parts go out, so that after a restart only the rest is sent."""

    def __init__(self, parts: Parts, box: Mailbox, parcel: Parcel) -> None:
        self._parts, self._box, self._row = parts, box, parcel.row
        self.done = parcel.done

    async def sent(self) -> None:
        """One more part."""
        self.done += 1
        try:
            await self._parts.stored(self._box.out.part_sent, self._row, self.done, seconds=MAILBOX_SECONDS)
        except StoreError as error:  # at worst this part is sent again
            log.error("part not marked: %s", error)
