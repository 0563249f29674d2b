"""The command ``safeguard new-topic``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from bot import clock
from bot.paths import ROOT
from bot.publishing.skeleton import new_topic, unfilled


def main(arguments: Sequence[str]) -> int:
    """Make the skeleton and say what is to be written."""
    parser = argparse.ArgumentParser(prog="safeguard new-topic", description=__doc__)
    parser.add_argument("name", help="small letters, figures and _")
    name = parser.parse_args(arguments).name
    lines = [f"made or changed: {path}" for path in new_topic(ROOT, name, clock.today())]
    lines += [line for line in unfilled(ROOT) if name in line or "faq.yml" in line]
    lines.append("The service refuses to load it until then. Check with `safeguard check`, then `safeguard train`.")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0
