"""The wording files, read once; wording is data, so that an editor changes one YAML file and no Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from bot import yamlfile
from bot.paths import DATA
from bot.terms import Role

_FOLDER = DATA / "words"


@cache
def words(name: str) -> dict[str, Any]:
    """The content of ``bot/data/words/<name>.yml``."""
    content: dict[str, Any] = yamlfile.read(_FOLDER / f"{name}.yml")
    return content


@cache
def own_buttons() -> frozenset[str]:
    """What we offer anywhere to press; two words or fewer ("Stop") may just as well be somebody's own."""
    files = (words(name) for name in ("concern", "decline", "smalltalk", "support", "teams"))
    return frozenset(title for content in files for title in _offered(content) if len(title.split()) > 2)


def _offered(content: Any) -> Iterator[str]:
    if isinstance(content, dict):
        for key, value in content.items():
            yield from value if key in ("offer", "offers") and value else _offered(value)
    elif isinstance(content, list):
        for value in content:
            yield from _offered(value)


def headings() -> dict[str, str]:
    """Headings of the lists in a plain-text answer."""
    found: dict[str, str] = words("common")["headings"]
    return found


def for_role(choices: dict[str, str], role: Role) -> str:
    """The wording for this reader; whoever has none of their own gets the parent's."""
    return choices.get(str(role)) or choices["parent"]


def age_of(role: Role) -> str:
    """``young_person`` or ``adult``: the two voices of an emergency answer."""
    return "young_person" if role is Role.YOUNG_PERSON else "adult"


ALWAYS = {
    Role.YOUNG_PERSON: ("childline",), Role.WORRIED_ABOUT_SELF: ("stop_it_now", "samaritans"),
    Role.ADULT_SURVIVOR: ("napac",),
}


def with_own_line(ids: Iterable[str], role: Role) -> tuple[str, ...]:
    """The contacts of an answer, and always the lines that are there for this person."""
    return tuple(dict.fromkeys((*ids, *ALWAYS.get(role, ()))))


def not_a_report(role: Role) -> str:
    """Nobody may leave believing that they have told someone."""
    return for_role(words("common")["not_a_report"], role)


def danger_line(role: Role) -> str:
    """One line with 999."""
    return for_role(words("common")["danger_line"], role)
