"""What every action needs of a turn, read once from Rasa's tracker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot import clock
from bot.guidance.articles import Library
from bot.guidance.search import Index
from bot.guidance.shelf import shared_index, shared_library
from bot.replies.reply import Reply, message
from bot.terms import Area, Role, Word
from bot.triage import reading
from bot.triage.patterns import fold

W = TypeVar("W", bound=Word)

FACTS = (
    "nature", "about", "contact", "told", "other_children", "age_band", "communication", "recency", "social_care",
    "known_history", "pressure", "marker", "agency",
)

PRIVATE = (Role.PARENT, Role.ADULT_SURVIVOR)  # what somebody at work has turned to: their own family, their own past


@dataclass(frozen=True)
class Turn:
    """One message in its conversation, as the actions see it."""

    text: str
    intent: str
    ranking: tuple[tuple[str, float], ...]
    role: Role
    area: Area
    now: datetime
    risk: dict[str, Any]
    signs: tuple[dict[str, str], ...]
    first: bool
    slots: dict[str, Any]
    asked: str | None
    beside: str | None = None
    route: str | None = None
    before: str | None = None  # what kind of answer the last one was

    @property
    def facts(self) -> dict[str, str]:
        """The facts of the concern so far, with role and area."""
        known = {name: str(self.slots[name]) for name in FACTS if self.slots.get(name)}
        return {**known, "role": str(self.role), "area": str(self.area)}


def word(kind: type[W], value: Any, otherwise: W) -> W:
    """The value as a word of its list; anything else (empty, skipped, not asked) gives ``otherwise``."""
    return kind(value) if value in kind.words() else otherwise


def read(tracker: Tracker) -> Turn:
    """Read the turn; whatever is missing counts as unknown."""
    latest = tracker.latest_message or {}
    metadata = latest.get("metadata") or {}
    voice = latest.get("voice") or {}
    slots = dict(tracker.slots)
    heard, known = word(Role, voice.get("role"), Role.UNKNOWN), word(Role, slots.get("role"), Role.UNKNOWN)
    at_work = heard is Role.PROFESSIONAL and metadata.get("role") == str(heard)
    privately = at_work and known in PRIVATE and reading.role_of(fold(latest.get("text") or "")) != str(heard)
    role = known if heard is Role.UNKNOWN or privately else heard
    area = word(Area, slots.get("area"), word(Area, metadata.get("area"), Area.UNKNOWN))
    return Turn(
        text=latest.get("text") or "", intent=str((latest.get("intent") or {}).get("name") or "nlu_fallback"),
        ranking=tuple((str(r["name"]), float(r["confidence"])) for r in latest.get("intent_ranking") or ()),
        role=role, area=area, now=clock.now(),
        risk=latest.get("risk") or {}, signs=tuple(latest.get("signs") or ()), first=not slots.get("told_what_this_is"),
        slots=slots, asked=metadata.get("asked"), beside=latest.get("beside"), route=metadata.get("route"),
        before=metadata.get("kind"),
    )


def say(dispatcher: CollectingDispatcher, reply: Reply) -> None:
    """Send one reply as one message with its card, which names the content that it was made of."""
    whole = message(replace(reply, content_version=reply.content_version or library().version))
    dispatcher.utter_message(text=whole["text"], buttons=whole["buttons"], custom=whole["custom"])


def library() -> Library:
    """The articles of this turn."""
    return shared_library()


def index() -> Index:
    """Vectors of all their facts."""
    return shared_index()
