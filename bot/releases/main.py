"""``safeguard release`` and ``safeguard rollback``: the command line around one cycle."""

from __future__ import annotations

import argparse
import getpass
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bot import clock, settings
from bot.errors import ReleaseError
from bot.paths import ROOT
from bot.records.audit import Audit
from bot.records.keys import load_secret
from bot.releases import serve
from bot.releases.cycle import Cycle, Doing, Maker
from bot.releases.progress import Progress
from bot.releases.steps import Steps
from bot.scrubbed import Scrubbed
from bot.settings import Settings
from bot.shelf import KEY, Shelf, unserved

ROLES = ("editor", "safety_lead")
SHOWN = 60      # lines of a report; the rest is counted


def release(arguments: Sequence[str] | None = None, doing: Doing | None = None, root: Path = ROOT) -> int:
    """0 when the release is signed and, where the service runs, served; 1 when it is refused, with each reason."""
    parser = argparse.ArgumentParser(prog="safeguard release", description="Train, measure, refuse or sign, and serve.")
    _people(parser)
    parser.add_argument("--no-swap", action="store_true", help="make and sign it, but do not put it into service")
    args = parser.parse_args(arguments)
    found = settings.load()
    if not args.no_swap:
        _must_be_servable(found)
    by, made = _maker(args), cycle(found, doing, root)
    with made.shelf.alone():
        return _release(made, by, found, serve_it=not args.no_swap)


def _release(made: Cycle, by: Maker, found: Settings, serve_it: bool) -> int:
    progress = Progress(made.shelf.folder / "times.json")
    outcome = made.release(by, progress)
    say("\n".join([*outcome.report[:SHOWN], *(f"To look at: {line}" for line in outcome.verdict.warnings)]))
    if outcome.number is None:
        took = progress.end()
        say("\n".join([f"Refused, after {took:.0f} s:", *(f"  {line}" for line in outcome.verdict.refusals)]))
        act(found, by, "release_refused", "release")
        return 1
    act(found, by, "released", f"release:{outcome.number}")
    say(f"Release {outcome.number} is signed.")
    code = 0
    if serve_it:
        progress.begin("serve")
        code = _serve(made, outcome.number, progress.tick)
    say(f"The whole cycle took {progress.end():.0f} s.")
    return code


def rollback(arguments: Sequence[str] | None = None, doing: Doing | None = None, root: Path = ROOT) -> int:
    """0 when the earlier release is chosen and, where the service runs, served."""
    began = time.monotonic()
    parser = argparse.ArgumentParser(prog="safeguard rollback", description="Go back to an earlier release.")
    _people(parser)
    parser.add_argument("--to", type=int, metavar="N", help="which release (the one before)")
    args = parser.parse_args(arguments)
    found = settings.load()
    _must_be_servable(found)
    by, made = _maker(args), cycle(found, doing, root)
    with made.shelf.alone():
        number = made.back_to(args.to)
        code = _serve(made, number, lambda share: None)
    act(found, by, "rolled_back", f"release:{number}")  # afterwards: a store that fails must not hold it up
    if not code:
        say(f"Back to release {number} after {time.monotonic() - began:.0f} s.")
        say("What was applied since is still in the repository's data: mend it before the next release.")
    return code


def cycle(found: Settings, doing: Doing | None = None, root: Path = ROOT) -> Cycle:
    """The cycle of this installation."""
    shelf = Shelf(found.data_dir)
    return Cycle(root, shelf, load_secret(found.data_dir.resolve(), KEY), doing or Steps())


def act(found: Settings, by: Maker, did: str, about: str) -> None:
    """Leave a row in the audit. Raises StoreError."""
    audit = Audit(found.database)
    try:
        audit.write(by.at, by.who, by.role, did, about, Scrubbed(by.why) if by.why else None)
    finally:
        audit.close()


def _serve(made: Cycle, number: int, tick: Callable[[float], None]) -> int:
    running = serve.runs(made.shelf)
    made.choose(number)
    if not running:
        say(f"Release {number} is chosen; the service does not run and will start with it.")
        return 0
    why = serve.wait(made.shelf, number, tick)
    say(f"Release {number} is not served: {why}." if why else f"Release {number} is served.")
    return 1 if why else 0


def _must_be_servable(found: Settings) -> None:
    """Raise ReleaseError, before minutes are spent, where no release can be put into service."""
    if why := unserved(found):
        raise ReleaseError(f"{why}; `safeguard release --no-swap` still measures and signs one")


def _people(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--who", default=getpass.getuser(), help="who does this, for the record (the user)")
    parser.add_argument("--role", choices=ROLES, default="editor", help="as what (editor)")
    parser.add_argument("--why", required=True, help="why, in a few words; personal data is taken out of it")


def _maker(args: argparse.Namespace) -> Maker:
    return Maker(args.who, args.role, scrubbed_why(args.why), clock.now())


def scrubbed_why(why: str, scrub: Callable[[str], Scrubbed] | None = None) -> str:
    """A reason as it may be kept. Raises ReleaseError for an empty one, ScrubError where it cannot be searched.

    ``scrub``: where a scrubber is loaded already; it takes two seconds.
    """
    if scrub is None:
        from bot.contacts.directory import Directory
        from bot.privacy.scrub import Scrubber

        scrub = Scrubber.load(Directory.load().digits()).scrub
    text = scrub(why.strip()).text
    if not text:
        raise ReleaseError("say why, in a few words")
    return text


def say(line: str) -> None:
    """Print at once, for whoever watches."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
