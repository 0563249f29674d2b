"""Proposals: who proposed which text, who else approved exactly that text, and what became of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path

from bot.errors import PublishingError
from bot.guidance.published import fingerprint
from bot.publishing.checks import Checked, Scrub, check, standing
from bot.publishing.store import PROPOSALS, Store
from bot.staff import same

OPEN, APPROVED, PUBLISHED, DROPPED = "open", "approved", "published", "dropped"
TEXT, CARD = "text.yml", "proposal.json"


@dataclass(frozen=True)
class Proposal:
    """One proposal. ``sha256`` is its text's, ``base`` that of the text it was made from; times are seconds."""

    id: str
    topic: str
    sha256: str
    base: str
    proposed_by: str
    proposed_at: float
    no_names: tuple[str, ...] = ()
    state: str = OPEN
    approved_by: str = ""
    approved_at: float = 0.0


def propose(
    store: Store, file: Path, now: datetime, who: str, scrub: Scrub, no_names: tuple[str, ...] = ()
) -> tuple[Proposal, Checked]:
    """Check a file and keep it as a proposal. Raises ContentError with every fault, or PublishingError."""
    checked = check(file, store.data, now.date(), scrub, no_names)
    text = file.read_bytes()
    base = fingerprint(standing(store.data, checked.topic).read_bytes())
    sha256 = fingerprint(text)
    if sha256 == base:
        raise PublishingError("nothing has changed: this is the text that stands now")
    id = f"{checked.topic}-{sha256[:8]}"
    if store.proposal(id).exists() and read(store, id).state in (OPEN, APPROVED):
        raise PublishingError(f"{id} is proposed already")
    found = Proposal(id, checked.topic, sha256, base, who, now.timestamp(), no_names)
    store.write(store.proposal(id) / TEXT, text)
    _write(store, found)
    return found, checked


def read(store: Store, id: str) -> Proposal:
    """One proposal. Raises PublishingError where there is none, or when its text was altered."""
    raw = store.read_json(store.proposal(id) / CARD)
    if raw is None:
        raise PublishingError(f"there is no proposal {id!r}: `safeguard content list` shows them")
    found = Proposal(**{**raw, "no_names": tuple(raw["no_names"])})
    if fingerprint(text_of(store, found).read_bytes()) != found.sha256:
        raise PublishingError(f"the text of {id} was altered after it was proposed: propose it again")
    return found


def text_of(store: Store, proposal: Proposal) -> Path:
    """The proposed text."""
    return store.proposal(proposal.id) / TEXT


def all(store: Store) -> list[Proposal]:
    """Every proposal, the newest first."""
    found = [read(store, path.parent.name) for path in (store.folder / PROPOSALS).glob(f"*/{CARD}")]
    return sorted(found, key=lambda one: -one.proposed_at)


def approve(store: Store, id: str, now: datetime, who: str, scrub: Scrub) -> Proposal:
    """Approve the text as it lies there. Raises PublishingError for the proposer, ContentError for what is wrong."""
    found = must_be(read(store, id), OPEN)
    if same(found.proposed_by, who):
        raise PublishingError("a second person approves: you proposed this yourself")
    still_fits(store, found, now.date(), scrub)
    approved = replace(found, state=APPROVED, approved_by=who, approved_at=now.timestamp())
    _write(store, approved)
    return approved


def still_fits(store: Store, proposal: Proposal, today: date, scrub: Scrub) -> Checked:
    """Check again, against what stands today. Raises ContentError or PublishingError."""
    if fingerprint(standing(store.data, proposal.topic).read_bytes()) != proposal.base:
        raise PublishingError(f"{proposal.topic} has changed since {proposal.id} was made: propose it again")
    return check(text_of(store, proposal), store.data, today, scrub, proposal.no_names)


def drop(store: Store, id: str) -> Proposal:
    """Give a proposal up; its text stays."""
    found = must_be(read(store, id), OPEN, APPROVED)
    dropped = replace(found, state=DROPPED)
    _write(store, dropped)
    return dropped


def done(store: Store, proposal: Proposal) -> None:
    """Mark a proposal as published."""
    _write(store, replace(proposal, state=PUBLISHED))


def must_be(proposal: Proposal, *states: str) -> Proposal:
    """The proposal, when it is in one of these states. Raises PublishingError."""
    if proposal.state not in states:
        raise PublishingError(f"{proposal.id} is {proposal.state}, not {' or '.join(states)}")
    return proposal


def _write(store: Store, proposal: Proposal) -> None:
    store.write_json(store.proposal(proposal.id) / CARD, asdict(proposal))
