"""Puts an approved text in the place of the one that stands, as a new content version; every text is kept."""

from __future__ import annotations

from datetime import datetime

from bot.errors import PublishingError
from bot.guidance import published
from bot.guidance.published import Edition, fingerprint
from bot.paths import GUIDANCE, HOME
from bot.publishing.checks import Checked, Scrub
from bot.publishing.proposals import APPROVED, done, must_be, read, still_fits, text_of
from bot.publishing.store import Published, Store
from bot.shelf import Shelf
from bot.staff import same


def publish(store: Store, id: str, now: datetime, who: str, scrub: Scrub) -> tuple[Published, Checked]:
    """Publish one approved proposal. Raises PublishingError or ContentError, and then nothing has changed.

    Running engines serve it within seconds (``bot.engine.content``). What stood before is kept too.
    """
    proposal = must_be(read(store, id), APPROVED)
    if same(proposal.proposed_by, proposal.approved_by) or not proposal.approved_by:
        raise PublishingError(f"{id} was not approved by a second person")
    checked = still_fits(store, proposal, now.date(), scrub)
    name = f"{proposal.topic}.yml"
    _must_be_served(store, name)
    for text in (text_of(store, proposal).read_bytes(), (GUIDANCE / name).read_bytes()):
        store.write(store.kept(fingerprint(text)), text)
    edition = Edition(proposal.sha256, fingerprint((GUIDANCE / name).read_bytes()), now.timestamp())
    entry = Published(
        now.timestamp(), proposal.topic, proposal.sha256, checked.version, proposal.proposed_by, proposal.approved_by,
        who,
    )
    editions = {**published.editions(store.data), name: edition}
    store.add_to_history(entry)
    store.write(store.folder / published.POINTER, published.written(editions).encode())
    done(store, proposal)
    return entry, checked


def _must_be_served(store: Store, name: str) -> None:
    """Published texts lie over the chosen release's own; raise PublishingError where that has no such file."""
    shelf = Shelf(store.data)
    number = shelf.chosen()
    if number is not None and not (shelf.home(number) / GUIDANCE.relative_to(HOME) / name).is_file():
        raise PublishingError(
            f"release {number} is chosen and has no {name}, so that nobody would see it: `safeguard release` first"
        )


def overtaken(store: Store) -> list[str]:
    """Topics whose file in the project has changed since they were published here: the published text hides that."""
    found = []
    for name, edition in published.editions(store.data).items():
        now = fingerprint((GUIDANCE / name).read_bytes()) if (GUIDANCE / name).exists() else ""
        if now not in (edition.base, edition.sha256):
            found.append(name.removesuffix(".yml"))
    return found
