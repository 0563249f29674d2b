"""Fixed messages of the channel's own, in the shape of every other answer, with 999 in each."""

from __future__ import annotations

from typing import Any

from bot.replies.reply import Option, Reply, message
from bot.replies.words import danger_line, headings, not_a_report, words
from bot.terms import Kind, Role


def welcome(private: bool) -> dict[str, Any]:
    """What is said when the app is added, to one person or to a group."""
    return _notice(words("teams")["welcome"]["personal" if private else "group"], report=True)


def edited() -> dict[str, Any]:
    """What is said to somebody who changed a message."""
    return _notice(words("teams")["edited"])


def file() -> dict[str, Any]:
    """What is said to somebody who sent a file or a picture."""
    return _notice(words("teams")["file"])


def nothing_waits() -> dict[str, Any]:
    """What is said when the neutral line is pressed and its answer is no longer there."""
    return _notice({"opening": words("teams")["late"]["nothing"]})


def not_yours() -> dict[str, Any]:
    """What is said in a group to somebody who pressed the answer to another person's question."""
    return _notice({"opening": words("teams")["group"]["not_yours"]})


def opened() -> str:
    """The name of the button under the neutral line."""
    return str(words("teams")["late"]["show"])


def thanks() -> str:
    """One neutral line for a platform that wants a line at once."""
    return str(words("teams")["card"]["summary"])


def _notice(entry: dict[str, Any], report: bool = False) -> dict[str, Any]:
    lines = [danger_line(Role.PROFESSIONAL)] + ([not_a_report(Role.PROFESSIONAL)] if report else [])
    return message(Reply(
        kind=Kind.SMALLTALK, opening=entry["opening"], points=tuple(entry.get("points") or ()), closing=tuple(lines),
        headings=headings(), extra=tuple(Option(o, o) for o in entry.get("offers") or ()),
    ))
