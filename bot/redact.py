"""``safeguard redact``: JSON lines ``{"id", "text"}`` in, the same with personal data replaced out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TextIO

from bot.errors import ScrubError
from bot.scrubbed import Scrubbed

WITHHELD = "[WITHHELD]"


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when every line was scrubbed; 1 when some were withheld or could not be read."""
    argparse.ArgumentParser(prog="safeguard redact", description=__doc__).parse_args(arguments)
    from bot.contacts.directory import Directory
    from bot.privacy.scrub import Scrubber

    scrubber = Scrubber.load(Directory.load().digits())
    bad = redact(sys.stdin, scrubber.scrub, partial(_line, sys.stdout), partial(_line, sys.stderr))
    return 1 if bad else 0


def _line(to: TextIO, line: str) -> None:
    to.write(f"{line}\n")
    to.flush()


def redact(
    lines: Iterable[str], scrub: Callable[[str], Scrubbed], out: Callable[[str], None], complain: Callable[[str], None]
) -> int:
    """Scrub line by line and return how many could not be; a complaint names the line, never what it holds."""
    bad = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            name, text = row["id"], str(row["text"])
        except (ValueError, KeyError, TypeError):
            complain(f"line {number}: not JSON with an id and a text")
            bad += 1
            continue
        try:
            text = scrub(text).text
        except ScrubError as error:
            complain(f"line {number}: withheld, {error}")
            text, bad = WITHHELD, bad + 1
        out(json.dumps({"id": name, "text": text}, ensure_ascii=False))
    return bad
