"""The one place where YAML is read: safe types only, duplicate keys refused, problems named by file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.errors import ContentError


def read(path: Path) -> Any:
    """Return the content of one YAML file as plain Python values.

    Raises ContentError naming the file when it is missing or is not YAML.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ContentError([f"{path.name}: file is missing"]) from None
    except (OSError, UnicodeDecodeError):
        raise ContentError([f"{path.name}: cannot be read as text"]) from None
    return parse(path.name, text)


def parse(name: str, text: str) -> Any:
    """The content of a text that is a YAML file, or is to become one; ``name`` stands in the ContentError."""
    try:
        return YAML(typ="safe").load(text)
    except YAMLError as error:
        raise ContentError([f"{name}: {' '.join(str(error).split())[:300]}"]) from None


def check(path: Path, content: Any, schema: dict[str, Any]) -> Any:
    """Return ``content`` if it fits the JSON schema, else raise ContentError with every problem at once."""
    problems = [
        f"{path.name}: {'/'.join(map(str, error.absolute_path)) or 'top'}: {_short(error.message)}"
        for error in Draft7Validator(schema).iter_errors(json.loads(json.dumps(content, default=str)))
    ]
    if problems:
        raise ContentError(problems)
    return content


def _short(text: str) -> str:
    """The beginning and the end: what is wrong stands last, after the value."""
    return text if len(text) <= 200 else f"{text[:90]} ... {text[-90:]}"
