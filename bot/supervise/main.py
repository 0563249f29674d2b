"""``safeguard serve``: take the port, start everything, stay until Ctrl-C or SIGTERM."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import replace

from bot.errors import SafeguardError, SettingsError
from bot.settings import Settings, load
from bot.shelf import Shelf, unserved
from bot.supervise.child import Child
from bot.supervise.crew import Processes
from bot.supervise.listen import CannotListen, listen, must_be_free
from bot.supervise.swap import Swap
from bot.supervise.watch import Watch, watch_until

GRACE = 3.5     # seconds for turns under way, before everything is ended
_ENDINGS = (signal.SIGINT, signal.SIGTERM)


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0 after a clean end, 2 when the service cannot start."""
    parser = argparse.ArgumentParser(prog="safeguard serve", description="Start the service on one public port.")
    parser.add_argument("--host", help="address to listen on (SAFEGUARD_HOST)")
    parser.add_argument("--port", type=int, help="port to listen on (SAFEGUARD_PORT)")
    parser.add_argument("--no-spare", action="store_true", help="keep no spares: less memory, slower recovery")
    args = parser.parse_args(arguments)
    os.umask(0o077)  # whatever is written belongs to this user alone
    try:
        settings = _settings(args)
        listening = listen(settings.host, settings.port)
        must_be_free(settings.engine_port)
    except (SettingsError, CannotListen) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    _make_data_dir(settings)
    ended: list[int] = []
    for number in _ENDINGS:
        signal.signal(number, lambda received, _frame: ended.append(received))
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    _say(f"Safeguarding guidance: http://{shown}:{listening.getsockname()[1]}/")
    _say("Starting. Emergencies are answered already; the rest takes about half a minute. Ctrl-C ends it.")
    crew = Processes(settings, listening, os.environ)
    watch = Watch(
        crew, _say, time.monotonic(), with_spare=not args.no_spare, most_memory=settings.engine_memory * 1024**2,
        swap=_releases(settings, crew),
    )
    try:
        watch_until(watch, lambda: bool(ended))
    finally:
        end([child for child in watch.children() if isinstance(child, Child)], lambda: len(ended) > 1)
        listening.close()
    _say("Ended.")
    return 0


def _releases(settings: Settings, crew: Processes) -> Swap | None:
    """Begin with the chosen release, or with the repository's own where it cannot be served; then follow the choice."""
    shelf = Shelf(settings.data_dir)
    if why := unserved(settings):
        if shelf.chosen() is not None:
            _say(f"The repository's own data and models are served: {why}.")
        return None
    try:
        if (chosen := shelf.chosen()) is not None:
            wrong = crew.first_home(chosen)
            own = f"The repository's own data and models are served: {wrong}."
            _say(own if wrong else f"Serving release {chosen}.")
        shelf.choose(crew.serving)
        return Swap(shelf, crew, crew.home, _say, os.getpid())
    except (SafeguardError, OSError) as error:
        sys.stderr.write(f"Releases cannot be followed: {error}\n")
        return None


def end(children: Sequence[Child], hurry: object = None) -> None:
    """Ask all to end, wait a little, then end them; ``hurry()`` true means at once."""
    for child in children:
        child.signal(signal.SIGTERM)
    until = time.monotonic() + GRACE
    while any(child.alive for child in children) and time.monotonic() < until:
        if callable(hurry) and hurry():
            break
        time.sleep(0.05)
    for child in children:
        child.kill()


def _settings(args: argparse.Namespace) -> Settings:
    settings = load()
    settings = replace(settings, data_dir=settings.data_dir.resolve())
    if args.host is not None:
        settings = replace(settings, host=args.host)
    return settings if args.port is None else replace(settings, port=args.port)


def _make_data_dir(settings: Settings) -> None:
    """The folder of the stores, for this user alone; without it only emergencies are answered."""
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        settings.data_dir.chmod(0o700)
        temporary = settings.data_dir / "tmp"
        shutil.rmtree(temporary, ignore_errors=True)  # what processes that were killed have left
        temporary.mkdir(mode=0o700)
    except OSError:
        sys.stderr.write(f"Cannot use {settings.data_dir} to keep conversations: only emergencies can be answered.\n")


def _say(line: str) -> None:
    try:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    except OSError:  # nobody reads it any more; the service goes on
        return
