"""The one command, ``safeguard``: its table of sub-commands, each with its help and an example that runs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.errors import SafeguardError


@dataclass(frozen=True)
class Command:
    """One sub-command; ``run`` takes what follows its name and returns the exit status."""

    help: str
    example: str
    run: Callable[[Sequence[str]], int]


def _serve(rest: Sequence[str]) -> int:
    from bot.supervise.main import main

    return main(rest)


def _chat(rest: Sequence[str]) -> int:
    from bot.chat import main

    return main(rest)


def _redact(rest: Sequence[str]) -> int:
    from bot.redact import main

    return main(rest)


def _train(rest: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="safeguard train", description=COMMANDS["train"].help)
    parser.add_argument("--force", action="store_true", help="train everything, changed or not")
    args = parser.parse_args(rest)
    from bot import training

    return training.main(print, force=args.force)


def _check(rest: Sequence[str]) -> int:
    from bot.check import main

    return main(rest)


def _evaluate(rest: Sequence[str]) -> int:
    from bot.evaluation.main import main

    return main(rest)


def _retain(rest: Sequence[str]) -> int:
    argparse.ArgumentParser(prog="safeguard retain", description=COMMANDS["retain"].help).parse_args(rest)
    from bot import clock, settings
    from bot.records.retention import retain

    counts = retain(settings.load().database, clock.now(), rebuild=True)
    print("Deleted: " + ", ".join(f"{number} from {name}" for name, number in counts.items()) + ".")
    from bot.changes.folder import Sets

    for number in Sets(settings.load().data_dir).expire(clock.now()):
        print(f"Dropped: change set {number}, which had waited too long.")
    return 0


def _backup(rest: Sequence[str]) -> int:
    from bot.records.backup import backup_main

    return backup_main(rest)


def _restore(rest: Sequence[str]) -> int:
    from bot.records.backup import restore_main

    return restore_main(rest)


def _review(rest: Sequence[str]) -> int:
    from bot.review.main import main

    return main(rest)


def _teams_package(rest: Sequence[str]) -> int:
    from bot.channels.teams_parts.package import main

    return main(rest)


def _pause(rest: Sequence[str]) -> int:
    from bot.pause import main

    return main(rest)


def _resume(rest: Sequence[str]) -> int:
    from bot.pause import main

    return main(rest, on_again=True)


def _content(rest: Sequence[str]) -> int:
    from bot.publishing.main import main

    return main(rest)


def _new_topic(rest: Sequence[str]) -> int:
    from bot.publishing.topic import main

    return main(rest)


def _intruder(rest: Sequence[str]) -> int:
    from bot.intruder.main import main

    return main(rest)


def _security(rest: Sequence[str]) -> int:
    from bot.supply.main import main

    return main(rest)


def _changes(rest: Sequence[str]) -> int:
    from bot.changes.main import main

    return main(rest)


def _release(rest: Sequence[str]) -> int:
    from bot.releases.main import release

    return release(rest)


def _rollback(rest: Sequence[str]) -> int:
    from bot.releases.main import rollback

    return rollback(rest)


COMMANDS = {
    "serve": Command("Start the service on one public port.", "safeguard serve --port 5005", _serve),
    "chat": Command("Talk in the terminal with the service that is running.", "safeguard chat --role parent", _chat),
    "redact": Command(
        "Take personal data out of JSON lines with an id and a text.",
        """echo '{"id": 1, "text": "ring me on 07700 900123"}' | safeguard redact""", _redact,
    ),
    "train": Command("Train the models on the data, as far as it has changed.", "safeguard train", _train),
    "check": Command("Read every content file and tell every fault at once.", "safeguard check", _check),
    "evaluate": Command(
        "Send the held-out messages to the running service, and print the figures.", "safeguard evaluate risk faq",
        _evaluate,
    ),
    "retain": Command(
        "Delete what was kept long enough, from every table, and rebuild the database.", "safeguard retain", _retain,
    ),
    "pause": Command(
        "Switch the service off: emergency contacts only, on every channel, at once.",
        'safeguard pause --why "an answer is wrong"', _pause,
    ),
    "resume": Command("Let a paused service go on.", "safeguard resume", _resume),
    "content": Command(
        "Propose, preview, approve and publish articles; what is due, and what was shown on a day.",
        "safeguard content propose --from-topic consent", _content,
    ),
    "new-topic": Command(
        "Make the skeleton of a topic in every folder it needs.", "safeguard new-topic school_trips", _new_topic,
    ),
    "backup": Command(
        "Copy the store to a file while the service runs.", "safeguard backup store-monday.db", _backup,
    ),
    "restore": Command(
        "Put a copy in the place of the store, and delete what is due in it.", "safeguard restore store-monday.db",
        _restore,
    ),
    "review": Command(
        "Open the maintainers' pages on loopback, or with --link print a link to sign in.",
        'safeguard review --who "A Name" --role safety_lead', _review,
    ),
    "intruder": Command(
        "Try to re-identify people in the log; 1 when something could still be linked.",
        "safeguard intruder --out results/intruder.json", _intruder,
    ),
    "security": Command(
        "Write the list of parts (SBOM), and judge what is known against them.",
        "safeguard security --out results/security", _security,
    ),
    "changes": Command(
        "Make change sets of the reviewers' agreed marks; list, show, apply or drop them.", "safeguard changes list",
        _changes,
    ),
    "release": Command(
        "Train a candidate, measure it beside what is served, refuse it or sign and serve it.",
        "safeguard release --why 'missed risks of November'", _release,
    ),
    "rollback": Command(
        "Go back to an earlier release.", "safeguard rollback --why 'an answer got worse'", _rollback,
    ),
    "teams-package": Command(
        "Write the app package that an administrator uploads to Microsoft Teams.",
        "safeguard teams-package --to app.zip", _teams_package,
    ),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one sub-command; 2 with a clear line when something is set up wrongly."""
    rows = "\n".join(f"  {name:<15}{command.help}\n{' ':17}{command.example}" for name, command in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="safeguard", description="Guidance on child sexual abuse in Cambridgeshire and Peterborough.",
        epilog=f"commands and examples:\n{rows}", formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS, metavar="command", help="one of the commands below")
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="what the command takes; --help after its name shows it")
    args = parser.parse_args(arguments)
    try:
        return COMMANDS[args.command].run(args.rest)
    except SafeguardError as error:
        print(f"safeguard {args.command}: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0


if __name__ == "__main__":
    sys.exit(main())
