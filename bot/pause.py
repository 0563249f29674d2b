"""``safeguard pause`` and ``safeguard resume``: emergency contacts only, on every channel, and who did it and why."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot import clock, settings, staff
from bot.errors import StoreError
from bot.records import switch_file
from bot.records.audit import Audit
from bot.records.switch import Switch
from bot.records.switch_file import Mark
from bot.scrubbed import Scrubbed

ABOUT = "service"


def pause(folder: Path, url: str, now: datetime, who: str, why: str) -> list[str]:
    """Switch off, first by file, then for every machine over the store; returns what to tell, raises nothing.

    The reason is scrubbed after the switch is turned: that takes seconds.
    """
    told = _marked(folder, Mark(now.timestamp(), who, here=True))
    switched = _in_store(url, True, now)
    reason = staff.scrubbed(why)
    if switched and _audited(url, now, who, "paused", reason):
        told += _marked(folder, Mark(now.timestamp(), who))
        return [*told, "Paused. People get the emergency numbers, on every channel, within two seconds."]
    told += _marked(folder, Mark(now.timestamp(), who, reason.text, here=True))
    return [
        *told, "Paused on this machine. The store cannot be reached, so other machines over it do not know yet,",
        "and the act goes into the audit with `safeguard resume`. Run this again when the store is back.",
    ]


def resume(folder: Path, url: str, now: datetime, who: str, why: str | None) -> list[str]:
    """Switch on again and return what to tell. Raises StoreError, and then the service stays paused."""
    mark, switch, audit = switch_file.read(folder), Switch(url), Audit(url)
    try:
        if mark and mark.here and mark.at:  # a pause that the store did not hear of
            at = datetime.fromtimestamp(mark.at, now.tzinfo)
            audit.write(at, mark.who, staff.ROLE, "paused", ABOUT, Scrubbed(mark.why) if mark.why else None)
        elif not mark and not switch.paused():
            return ["The service is not paused."]
        audit.write(now, who, staff.ROLE, "resumed", ABOUT, staff.scrubbed(why) if why else None)
        switch.turn(False, now)
        switch_file.clear(folder)
    finally:
        switch.close()
        audit.close()
    return ["The service goes on, within two seconds."]


def _marked(folder: Path, mark: Mark) -> list[str]:
    try:
        switch_file.write(folder, mark)
    except OSError as error:
        return [f"The mark below the data directory could not be written: {error.strerror}."]
    return []


def _in_store(url: str, paused: bool, now: datetime) -> bool:
    try:
        switch = Switch(url)
        try:
            switch.turn(paused, now)
        finally:
            switch.close()
    except StoreError:
        return False
    return True


def _audited(url: str, now: datetime, who: str, did: str, why: Scrubbed) -> bool:
    try:
        audit = Audit(url)
        try:
            audit.write(now, who, staff.ROLE, did, ABOUT, why)
        finally:
            audit.close()
    except StoreError:
        return False
    return True


def main(arguments: Sequence[str], on_again: bool = False) -> int:
    """0 when the switch is turned everywhere, 1 when on this machine alone."""
    name = "resume" if on_again else "pause"
    parser = argparse.ArgumentParser(prog=f"safeguard {name}", description=__doc__)
    parser.add_argument("--why", required=not on_again, help="the reason, kept without names in the audit")
    staff.add_who(parser)
    args = parser.parse_args(arguments)
    here, who = settings.load(), staff.named(args.who)
    if on_again:
        told = resume(here.data_dir, here.database, clock.now(), who, args.why)
    else:
        told = pause(here.data_dir, here.database, clock.now(), who, args.why)
    sys.stdout.write("\n".join(told) + "\n")
    return 0 if len(told) == 1 else 1
