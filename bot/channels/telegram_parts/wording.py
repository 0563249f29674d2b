"""The words of Telegram, read once into a type of their own, so that a missing one stops the start and not a person."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from bot.contacts.directory import Contact
from bot.errors import ContentError
from bot.replies.emergency import directory
from bot.replies.reply import contact_line
from bot.replies.words import words


@dataclass(frozen=True)
class Wording:
    """``bot/data/words/telegram.yml``; ``commands`` and ``says`` are by command, without its slash."""

    welcome: tuple[str, ...]
    welcome_contacts: tuple[str, ...]
    stays: str
    help: tuple[str, ...]
    contacts: str
    deleted: str
    late: str
    open: str
    group: str
    edited: str
    cannot_open: str
    picture: str
    old_button: str
    gone: str
    chosen: str
    commands: dict[str, str]
    says: dict[str, str]

    def numbers(self) -> tuple[Contact, ...]:
        """The contacts under welcome and help."""
        return tuple(directory().get(id) for id in self.welcome_contacts)

    def welcome_text(self) -> str:
        """The answer to /start; its last line is the question, so the numbers stand before it."""
        return "\n\n".join((*self.welcome[:-1], self._lines(), self.welcome[-1]))

    def help_text(self) -> str:
        """The answer to /help: danger and the numbers first."""
        return "\n\n".join((self.help[0], self._lines(), *self.help[1:]))

    def _lines(self) -> str:
        return "\n".join((self.contacts, *(f"- {contact_line(contact)}" for contact in self.numbers())))


@cache
def wording() -> Wording:
    """The words of Telegram; raises ContentError naming every one that is missing, unknown or of the wrong kind."""
    content = words("telegram")
    kinds = {field.name: str(field.type) for field in fields(Wording)}
    problems = [f"{name} is unknown" for name in content.keys() - kinds.keys()]
    problems += [f"{name} must be {kind}" for name, kind in kinds.items() if not _fits(content.get(name), kind)]
    if problems:
        raise ContentError([f"words/telegram.yml: {problem}" for problem in sorted(problems)])
    values: dict[str, Any] = {n: tuple(value) if isinstance(value, list) else value for n, value in content.items()}
    return Wording(**values)


def _fits(value: Any, kind: str) -> bool:
    if kind == "str":
        return isinstance(value, str) and bool(value)
    inner = value.values() if isinstance(value, dict) else value
    shape = dict if kind.startswith("dict") else list
    return isinstance(value, shape) and bool(value) and all(isinstance(text, str) and text for text in inner)
