"""Who of the staff sits at the terminal, and their reasons without personal data."""

from __future__ import annotations

import argparse
import getpass

from bot.contacts.directory import Directory
from bot.errors import SafeguardError, SettingsError
from bot.records.audit import WORD
from bot.scrubbed import Scrubbed

ROLE = "terminal"
WITHHELD = Scrubbed("[WITHHELD]", ("TEXT",))


def add_who(parser: argparse.ArgumentParser) -> None:
    """Let a command take the name of who gives it."""
    parser.add_argument("--who", help="your name, where several people share this login; the login stands beside it")


def named(given: str | None) -> str:
    """``name/login``, or the login alone where that is the name. Raises SettingsError for a name the audit refuses."""
    try:
        login = getpass.getuser()
    except (KeyError, OSError):
        login = "unknown"
    who = " ".join((given or login).split())
    who = login if same(who, login) else f"{who}/{login}"
    if not WORD.fullmatch(who):
        raise SettingsError("--who takes a short plain name: letters, figures, spaces, dots and dashes")
    return who


def same(one: str, other: str) -> bool:
    """Whether two names are one person, however they are spaced or set; the login beside a name does not count."""
    return _plain(one) == _plain(other)


def _plain(who: str) -> str:
    return "".join(who.split("/")[0].split()).casefold()


def scrubbed(why: str) -> Scrubbed:
    """A reason as the audit takes it; one that cannot be scrubbed is withheld, for the act itself must go on."""
    try:
        from bot.privacy.scrub import Scrubber

        return Scrubber.load(Directory.load().digits()).scrub(why)
    except SafeguardError:
        return WITHHELD
