"""``safeguard content``: propose, check, preview, approve and publish articles, and see what was shown when."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from bot import clock, settings, staff
from bot.errors import ContentError, PublishingError
from bot.guidance import published
from bot.publishing import due, proposals, publish, showing
from bot.publishing.checks import Checked, standing
from bot.publishing.scrubbing import scrub
from bot.publishing.store import Store
from bot.records.audit import Audit
from bot.settings import Settings
from bot.terms import Role

Act = Callable[[argparse.Namespace, Settings, Store], Iterator[str]]
PUBLIC = (Role.PARENT, Role.PROFESSIONAL, Role.YOUNG_PERSON, Role.ADULT_SURVIVOR, Role.WORRIED_ABOUT_SELF, Role.UNKNOWN)


def main(arguments: Sequence[str]) -> int:
    """0 when it was done; 1 with a line for each fault of a text, or when something has lapsed."""
    args = _parser().parse_args(arguments)
    here = settings.load()
    try:
        for line in args.act(args, here, Store(here.data_dir)):
            sys.stdout.write(line + "\n")
    except ContentError as error:
        sys.stdout.write("Refused:\n" + "".join(f"  {problem}\n" for problem in error.problems))
        return 1
    return int(getattr(args, "lapsed", False))


def _propose(args: argparse.Namespace, here: Settings, store: Store) -> Iterator[str]:
    if args.from_topic:
        draft = store.draft(args.from_topic)
        store.write(draft, standing(here.data_dir, args.from_topic).read_bytes())
        yield f"A copy to edit: {draft}"
        yield f"Then: safeguard content propose {draft}"
        return
    if args.file is None:
        raise PublishingError("name a file, or --from-topic for a copy to edit")
    who = staff.named(args.who)
    with _audited(here) as audit, store.locked():
        found, checked = proposals.propose(store, args.file, clock.now(), who, scrub, tuple(args.no_name))
        audit.write(clock.now(), who, staff.ROLE, "content_proposed", found.id)
    yield f"Proposed as {found.id}. Nothing that people see has changed."
    yield from _told(checked)
    yield f"See it: safeguard content preview {found.id}. Somebody else: safeguard content approve {found.id}"


def _approve(args: argparse.Namespace, here: Settings, store: Store) -> Iterator[str]:
    who = staff.named(args.who)
    with _audited(here) as audit, store.locked():
        found = proposals.approve(store, args.id, clock.now(), who, scrub)
        audit.write(clock.now(), who, staff.ROLE, "content_approved", found.id)
    if found.no_names:
        yield f"Taken for no name: {', '.join(found.no_names)}."
    yield f"Approved. Then: safeguard content publish {found.id}"


def _publish(args: argparse.Namespace, here: Settings, store: Store) -> Iterator[str]:
    who = staff.named(args.who)
    with _audited(here) as audit, store.locked():
        entry, checked = publish.publish(store, args.id, clock.now(), who, scrub)
        audit.write(clock.now(), who, staff.ROLE, "content_published", f"{entry.topic}:{entry.version}")
    yield f"Published: content version {entry.version}. A running service shows it within ten seconds."
    yield from _told(checked)


def _drop(args: argparse.Namespace, here: Settings, store: Store) -> Iterator[str]:
    who = staff.named(args.who)
    with _audited(here) as audit, store.locked():
        found = proposals.drop(store, args.id)
        audit.write(clock.now(), who, staff.ROLE, "content_dropped", found.id)
    yield f"Dropped {found.id}."


def _list(args: argparse.Namespace, here: Settings, store: Store) -> Iterator[str]:
    yield f"Content version {published.library(here.data_dir).version}."
    for one in proposals.all(store):
        yield f"{one.id:<40} {one.state:<10} proposed by {one.proposed_by}" + (
            f", approved by {one.approved_by}" if one.approved_by else "")
    for name in sorted(published.editions(here.data_dir)):
        yield f"{name.removesuffix('.yml'):<40} published here"
    yield from published.altered(here.data_dir)
    for topic in publish.overtaken(store):
        yield f"{topic}: the project's own text has changed since, and the published one hides it: propose it anew"


def _history(args: argparse.Namespace, here: Settings, store: Store) -> Iterator[str]:
    for one in store.history():
        if args.topic in (None, one.topic):
            yield (f"{showing.moment(one.at)}  {one.topic}  version {one.version}  proposed by {one.proposed_by}, "
                   f"approved by {one.approved_by}, published by {one.published_by}")
            yield f"    {store.kept(one.sha256)}"


def _preview(args: argparse.Namespace, here: Settings, store: Store) -> Iterator[str]:
    yield from showing.previews(here, store, args.id, args.role or PUBLIC, args.channel, args.to, clock.now())


def _diff(args: argparse.Namespace, here: Settings, store: Store) -> Iterator[str]:
    yield from showing.difference(store, proposals.read(store, args.id))


def _shown(args: argparse.Namespace, here: Settings, store: Store) -> Iterator[str]:
    yield from showing.shown(store, args.topic, args.on, args.role or PUBLIC)


def _due(args: argparse.Namespace, here: Settings, store: Store) -> Iterator[str]:
    today = clock.today()
    found = due.due(due.items(here.data_dir), today, args.within)
    args.lapsed = any(one.lapses < today for one in found)
    yield from (one.line(today) for one in found)
    yield f"{len(found)} to check within {args.within} days."


def _audited(here: Settings) -> Audit:
    """Opened before anything is changed: an act that cannot be written down is not done."""
    return Audit(here.database)


def _told(checked: Checked) -> Iterator[str]:
    grades = ", ".join(f"{name} {grade}" for name, grade in checked.grades.items())
    yield f"School grade of each lead (a reading age of nine is 4): {grades}."
    if checked.asks_changed:
        yield "Ways of asking have changed: the search finds them at once, the classifier learns them in training."


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="safeguard content", description=__doc__)
    acts = parser.add_subparsers(required=True, metavar="act")

    def act(name: str, run: Act, help: str, who: bool = False, id: bool = False) -> argparse.ArgumentParser:
        found = acts.add_parser(name, help=help, description=help)
        found.set_defaults(act=run)
        if id:
            found.add_argument("id", help="of a proposal, as `safeguard content list` shows it")
        if who:
            staff.add_who(found)
        return found

    one = act("propose", _propose, "check a file of guidance and keep it as a proposal", who=True)
    one.add_argument("file", nargs="?", type=Path, help="the whole file of one topic")
    one.add_argument("--from-topic", metavar="TOPIC", help="make a copy of what stands now, to edit")
    one.add_argument("--no-name", action="append", default=[], metavar="WORD", help="looks like a name and is none")
    one = act("preview", _preview, "see an article as each reader gets it in each channel")
    one.add_argument("id", help="a proposal, or a topic for what stands now")
    one.add_argument("--role", action="append", type=Role, choices=PUBLIC)
    one.add_argument("--channel", action="append", choices=showing.CHANNELS)
    one.add_argument("--to", type=Path, metavar="FOLDER", help="write files there; needed for web and teams")
    act("diff", _diff, "what a proposal changes", id=True)
    act("approve", _approve, "approve a proposal of somebody else", who=True, id=True)
    act("publish", _publish, "put an approved proposal in the place of what stands", who=True, id=True)
    act("drop", _drop, "give a proposal up", who=True, id=True)
    act("list", _list, "proposals, and what is published here")
    one = act("history", _history, "who published what and when")
    one.add_argument("topic", nargs="?")
    one = act("shown", _shown, "the exact text that was shown on a day")
    one.add_argument("topic")
    one.add_argument("--on", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    one.add_argument("--role", action="append", type=Role, choices=PUBLIC)
    one = act("due", _due, "what must be checked again soon; 1 when something has lapsed")
    one.add_argument("--within", type=int, default=60, metavar="DAYS")
    return parser
