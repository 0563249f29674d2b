"""``safeguard changes``: make, list, show, apply and drop change sets."""

from __future__ import annotations

import argparse
import difflib
import getpass
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from bot import clock, settings
from bot.changes import mark as marks
from bot.changes.apply import Validate, apply, new_texts, recover, validate
from bot.changes.checks import Against, reasons
from bot.changes.folder import KEPT_DAYS, OPEN, ChangeSet, Sets
from bot.changes.make import Repository, additions, nearest_kind
from bot.changes.place import Addition
from bot.contacts.directory import Directory
from bot.errors import ChangeRefused, ReleaseError
from bot.paths import ROOT
from bot.releases.cycle import Maker
from bot.releases.home import checked
from bot.releases.main import ROLES, act, cycle, say, scrubbed_why
from bot.settings import Settings
from bot.shelf import Shelf
from bot.terms import RiskGrade


def main(
    arguments: Sequence[str] | None = None, root: Path = ROOT, against: Callable[[], Against] | None = None,
    check: Validate = checked,
) -> int:
    """0 when it was done, 1 when a change set is refused, with each reason."""
    args = _arguments(arguments)
    found = settings.load()
    sets = Sets(found.data_dir)
    for number in sets.expire(clock.now()):
        say(f"Change set {number} had waited for {KEPT_DAYS} days and is dropped: it held what people wrote.")
    for number in recover(sets, root):
        say(f"Change set {number} had been cut off while it was applied; everything is as it was before.")
    try:
        if args.do == "list":
            return _list(sets)
        if args.do == "make":
            return _make(sets, args, found, root)
        one = sets.get(args.number)
        if args.do == "show":
            return _show(one, root)
        if args.do == "drop":
            sets.drop(one.number)
            act(found, _by(args), "change_dropped", f"change:{one.number}")
            say(f"Change set {one.number} is dropped.")
            return 0
        with Shelf(found.data_dir).alone():
            return _apply(sets, one, args, found, root, against or real, check)
    except ChangeRefused as error:
        say("\n".join(["Refused:", *(f"  {reason}" for reason in error.reasons)]))
        return 1


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="safeguard changes", description=__doc__)
    does = parser.add_subparsers(dest="do", required=True, metavar="list | show | apply | drop | make")
    does.add_parser("list", help="every change set")
    for name, told in (("show", "what it would change"), ("apply", "check it, and write it into the data"),
                       ("drop", "remove it, with every word in it"), ("make", "from the agreed marks of the review")):
        one = does.add_parser(name, help=told)
        if name != "make":
            one.add_argument("number", type=int)
        if name != "show":
            one.add_argument("--who", default=getpass.getuser(), help="who does this, for the record (the user)")
            one.add_argument("--role", choices=ROLES, default="editor", help="as what (editor)")
        if name == "make":
            one.add_argument("--why", required=True, help="why, in a few words")
            one.add_argument("--marks", type=Path, metavar="FILE", help="marks from a JSON file instead")
    return parser.parse_args(arguments)


def _by(args: argparse.Namespace, why: str = "") -> Maker:
    return Maker(args.who, args.role, why, clock.now())


def _list(sets: Sets) -> int:
    for number in sets.numbers():
        one = sets.get(number)
        say(f"{number:>4}  {one.state:<8} {one.at[:10]}  {one.who}: {one.why} ({one.lines} lines in {len(one.files)})")
    if not sets.numbers():
        say("There is no change set.")
    return 0


def _make(sets: Sets, args: argparse.Namespace, found: Settings, root: Path) -> int:
    agreed = marks.of_file(args.marks) if args.marks else marks.of_review(found.database)
    there = Repository.read(root)
    kind_of = nearest_kind(there)
    pairs: list[tuple[marks.Mark, list[Addition]]] = []
    wishes, left_out = [], []
    for number, one in enumerate(agreed, start=1):
        try:
            added = additions(one, there, kind_of)
        except ChangeRefused as error:
            left_out.append(f"mark {number} ({one.kind}): {'; '.join(error.reasons)}")
            continue
        if added:
            pairs.append((one, added))
        else:
            wishes.append(one.value)
    for line in left_out:
        say(f"Left out: {line}")
    if not pairs and not wishes:
        say("There is nothing to make a change set of.")
        return 1
    made = sets.add(args.who, args.role, scrubbed_why(args.why), clock.now(), pairs, wishes)
    act(found, _by(args, made.why), "change_made", f"change:{made.number}")
    say(f"Change set {made.number}: {made.lines} lines in {len(made.files)} files. Look: safeguard changes show "
        f"{made.number}")
    return 0


def _show(one: ChangeSet, root: Path) -> int:
    say(f"Change set {one.number}, {one.state}, by {one.who} ({one.role}) on {one.at[:10]}: {one.why}")
    for number, (mark, _) in enumerate(one.pairs, start=1):
        signed = ", ".join(f"{who} ({role})" for who, role in mark.signers)
        say(f"  mark {number}: {mark.kind} {mark.value}, signed by {signed or 'nobody'}")
    for wish in one.wishes:
        say(f"  wanted, and still to be written: {wish}")
    for name, after in new_texts(root, one.additions).items():
        path = root / name
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        say("\n".join(difflib.unified_diff(before.splitlines(), after.splitlines(), name, name, lineterm="", n=2)))
    return 0


def _apply(
    sets: Sets, one: ChangeSet, args: argparse.Namespace, found: Settings, root: Path, against: Callable[[], Against],
    check: Validate,
) -> int:
    if one.state != OPEN:
        raise ChangeRefused([f"change set {one.number} is {one.state} already"])
    why = [] if one.additions else ["it has no lines"]
    why += reasons([(mark, list(added)) for mark, added in one.pairs], against())
    texts = new_texts(root, one.additions)
    why += [f"content: {line}" for line in (() if why else validate(root, texts, check))]
    if why:
        act(found, _by(args, one.why), "change_refused", f"change:{one.number}")
        raise ChangeRefused(why)
    _keep_what_is_served(args, found, root)
    apply(sets, one, root, texts)
    act(found, _by(args, one.why), "change_applied", f"change:{one.number}")
    marks.finished(found.database, [row for mark, _ in one.pairs for row in mark.rows])
    say(f"Change set {one.number} is applied. What is served is as before, until: safeguard release --why ...")
    return 0


def _keep_what_is_served(args: argparse.Namespace, found: Settings, root: Path) -> None:
    """Before the data changes for the first time, what is served goes on the shelf, to be gone back to."""
    try:
        cycle(found, root=root).baseline(_by(args, "as it was before the first change"))
    except ReleaseError:
        return  # nothing is trained, so nothing is served


def real() -> Against:
    """What this repository and its models hold a change set against. Takes some 5 s to load."""
    from bot.intruder import patterns
    from bot.intruder.guesses import guesser
    from bot.language.encoder import Encoder
    from bot.privacy.scrub import Scrubber
    from bot.safety.assess import Judge
    from bot.safety.judgement import Context

    digits = Directory.load().digits()
    judge = Judge.load(Encoder.load())

    def grade(text: str) -> RiskGrade:
        return judge.assess(text, Context()).grade

    return Against(Scrubber.load(digits).scrub, (partial(patterns.find, public=digits), guesser().find), grade, digits)


if __name__ == "__main__":
    sys.exit(main())
