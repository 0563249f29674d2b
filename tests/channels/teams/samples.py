"""One of every kind of card, from the real builders where they need no model, else from the page's canned answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.channels.teams_parts import notices
from bot.channels.teams_parts.outgoing import activities, chosen, late
from bot.clock import LONDON
from bot.replies.concern import full, question, summary
from bot.replies.emergency import escalation, fixed
from bot.replies.from_words import build
from bot.replies.reply import message
from bot.replies.words import words
from bot.terms import Area, Kind, Role
from bot.triage.concern import Concern, Nature
from bot.triage.decide import decide
from tests.browser.edge import CARDS
from tests.browser.edge import message as canned
from tests.channels.teams.far_end import BOT

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=LONDON)
CHAT = f"https://teams.microsoft.com/l/chat/0/0?users={BOT}"


FACTS = {"age_band": "10 to 12", "area": "lives in Peterborough"}
SIGNS = tuple({"id": str(n), "column": "behavioural", "label": f"a sign of some length, number {n}"} for n in range(9))


def messages() -> dict[str, dict[str, Any]]:
    """Contract messages by name."""
    here = (Role.PROFESSIONAL, Area.UNKNOWN, NOON)
    danger = {f"escalation_{name}": message(escalation(dangers, *here)) for name, dangers in (
        ("default", ()), ("missing", ("missing",)), ("suicide", ("suicidal_child",)), ("images", ("sextortion",)),
    )}
    small = words("smalltalk")["intents"]
    return {
        **{f"canned_{name}": canned(name) for name in CARDS["cards"]}, **danger,
        **{f"concern_{nature}": message(full(decide(Concern(role=here[0], nature=nature)), *here, signs=SIGNS, asked=(
            question("contact", here[0])))) for nature in Nature},
        "summary": message(summary(decide(Concern(role=here[0])), *here, FACTS, SIGNS)),
        "fixed": fixed(Area.UNKNOWN, NOON, Role.PROFESSIONAL, danger=True),
        "hello": message(build(small["greet"], Kind.SMALLTALK, *here, first=True)),
        "welcome": notices.welcome(True), "welcome_group": notices.welcome(False), "file": notices.file(),
        "edited": notices.edited(), "nothing_waits": notices.nothing_waits(),
    }


def samples() -> dict[str, dict[str, Any]]:
    """Activities by name: ``answer`` and ``choices`` of each message, and the cards that belong to no message."""
    found = {}
    for name, whole in messages().items():
        for number, made in enumerate(activities(whole, "", agency=name == "hello"), 1):
            found[f"{name}_{number}"] = made
    found["group_1"] = activities(canned("answer"), CHAT, False)[0]
    return {**found, "late": late(), "chosen": chosen("When is she next due to see him?", "I can stop it")}
