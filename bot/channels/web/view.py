"""One message of the contract as the card template draws it: what comes first, is folded, can be pressed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

MOST_CONTACTS = 5   # with more than that, four are shown and the rest are folded: never a wall of numbers
SHOWN_CONTACTS = 4
STANDS_OUT = 40     # characters of the opening in large type; whole sentences until there are that many
LISTS = ("points", "steps", "contacts", "avoid", "record")
URGENT_LISTS = ("steps", "points", "contacts", "avoid", "record")
PRESSED_AT_ONCE = {"safe_now", "are_safe", "rung"}  # questions about danger: one press is the answer
_BULLET = re.compile(r"^\s*[-•] ")
Words = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """One section of a card: plain lines, or contacts of which some are folded."""

    name: str
    lines: tuple[str, ...] = ()
    contacts: tuple[dict[str, Any], ...] = ()
    folded: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Block:
    """A paragraph, or the items of a list, of a plain text."""

    text: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Button:
    """Something to press, and what pressing it says."""

    title: str
    payload: str


@dataclass(frozen=True)
class Card:
    """Everything that the template needs, in the order in which it is read."""

    kind: str = "text"
    urgency: str = "none"
    urgent: bool = False
    ring: str = ""                       # heading of an emergency
    route: str = ""                      # "Next step: ...", where there is one to show
    opening: str = ""
    opening_rest: str = ""
    reason: str = ""
    blocks: tuple[Block, ...] = ()       # of a message whose card is not complete
    parts: tuple[Part, ...] = ()
    chips: tuple[Button, ...] = ()
    closing: tuple[str, ...] = ()
    citations: tuple[dict[str, Any], ...] = ()
    question: str = ""
    options: tuple[Button, ...] = ()
    at_once: bool = False
    others: tuple[Button, ...] = ()
    helped: bool = False
    checked: str = ""                    # the oldest day on which one of the numbers was checked
    guidance: dict[str, Any] = field(default_factory=dict, repr=False)


def card(message: dict[str, Any], say: Words) -> Card:
    """The card of one message; where ``opening`` is missing the text, which is complete, takes its place."""
    guidance: dict[str, Any] = (message.get("custom") or {}).get("guidance") or {}
    whole = bool(guidance.get("opening"))
    urgent = guidance.get("kind") == "escalation"
    question = guidance.get("question") or {}
    options = _buttons(question.get("options"))
    chips = _chips(guidance, say)
    helped = _is_outcome(guidance, question)
    contacts = [c for c in guidance.get("contacts") or [] if not (urgent and whole and c.get("phone") == "999")]
    first, rest = _opening(guidance, say, urgent) if whole else ("", "")
    reason = guidance.get("reason") or ""
    return Card(
        kind=str(guidance.get("kind") or "text"), urgency=str(guidance.get("urgency") or "none"), urgent=urgent,
        ring=_ring(guidance, message, say) if urgent else "", route="" if urgent else _route(guidance, contacts, say),
        opening=first, opening_rest=rest, reason=reason if whole and reason != guidance.get("opening") else "",
        blocks=() if whole else blocks(str(message.get("text") or "")),
        parts=_parts(guidance, contacts, urgent) if whole else _only_contacts(contacts, urgent),
        chips=chips, closing=_strings(guidance.get("closing")) if whole else (),
        citations=tuple(guidance.get("citations") or ()), question=str(question.get("text") or "") if whole else "",
        options=options, at_once=urgent or question.get("slot") in PRESSED_AT_ONCE,
        others=_others(message, (*options, *chips, *(_helped(say) if helped else ()))), helped=helped,
        checked=min((c["checked"] for c in contacts if c.get("checked")), default=""), guidance=guidance,
    )


def _route(guidance: dict[str, Any], contacts: list[dict[str, Any]], say: Words) -> str:
    """The next step in a few words; not in a child's answer, where an agency's name would frighten."""
    known: str = say["routes"].get(guidance.get("route") or "", "")
    if not known or guidance.get("kind") not in ("concern", "question") or _for_a_child(contacts):
        return ""
    when: str = say["urgencies"].get(guidance.get("urgency") or "", "")
    return f"{say['next_step']} {known}{', ' + when if when else ''}"


def _ring(guidance: dict[str, Any], message: dict[str, Any], say: Words) -> str:
    still = "999" in str(guidance.get("opening") or message.get("text") or "")
    return str(say["ring_now"] if still else say["ring_again"])


def _opening(guidance: dict[str, Any], say: Words, urgent: bool) -> tuple[str, str]:
    """The words that stand out, and the rest; a heading that says the same already is not said twice."""
    text = str(guidance["opening"])
    if urgent:
        text = text.removeprefix(f"{say['ring_now']}.").strip()
    sentences = re.findall(r"[\s\S]+?[.?](?:\s+|$)|[\s\S]+$", text)
    first = ""
    while sentences and len(first) < STANDS_OUT:
        first += sentences.pop(0)
    return first.strip(), "".join(sentences).strip()


def _parts(guidance: dict[str, Any], contacts: list[dict[str, Any]], urgent: bool) -> tuple[Part, ...]:
    found = []
    for name in URGENT_LISTS if urgent else LISTS:
        lines = _strings(guidance.get(name))
        if name == "contacts" and contacts:
            found.append(Part(name, (), *split_contacts(contacts, urgent or guidance.get("kind") == "error")))
        elif name != "contacts" and lines:
            found.append(Part(name, lines))
    return tuple(found)


def _only_contacts(contacts: list[dict[str, Any]], urgent: bool) -> tuple[Part, ...]:
    return (Part("contacts", (), *split_contacts(contacts, urgent)),) if contacts else ()


def split_contacts(contacts: list[dict[str, Any]], every: bool) -> tuple[tuple[dict[str, Any], ...], ...]:
    """(shown, folded): a child's answer shows what is for children, a long list its beginning."""
    if not every and _for_a_child(contacts):
        theirs = [c for c in contacts if c.get("phone") == "999" or c.get("for") == "young_person"]
        return tuple(theirs), tuple(c for c in contacts if c not in theirs)
    if every or len(contacts) <= MOST_CONTACTS:
        return tuple(contacts), ()
    return tuple(contacts[:SHOWN_CONTACTS]), tuple(contacts[SHOWN_CONTACTS:])


