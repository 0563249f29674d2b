"""Which question comes next, and its words; at most seven, each once, none after two skips."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from bot import yamlfile
from bot.paths import DATA
from bot.terms import Role

Options = tuple[tuple[str, str], ...]
_NO_FORM = (Role.YOUNG_PERSON, Role.WORRIED_ABOUT_SELF)


@lru_cache(maxsize=1)
def _content() -> dict[str, Any]:
    content: dict[str, Any] = yamlfile.read(DATA / "questions.yml")
    return content


def order() -> tuple[str, ...]:
    """Every slot that may be asked, in the order of asking."""
    return tuple(_content()["order"])


def plan(nature: str, role: Role) -> tuple[str, ...]:
    """The slots that make sense for this nature and person; none for a child."""
    if role in _NO_FORM:
        return ()
    wanted = _content()["plans"].get(nature, order())
    return tuple(s for s in order() if s in wanted and (s != "pressure" or role is Role.PROFESSIONAL))


def next_question(facts: Mapping[str, str], asked: tuple[str, ...], skips: int, role: Role) -> str | None:
    """The slot to ask for now, or None when it is time to stop.

    ``facts`` holds what is known (with ``nature``); ``asked`` every slot asked so far; ``skips`` how many were skipped.
    """
    most, always = _content()["most"], _content()["always_reached"]
    if skips >= _content()["skips"] or len(asked) >= most:
        return None
    left = [s for s in plan(facts.get("nature", "general"), role) if s not in asked and not _known(s, facts, role)]
    if always in left and len(asked) == most - 1:
        return str(always)
    return left[0] if left else None


def _known(slot: str, facts: Mapping[str, str], role: Role) -> bool:
    if slot == "role":
        return role is not Role.UNKNOWN or facts.get("role", "unknown") != "unknown"
    return facts.get(slot, "unknown") != "unknown"


def question(slot: str, role: Role, nature: str = "") -> tuple[str, Options]:
    """The words of a question and its choices as (title, value); "Not sure" and "Skip" always stand last.

    Pressing a choice says its title, so a person may type it as well. ``role`` is kept for wording of its own.
    """
    base = _content()["questions"][slot]
    say = {**base, **base.get("natures", {}).get(nature, {})}
    unsure = (_content()["not_sure"]["title"], say.get("not_sure", _content()["not_sure"]["value"]))
    skip = (_content()["skip"]["title"], _content()["skip"]["value"])
    text = say["text"]
    if isinstance(text, dict):
        text = text.get(str(role), text["parent"])
    return text, (*((title, value) for title, value in say["options"]), unsure, skip)


def value_of(slot: str, title: str, nature: str = "") -> str | None:
    """The value behind a choice of this slot; None for other words.

    Without a nature every nature's choices are looked through, since a person may press an older button.
    """
    wanted = title.strip().rstrip(".").casefold()
    others = () if nature else tuple(_content()["questions"][slot].get("natures", {}))
    for name in (nature, "", *others):
        for choice, value in question(slot, Role.UNKNOWN, name)[1]:
            if choice.casefold() == wanted:
                return value
    return None
