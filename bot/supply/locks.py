"""Reads the two locks: packages of Python with hashes and who needs them, packages of the web page."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from bot.paths import ROOT

PYTHON, NPM = ROOT / "requirements.lock", ROOT / "package-lock.json"
RUN, WORK = "-r requirements.in", "-r requirements-dev.in"
_PACKAGE = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^ \\]+)")
_VIA = re.compile(r"^    #(?: via)? +(\S.*?)(?: *\\)?$")


@dataclass(frozen=True)
class Package:
    """One locked package. ``hashes``: SHA-256, hexadecimal; ``needed_by``: packages, or a file of ours."""

    name: str
    version: str
    hashes: tuple[str, ...] = ()
    needed_by: tuple[str, ...] = ()

    @property
    def purl(self) -> str:
        """Its address in the words of package-url."""
        return f"pkg:pypi/{self.name}@{self.version}"


def packages(lock: Path = PYTHON) -> list[Package]:
    """Every package of the Python lock, in its order."""
    found: list[Package] = []
    for block in re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8")):
        if head := _PACKAGE.match(block):
            via = [match.group(1).removeprefix("via ") for line in block.splitlines() if (match := _VIA.match(line))]
            found.append(Package(
                head[1], head[2], tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", block)),
                tuple(name for name in via if name != "via"),
            ))
    return found


def running(every: list[Package]) -> set[str]:
    """Names of those that the running service needs; the others are for developers and CI alone."""
    needs = {package.name: set(package.needed_by) for package in every}
    found = {name for name, by in needs.items() if RUN in by}
    while more := {name for name, by in needs.items() if name not in found and by & found}:
        found |= more
    return found


def page_packages(lock: Path = NPM) -> list[tuple[str, str, str]]:
    """(name, version, integrity) of what the web page brings from npm."""
    rows = json.loads(lock.read_text(encoding="utf-8"))["packages"].items()
    return [(path.rpartition("node_modules/")[2], row["version"], row["integrity"]) for path, row in rows if path]


def digest() -> str:
    """One hash over both locks: what was made from others is out of date."""
    return hashlib.sha256(PYTHON.read_bytes() + NPM.read_bytes()).hexdigest()
