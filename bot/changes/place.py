"""Where a new line goes in a data file: pure text in and out, so that formatting and comments stay as they are.

Whoever wrote the file sees added lines only; that the file then says the same and the new thing, no more, is checked
with ruamel on both.
"""

from __future__ import annotations

import difflib
import io
import json
import re
from dataclasses import asdict, dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.errors import ChangeRefused

HEADS = {
    "story": 'version: "3.1"\n\n# Made from marks of reviewers; `safeguard changes` adds to it.\nstories:\n',
    "known": "# Corrections that must stay true: every release is asked each of them. `safeguard changes` adds to it.\n"
             "cases:\n",
}


@dataclass(frozen=True)
class Addition:
    """``what``: intent, danger, story, known or point. ``key``: the intent, the voice, a name or the article.

    ``file`` is relative to the repository; ``content`` a text, steps of a story, a case or a point.
    """

    what: str
    file: str
    key: str
    content: Any

    def as_dict(self) -> dict[str, Any]:
        """As the manifest holds it."""
        return asdict(self)


def quoted(text: str) -> str:
    """A text as YAML and JSON both read it."""
    return json.dumps(text, ensure_ascii=False)


def put(before: str, one: Addition) -> str:
    """The file with the addition in its place. Raises ChangeRefused when there is none, or when more would change."""
    before = before or HEADS.get(one.what, "")
    lines = before.splitlines()
    places = {"intent": _intent, "danger": _danger, "story": _story, "known": _known, "point": _point}
    at, new = places[one.what](lines, one)
    after = "\n".join([*lines[:at], *new, *lines[at:]]) + "\n"
    if not only_added(before, after) or not _says_both(before, after, one):
        raise ChangeRefused([f"{one.file}: no place for it under {one.key!r} without changing other lines"])
    return after


def only_added(before: str, after: str) -> bool:
    """Whether every line of ``before`` still stands, in its order."""
    matcher = difflib.SequenceMatcher(None, before.splitlines(), after.splitlines(), autojunk=False)
    return all(code in ("equal", "insert") for code, *_ in matcher.get_opcodes())


def _intent(lines: list[str], one: Addition) -> tuple[int, list[str]]:
    start = _find(lines, rf"\s*- intent: {re.escape(one.key)}\s*$", one)
    first = next((i for i in range(start + 1, len(lines)) if re.match(r"\s+- ", lines[i])), None)
    if first is None or "examples: |" not in lines[first - 1]:
        raise ChangeRefused([f"{one.file}: no examples under {one.key!r}"])
    indent = lines[first][: lines[first].index("-")]
    end = first
    while end < len(lines) and lines[end].startswith(indent + "- "):
        end += 1
    return end, [f"{indent}- {one.content}"]


def _danger(lines: list[str], one: Addition) -> tuple[int, list[str]]:
    key = next((i for i, line in enumerate(lines) if re.match(rf"{one.key}:\s*$", line)), None)
    if key is None:
        if any(line.startswith(f"{one.key}:") for line in lines):
            raise ChangeRefused([f"{one.file}: the list {one.key!r} is written on one line; give it lines of its own"])
        return len(lines), [f"{one.key}:", f"  - {quoted(one.content)}"]
    end = key + 1
    for i in range(key + 1, len(lines)):
        if re.match(r"[a-z_]+:", lines[i]):
            break
        end = i + 1 if lines[i].lstrip().startswith("- ") else end
    return end, [f"  - {quoted(one.content)}"]


def _story(lines: list[str], one: Addition) -> tuple[int, list[str]]:
    steps = [f"  - {name}: {value}" for step in one.content for name, value in step.items()]
    return len(lines), [f"- story: {one.key}", "  steps:", *steps]


def _known(lines: list[str], one: Addition) -> tuple[int, list[str]]:
    case = one.content
    rows = [f"  - id: {one.key}", f"    text: {quoted(case['text'])}"]
    return len(lines), [*rows, f"    expect: {{{', '.join(f'{k}: {v}' for k, v in case['expect'].items())}}}"]


def _point(lines: list[str], one: Addition) -> tuple[int, list[str]]:
    start = _find(lines, rf"\s*- id: {re.escape(one.key)}\s*$", one)
    stop = next((i for i in range(start + 1, len(lines)) if re.match(r"\s*- id: ", lines[i])), len(lines))
    points = [i for i in range(start, stop) if re.match(r"\s*- \{say: ", lines[i])]
    if not points:
        raise ChangeRefused([f"{one.file}: no facts under {one.key!r}"])
    indent = lines[points[-1]].split("-", 1)[0]
    asks = ", ".join(quoted(str(ask)) for ask in one.content.get("asks") or ())
    return points[-1] + 1, [f"{indent}- {{say: {quoted(str(one.content['say']))}, asks: [{asks}]}}"]


def _find(lines: list[str], pattern: str, one: Addition) -> int:
    found = next((i for i, line in enumerate(lines) if re.match(pattern, line)), None)
    if found is None:
        raise ChangeRefused([f"{one.file}: no {one.key!r} there"])
    return found


def _says_both(before: str, after: str, one: Addition) -> bool:
    """Whether the file still says everything, and the new thing once more than it did."""
    old, new = _parts(before), _parts(after)
    if old is None or new is None:
        return False
    gone = [part for part in old if old.count(part) > new.count(part)]
    wanted = one.content if isinstance(one.content, str) else one.content[0] if one.what == "story" else None
    texts = [wanted] if isinstance(wanted, str) else []
    texts += [one.content[k] for k in ("text", "say") if isinstance(one.content, dict) and k in one.content]
    return not gone and all(new.count(text) == old.count(text) + 1 for text in texts)


def _parts(text: str) -> list[str] | None:
    """Every key and single value of a YAML text, with examples line by line; None when it cannot be read."""
    try:
        content = YAML(typ="safe").load(io.StringIO(text))
    except YAMLError:
        return None
    found: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                found.append(f"{key}:")
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)
        elif isinstance(value, str) and value.lstrip().startswith("- "):
            found.extend(line.strip().removeprefix("- ") for line in value.splitlines())
        elif value is not None:
            found.append(str(value))

    walk(content)
    return found
