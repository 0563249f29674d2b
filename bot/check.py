"""``safeguard check``: every content file is read as the service reads it, and every fault is told at once."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot import training_texts, yamlfile
from bot.channels.telegram_parts import wording
from bot.contacts.directory import Directory
from bot.errors import ContentError
from bot.evaluation import cases, known
from bot.guidance import articles
from bot.paths import DATA, GUIDANCE, NLU, ROOT, RULES, STORIES
from bot.publishing import lint
from bot.publishing.skeleton import unfilled
from bot.safety import examples, signals
from bot.signs import catalogue
from bot.triage import questions, rules, situations

RASA = (NLU, RULES, STORIES)
READERS: dict[str, Callable[[], object]] = {
    "guidance": articles.load, "contacts": Directory.load, "triage": rules.book, "questions": questions.order,
    "situations": situations.situations, "danger examples": examples.load, "danger signals": signals.loaded,
    "signs": catalogue.load, "examples of signs": catalogue.examples, "evaluation": cases.load,
    "known cases": known.load, "words of Telegram": wording.wording,
    "examples of intents": training_texts.intents,
}

NAME_NO_CONTACT = ("contacts.yml", "openapi.yml")  # the directory itself; a description of shapes


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when nothing is wrong, else 1 after one line for each fault."""
    argparse.ArgumentParser(prog="safeguard check", description=__doc__).parse_args(arguments)
    found = list(problems())
    counts = f"{len(list(DATA.rglob('*.yml')))} files"
    sys.stdout.write("\n".join(found or [f"Content: {counts}, nothing wrong."]) + "\n")
    return 1 if found else 0


def problems(folder: Path = DATA, readers: Mapping[str, Callable[[], object]] = READERS) -> Iterator[str]:
    """Faults as ``path: problem``: unreadable files first, then what each reader refuses, then loose ends."""
    contents: dict[Path, Any] = {}
    for path in sorted(folder.rglob("*.yml")):
        try:
            contents[path] = yamlfile.read(path)
        except ContentError as error:
            yield from error.problems
    for name, read in readers.items():
        try:
            read()
        except ContentError as error:
            yield from error.problems
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            yield f"{name}: {type(error).__name__}: {error}"
    yield from (fault for path, content in contents.items() if path.parent == GUIDANCE for fault in _of(path, content))
    yield from unfilled(ROOT) if folder == DATA else ()
    yield from unknown_contacts({p: c for p, c in contents.items() if p.parent not in RASA})


def _of(path: Path, content: Any) -> Iterator[str]:
    """What the lints of articles say of one file; one that does not fit was told already."""
    try:
        yield from lint.faults(path.name, content, Directory.load(), None)
    except (ContentError, KeyError, TypeError, AttributeError):
        return


def unknown_contacts(contents: dict[Path, Any]) -> Iterator[str]:
    """Every id under a key ``contacts`` that the directory does not hold, by file."""
    try:
        directory = Directory.load()
    except ContentError:
        return  # told already
    for path, content in contents.items():
        for id in sorted(set(_named(content))):
            if path.name not in NAME_NO_CONTACT and not directory.known(id):
                yield f"{path.relative_to(DATA)}: no contact {id!r} in contacts.yml"


def _named(content: Any, inside: bool = False) -> Iterator[str]:
    """Ids (words without a space) at any depth below a key ``contacts``."""
    if isinstance(content, dict):
        for key, value in content.items():
            yield from _named(value, inside or key == "contacts")
    elif isinstance(content, list):
        for value in content:
            yield from _named(value, inside)
    elif inside and isinstance(content, str) and " " not in content:
        yield content


if __name__ == "__main__":
    sys.exit(main())
