"""What the edge needs of the parts that it works with; everything real, and every stand-in of a test, fits these."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.edge.guard import Guard
from bot.edge.state import EngineAnswer
from bot.safety.judgement import Assessment, Context
from bot.scrubbed import Scrubbed

if TYPE_CHECKING:  # the stores bring a big library, and the first second has none of it
    from bot.records.live import LiveContext
    from bot.records.log import TurnRecord


class Judging(Protocol):
    """Says how dangerous the moment is."""

    def assess(self, text: str, context: Context) -> Assessment:
        """Judge one raw message."""


class Encoding(Protocol):
    """Turns texts into vectors."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of 384 for each text."""


class Scrubbing(Protocol):
    """Replaces personal data."""

    def scrub(self, text: str) -> Scrubbed:
        """Raises ScrubError when it cannot."""


class Living(Protocol):
    """Live conversations."""

    def context(self, key: str, now: datetime | None = None) -> LiveContext | None:
        """What is remembered; raises StoreError."""

    def save(self, key: str, context: LiveContext, now: datetime, record: TurnRecord | None = None) -> None:
        """Remember, and write the row of the log with it, both or neither; raises StoreError."""

    def delete(self, key: str) -> None:
        """Forget; raises StoreError."""


class Switching(Protocol):
    """The off switch in the store."""

    def paused(self) -> bool:
        """Whether the service is paused; raises StoreError."""


class Logging(Protocol):
    """The de-identified log."""

    def write(self, record: TurnRecord) -> None:
        """Add one row; raises StoreError."""


class Engine(Protocol):
    """The engine, as the edge asks it."""

    @property
    def up(self) -> bool:
        """Whether it is there."""

    @property
    def away(self) -> int:
        """How many engines are not there."""

    @property
    def guard(self) -> Guard:
        """What stands before it."""

    async def start(self) -> None:
        """Begin to watch whether the engine is there."""

    async def close(self) -> None:
        """Stop."""

    async def turn(self, key: str, text: str, metadata: dict[str, Any], seconds: float) -> EngineAnswer:
        """Ask; raises EngineError."""

    async def forget(self, key: str) -> None:
        """Delete a conversation; raises EngineError."""