def _for_a_child(contacts: list[dict[str, Any]]) -> bool:
    helplines = [c for c in contacts if c.get("phone") != "999"]
    return bool(helplines) and helplines[0].get("for") == "young_person"


def _chips(guidance: dict[str, Any], say: Words) -> tuple[Button, ...]:
    """Signs, and facts where a card holds them, each taken back by a press."""
    found = [*(guidance.get("signs") or ()), *(guidance.get("facts") or ())]
    labels = [(str(one["label"]), one.get("payload")) for one in found if isinstance(one, dict) and one.get("label")]
    return tuple(Button(label, str(payload or say["remove"].format(label=label))) for label, payload in labels)


def _is_outcome(guidance: dict[str, Any], question: dict[str, Any]) -> bool:
    settled = guidance.get("kind") in ("answer", "concern") and guidance.get("urgency") != "check"
    return settled and not question


def _helped(say: Words) -> tuple[Button, ...]:
    helped = say["helped"]
    return (Button(helped["yes"], helped["yes_says"]), Button(helped["no"], helped["no_says"]))


def _others(message: dict[str, Any], placed: tuple[Button, ...]) -> tuple[Button, ...]:
    """The message's buttons that are not drawn in a place of their own already."""
    there = {button.payload for button in placed}
    return tuple(one for one in _buttons(message.get("buttons")) if one.payload not in there)


def _buttons(found: Any) -> tuple[Button, ...]:
    return tuple(Button(str(one["title"]), str(one.get("payload") or one["title"])) for one in found or ())


def _strings(found: Any) -> tuple[str, ...]:
    return tuple(one for one in found or () if isinstance(one, str) and one)


def blocks(text: str) -> tuple[Block, ...]:
    """Plain text as paragraphs and lists: blank lines part them, a leading dash makes an item."""
    found = []
    for piece in re.split(r"\n\s*\n", text):
        rows = [row.strip() for row in piece.split("\n") if row.strip()]
        items = tuple(_BULLET.sub("", row) for row in rows if _BULLET.match(row))
        found += [Block(text=row) for row in rows if not _BULLET.match(row)]
        if items:
            found.append(Block(items=items))
    return tuple(found)
