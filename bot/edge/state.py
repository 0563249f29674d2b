"""What one turn knows while it runs, and the words for how it ended."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.channels import USUAL, Incoming
from bot.safety.judgement import Assessment
from bot.scrubbed import Scrubbed
from bot.terms import Area, RiskGrade, Role, Word

if TYPE_CHECKING:  # the stores bring a big library, and the first second has none of it
    from bot.records.live import LiveContext


class Status(Word):
    """How a turn ended, as ``family_reason``; the log keeps it."""

    ANSWERED = "answered"
    ANSWERED_AGAIN = "answered_again"
    ANSWERED_DELETED = "answered_deleted"
    PAUSED = "paused"  # by the staff; see ``bot.edge.steps.pause``
    NOTED = "noted"  # a fixed message of the channel's own
    LIMITED_RATE = "limited_rate"
    LIMITED_FULL = "limited_full"  # too many turns at once
    WITHHELD_LONG = "withheld_long"
    WITHHELD_UNSCRUBBED = "withheld_unscrubbed"
    REPLACED_UNFIT = "replaced_unfit"
    REPLACED_NO_ESCALATION = "replaced_no_escalation"
    FAILED_STARTING = "failed_starting"
    FAILED_ENGINE = "failed_engine"
    FAILED_STORE = "failed_store"
    FAILED_SLOW = "failed_slow"
    FAILED_OTHER = "failed_other"


@dataclass(frozen=True)
class EngineAnswer:
    """What the engine said: one message of the contract, the conversation's context, and what it understood.

    ``beside``: what was asked of us while an emergency stays open. ``margin``: how far the intent stood above the next;
    ``near``: the article that came nearest; ``why``: the rule of triage behind the route.
    """

    message: dict[str, Any] = field(repr=False)
    context: dict[str, Any] = field(default_factory=dict)
    intent: str | None = None
    confidence: float | None = None
    beside: str | None = None
    margin: float | None = None
    near: str | None = None
    why: str | None = None


@dataclass
class Turn:
    """One turn. ``text`` is the raw text: it lives here for this turn only and is never shown by ``repr``."""

    incoming: Incoming
    key: str = field(repr=False)
    message_key: str | None = field(repr=False)
    text: str = field(repr=False)
    now: datetime
    area: Area
    live: LiveContext | None = None
    risk: Assessment | None = None
    scrubbed: Scrubbed | None = None
    engine: EngineAnswer | None = None
    message: dict[str, Any] | None = field(default=None, repr=False)
    status: Status = Status.ANSWERED
    store_error: Exception | None = None
    finished: bool = False
    writing: Future[None] | None = field(default=None, repr=False)  # ends when the store has it, or never will
    recalled: bool = False  # whether the store was asked what came before: without that nothing may be written over it
    kept: bool = True  # False: nothing of this turn is in the store, and the person is told so
    began: float | None = None  # steady clock, seconds
    danger_waits: bool = False  # an earlier message that tells of danger now has no answer yet
    scrubbing: asyncio.Future[Scrubbed] | None = field(default=None, repr=False)

    @property
    def role(self) -> Role:
        """Who is writing: what the client says now, else what the conversation has learnt, else who usually does."""
        learnt = self.live.role if self.live else ""
        known = Role(learnt) if learnt in Role.words() else Role.UNKNOWN
        said = (self.incoming.role, known, USUAL.get(self.incoming.channel, Role.UNKNOWN))
        return next((role for role in said if role is not Role.UNKNOWN), Role.UNKNOWN)

    @property
    def immediate(self) -> bool:
        """Whether somebody may be in danger now."""
        return self.risk is not None and self.risk.grade is RiskGrade.IMMEDIATE

    @property
    def worrying(self) -> bool:
        """Whether the words pointed to danger at all; a message that could not be judged counts as yes."""
        return self.risk is None or self.risk.grade is not RiskGrade.NONE

    @property
    def card(self) -> dict[str, Any]:
        """The card of the answer so far."""
        card: dict[str, Any] = ((self.message or {}).get("custom") or {}).get("guidance") or {}
        return card
