"""Plays a conversation as the service does: the edge's own steps around the engine, in one process, with no wire."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from bot.channels import Incoming
from bot.clock import LONDON
from bot.edge.parts import Parts
from bot.edge.turn import run
from bot.releases.inprocess import EngineHere
from bot.terms import TOPICS, Area, Column, Kind, Role, Route, Urgency

WEDNESDAY_NOON = datetime(2026, 11, 25, 12, 0, tzinfo=LONDON)
CARD = {  # the contract's fields and their types
    "schema": str, "kind": str, "topic": str, "agency": (str, type(None)), "route": (str, type(None)), "urgency": str,
    "reason": str, "signs": list, "steps": list, "avoid": list, "record": list, "contacts": list, "citations": list,
    "question": (dict, type(None)), "content_version": str,
}
_people = count(1)


@dataclass(frozen=True)
class Said:
    """One answer, with what a test may want to know of it."""

    heard: str
    message: dict[str, Any]
    status: str
    intent: str | None
    form: str | None
    risk: dict[str, Any]

    @property
    def card(self) -> dict[str, Any]:
        found: dict[str, Any] = self.message["custom"]["guidance"]
        return found

    @property
    def text(self) -> str:
        return str(self.message["text"])

    @property
    def kind(self) -> str:
        return str(self.card["kind"])

    @property
    def route(self) -> str | None:
        found: str | None = self.card["route"]
        return found

    @property
    def urgency(self) -> str:
        return str(self.card["urgency"])

    @property
    def asked(self) -> str | None:
        """The slot of the question that the answer ends with."""
        return (self.card["question"] or {}).get("slot")

    @property
    def options(self) -> list[str]:
        return [option["title"] for option in (self.card["question"] or {}).get("options", [])]

    @property
    def contacts(self) -> list[str]:
        return [contact["id"] for contact in self.card["contacts"]]

    @property
    def escalated(self) -> bool:
        return self.kind == "escalation"

    def holds(self, *options: str) -> bool:
        """Whether one of these stands in the text, whatever the case."""
        return any(option.lower() in self.text.lower() for option in options)


@dataclass
class Talk:
    """One conversation of one person; calling it sends a message and gives the answer, checked against the contract."""

    parts: Parts
    engine: EngineHere
    loop: asyncio.AbstractEventLoop
    role: Role
    area: Area
    name: str = field(default_factory=lambda: f"person-{next(_people)}")
    turns: list[Said] = field(default_factory=list)

    def __call__(self, text: str) -> Said:
        self.engine.error = None
        incoming = Incoming(text, "test", self.name, self.name, "rest", self.name, self.role, self.area)
        outcome = self.loop.run_until_complete(run(self.parts, incoming))
        if self.engine.error:
            raise AssertionError(f"the engine failed at {text!r}") from self.engine.error
        assert outcome.status in ("answered", "answered_deleted"), f"{outcome.status} at {text!r}"
        assert len(outcome.messages) == 1
        last = self.engine.last
        said = Said(text, outcome.messages[0], outcome.status, last["intent"], last["active_form"], last["risk"])
        assert contract(said.message) == []
        self.turns.append(said)
        return said

    @property
    def asked(self) -> list[str]:
        """The slots asked for so far, in order, each time they were asked anew."""
        slots = [said.asked for said in self.turns if said.asked]
        return [slot for n, slot in enumerate(slots) if n == 0 or slots[n - 1] != slot]


def contract(message: dict[str, Any]) -> list[str]:
    """What in a message does not keep to the contract with clients, as plain lines."""
    wrong = [f"field {name}" for name in message if name not in ("recipient_id", "text", "buttons", "custom")]
    wrong += [] if message.get("text", "").strip() else ["no text"]
    wrong += ["a button"] if any(set(b) != {"title", "payload"} or b["payload"].startswith("/")
                                 for b in message["buttons"]) else []
    card = message["custom"]["guidance"]
    wrong += [f"card {name}: {card.get(name)!r}" for name, kind in CARD.items() if not isinstance(card.get(name), kind)]
    for name, words in (("kind", Kind), ("route", Route), ("urgency", Urgency)):
        wrong += [f"{name} {card[name]}"] if card[name] and card[name] not in {str(w) for w in words} else []
    wrong += [] if card["topic"] in TOPICS else [f"topic {card['topic']}"]
    wrong += [f"sign {s}" for s in card["signs"] if s["column"] not in {str(c) for c in Column} or not s["label"]]
    wrong += ["citations"] if len(card["citations"]) > 3 else []
    if card["kind"] in ("concern", "question", "escalation") and not card["route"]:
        wrong.append(f"a {card['kind']} without a route")
    if card["kind"] == "decline" and card["citations"]:
        wrong.append("what was declined cites")
    if card["kind"] == "escalation" and not all(n in message["text"][:1500] for n in ("999", "0345 045 5203",
                                                "01733 864180", "01733 234724", "0800 1111")):
        wrong.append("an escalation without all numbers")
    return wrong
