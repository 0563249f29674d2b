"""Puts the messages of one turn together: always one message with one card, whatever the actions said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.replies.reply import Option
from bot.replies.words import words
from bot.terms import Role, Route

Message = dict[str, Any]
Turn = dict[str, Any]  # metadata of the turn plus the conversation's slots


def compose(messages: list[Message], metadata: dict[str, Any], slots: dict[str, Any]) -> Message | None:
    """One message, or None when nothing was said (the edge then gives the fixed safe answer)."""
    with_card = [m for m in messages if (m.get("custom") or {}).get("guidance")]
    if not with_card:
        return None
    turn: Turn = {
        "risk": metadata.get("risk") or {},
        "role": role_of(metadata, slots),
        "found": metadata.get("found") or [],
        "route": metadata.get("route"),
        "intent": metadata.get("intent"),
        "first": metadata.get("first"),
        "channel": metadata.get("channel"),
    }
    whole = with_card[0]
    for other in with_card[1:]:
        whole = join(whole, other)
    for step in STEPS:
        whole = step(whole, turn)
    return whole


def role_of(metadata: dict[str, Any], slots: dict[str, Any]) -> Role:
    """Who is writing: what the conversation has learnt, what the client said, what the edge knows, else unknown."""
    for value in (slots.get("role"), metadata.get("role"), metadata.get("known")):
        if value in Role.words() and value != "unknown":
            return Role(value)
    return Role.UNKNOWN


def join(first: Message, second: Message) -> Message:
    """The first answer stays; the second adds its question (and its route where the first has none)."""
    a, b = first["custom"]["guidance"], second["custom"]["guidance"]
    card = {**a, "route": a["route"] or b["route"], "question": b["question"] or a["question"]}
    question = b["question"]
    text = first["text"]
    if question:
        back = words("common")["back_to"]
        text = f"{text}\n\n{back} {question['text']}"
    return {
        **first,
        "text": text,
        "buttons": second["buttons"] if question else first["buttons"],
        "custom": {"guidance": card},
    }


def ask_about_danger(whole: Message, turn: Turn) -> Message:
    """A grade of ``check``: the answer stands, but it opens with the question that fits the person, and 999."""
    card = whole["custom"]["guidance"]
    said = turn["risk"].get("grade") == "check" and not plain_question(card, turn["risk"])
    if card["kind"] == "escalation" or not (said or _by_the_facts(card, turn)):
        return whole
    common = words("common")
    key = {Role.YOUNG_PERSON: "own", Role.ADULT_SURVIVOR: "own", Role.WORRIED_ABOUT_SELF: "self"}.get(
        turn["role"], "self" if OF_THE_WRITER.intersection(turn["risk"].get("reasons") or ()) else "child"
    )
    ask = common["check"][key]
    options = [Option(o, o) for o in common["check_options"]]
    buttons = [{"title": o.title, "payload": o.payload} for o in options]
    question = {"slot": "are_safe" if key == "own" else "safe_now", "text": ask, "options": buttons}
    kind = "concern" if card["kind"] in ("question", "smalltalk", "safety_check") else card["kind"]
    text = whole["text"]
    if card.get("question"):
        text = text.removesuffix(card["question"]["text"]).rstrip().removesuffix(common["back_to"]).rstrip()
    nearest = Route.SUPPORT_SERVICE if key != "child" else Route.CHILDRENS_SOCIAL_CARE
    card = {
        **card,
        "kind": kind,
        "route": card["route"] or str(nearest),  # small talk has none of its own
        "urgency": "check",
        "question": question,
        "opening": f"{ask} {card['opening']}".strip(),
    }
    return {**whole, "text": f"{ask}\n\n{text}", "buttons": buttons, "custom": {"guidance": card}}


def plain_question(card: dict[str, Any], risk: dict[str, Any]) -> bool:
    """Whether only the classifier is a little uneasy about what was understood as a question of general kind."""
    return card["kind"] == "answer" and not risk.get("reasons") and (risk.get("score") or 1.0) < UNEASY


def keep_the_route(whole: Message, turn: Turn) -> Message:
    """A remark that says little by itself belongs to what was talked about: its card keeps that route."""
    card = whole["custom"]["guidance"]
    if card["kind"] != "smalltalk" or card["route"] or turn["intent"] in PLAIN or turn["route"] in (None, "emergency"):
        return whole
    return {**whole, "custom": {"guidance": {**card, "route": turn["route"]}}}


def _by_the_facts(card: dict[str, Any], turn: Turn) -> bool:
    """Whether a new decision leaves open that a child may be with the person today; asked once, while the form runs."""
    new = card["kind"] == "concern" and card["question"] is not None
    return new and card["urgency"] == "check" and turn["risk"].get("answer") != "no"


def keep_the_danger_line(whole: Message, turn: Turn) -> Message:
    """After an emergency has ended, or after "no, nobody is in danger", one line with 999 stays."""
    risk = turn["risk"]
    if not (risk.get("ended") or risk.get("answer") == "no") or whole["custom"]["guidance"]["kind"] == "escalation":
        return whole
    return _closing_with(whole, words("emergency")["ended"]["line"])


def say_names_are_not_needed(whole: Message, turn: Turn) -> Message:
    """Said once, when something was hidden; a disclosure is never blocked for it."""
    if not turn["found"] or whole["custom"]["guidance"]["kind"] == "escalation":
        return whole
    return _closing_with(whole, words("common")["names_not_needed"])


def say_what_is_kept(whole: Message, turn: Turn) -> Message:
    """Said in the first answer: names are not needed, what is kept and how long; each platform gets its own truth."""
    if not turn["first"] or whole["custom"]["guidance"]["kind"] == "escalation":
        return whole
    kept = words("common")["kept"]
    lines = [kept["copies"].get(turn["channel"]) or "", kept["how_long"]]
    if not turn["found"]:  # else it has just been said
        lines.append(kept["names"])
    return _closing_with(whole, " ".join(line for line in reversed(lines) if line))


def _closing_with(whole: Message, line: str) -> Message:
    """The message with one more line at its end; a question stays the last thing that is read."""
    card, text = whole["custom"]["guidance"], str(whole["text"])
    question = str((card["question"] or {}).get("text") or "")
    before = text.removesuffix(question).rstrip() if question else text
    parts = [before, line, question] if before != text else [text, line]
    return {
        **whole,
        "text": "\n\n".join(part for part in parts if part),
        "custom": {"guidance": {**card, "closing": [*card["closing"], line]}},
    }


# An adult who may be speaking of themselves.
OF_THE_WRITER = frozenset({"suicidal_writer", "suicidal_said", "about_to_hurt_self"})
UNEASY = 0.5   # chance of danger below which an answered question is not opened with a question of ours
PLAIN = ("greet", "goodbye", "thanks", "start_again", "delete_conversation", "stop")  # these begin or end something
STEPS: tuple[Callable[[Message, Turn], Message], ...] = (
    keep_the_route,
    ask_about_danger,
    keep_the_danger_line,
    say_names_are_not_needed,
    say_what_is_kept,
)

__all__ = ["STEPS", "compose", "join", "role_of"]
