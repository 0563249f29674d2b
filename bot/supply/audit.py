"""Judges what the audit tools found by our list of decisions; where they could not ask anybody, it says so plainly."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot import yamlfile
from bot.paths import DATA
from bot.supply.locks import packages, page_packages

LIST = DATA / "security" / "advisories.yml"
ID = "^(CVE-[0-9]{4}-[0-9]+|GHSA(-[a-z0-9]{4}){3}|PYSEC-[0-9]{4}-[0-9]+)$"
DAY = r"^20\d\d-\d\d-\d\d$"
_WORDS = {"type": "string", "minLength": 1}
SCHEMA = {
    "type": "object", "required": ["checked", "lapses", "looked", "advisories"], "additionalProperties": False,
    "properties": {
        "checked": {"type": "string", "pattern": DAY}, "lapses": {"type": "string", "pattern": DAY}, "looked": _WORDS,
        "advisories": {"type": "array", "items": {
            "type": "object", "required": ["package", "version", "ids", "about", "reason"],
            "additionalProperties": False,
            "properties": {
                "package": _WORDS, "version": _WORDS, "about": _WORDS, "reason": {"type": "string", "minLength": 40},
                "ids": {"type": "array", "minItems": 1, "items": {"type": "string", "pattern": ID}},
            },
        }},
    },
}


@dataclass(frozen=True)
class Finding:
    """One advisory about one version."""

    package: str
    version: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Audit:
    """``asked``: whether the tool reached its service; ``found`` is what it knows."""

    tool: str
    asked: bool
    found: tuple[Finding, ...] = ()
    left_out: tuple[str, ...] = ()


def known() -> dict[str, Any]:
    """Our list. Raises ContentError."""
    content: dict[str, Any] = yamlfile.check(LIST, yamlfile.read(LIST), SCHEMA)
    return content


def of_python(path: Path) -> Audit:
    """What pip-audit wrote. A package that it could not look up is left out; if that is every one, nobody was asked."""
    rows = _json(path).get("dependencies")
    rows = rows if isinstance(rows, list) else []
    looked = [row for row in rows if "vulns" in row]
    found = [
        Finding(row["name"], row["version"], (vuln["id"], *vuln.get("aliases", ())))
        for row in looked for vuln in row["vulns"]
    ]
    left = tuple(row["name"] for row in rows if "vulns" not in row)
    return Audit("pip-audit", bool(looked), tuple(found), left if looked else ())


def of_page(path: Path) -> Audit:
    """What ``npm audit --json`` wrote."""
    rows = _json(path).get("vulnerabilities")
    if not isinstance(rows, dict):
        return Audit("npm audit", asked=False)
    version = {name: number for name, number, _ in page_packages()}
    found = [
        Finding(name, version.get(name, ""), tuple(_advisory(via) for via in row.get("via", ())))
        for name, row in rows.items()
    ]
    return Audit("npm audit", True, tuple(found))


def open_findings(audits: list[Audit]) -> list[Finding]:
    """Findings without a decision of ours about this very version."""
    decided = {(row["package"], row["version"], id) for row in known()["advisories"] for id in row["ids"]}
    return [
        one for audit in audits for one in audit.found
        if not any((one.package, one.version, id) in decided for id in one.ids)
    ]


def needless() -> list[str]:
    """Decisions about versions that the locks no longer hold."""
    locked = {(one.name, one.version) for one in packages()} | {row[:2] for row in page_packages()}
    rows = known()["advisories"]
    return [f"{row['package']} {row['version']}" for row in rows if (row["package"], row["version"]) not in locked]


def lapsed(today: date) -> bool:
    """Whether the list has to be gone through again."""
    return today > date.fromisoformat(known()["lapses"])


def _json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _advisory(via: object) -> str:
    """npm gives the advisory's address, or the name of the package that brings it."""
    return str(via.get("url", "")).rpartition("/")[2] if isinstance(via, dict) else str(via)
