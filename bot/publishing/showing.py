"""What the terminal shows of articles: previews, differences, and the texts of a day that is over."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from bot.clock import LONDON
from bot.errors import ContentError, PublishingError
from bot.guidance import articles, published
from bot.guidance.articles import Article
from bot.paths import GUIDANCE
from bot.publishing.checks import standing
from bot.publishing.preview import CHANNELS, Previews
from bot.publishing.proposals import Proposal, read, text_of
from bot.publishing.store import Store
from bot.records.shown import Shown
from bot.settings import Settings
from bot.terms import Role

__all__ = ["CHANNELS", "difference", "moment", "previews", "shown"]
ON_SCREEN = ("text", "telegram")


def previews(
    here: Settings, store: Store, name: str, roles: Sequence[Role], channels: Sequence[str] | None, to: Path | None,
    now: datetime,
) -> Iterator[str]:
    """The previews themselves, or with ``to`` the files that were written."""
    chosen = channels or (CHANNELS if to else ON_SCREEN)
    if to is None and not set(chosen) <= set(ON_SCREEN):
        raise PublishingError("a page or a card needs --to, a folder for its file")
    found, version = _articles(store, name)
    draw = Previews(here)
    for article in found:
        for role in roles:
            for channel in chosen:
                one = draw.of(article, role, channel, now, version)
                if to is None:
                    yield f"=== {one.article}, {one.role}, {one.channel}\n{one.content}\n"
                else:
                    store.write(to / one.file, one.content.encode())
                    yield str(to / one.file)


def _articles(store: Store, name: str) -> tuple[list[Article], str]:
    """The articles of a proposal, or of a topic as it stands, with their content version."""
    over, topic = published.over(store.data), name
    if not (GUIDANCE / f"{name}.yml").is_file():
        proposal = read(store, name)
        topic = proposal.topic
        over = {**over, f"{topic}.yml": text_of(store, proposal)}
    library = articles.load(over=over)
    return [one for one in library.articles.values() if one.topic == topic], library.version


def difference(store: Store, proposal: Proposal) -> Iterator[str]:
    """Line by line, what a proposal changes in the text that stands now."""
    before = standing(store.data, proposal.topic).read_text(encoding="utf-8").splitlines()
    after = text_of(store, proposal).read_text(encoding="utf-8").splitlines()
    yield from difflib.unified_diff(before, after, proposal.topic, proposal.id, lineterm="")


def shown(store: Store, topic: str, day: date, roles: Sequence[Role]) -> Iterator[str]:
    """The texts that were shown at some time of a day; more than one set where it changed in the day."""
    ledger = Shown(store.folder)
    found = ledger.on(day)
    if not found:
        raise PublishingError(f"nothing was written down for {day}: the service had not run here before it")
    for since in found:
        texts = ledger.texts(since.digest).get(topic)
        if texts is None:
            raise ContentError([f"{topic}: no such topic in version {since.version}"])
        yield f"=== from {moment(since.at)}, content version {since.version}"
        for article, by_role in texts.items():
            for role in roles:
                yield f"--- {article}, {role}\n{by_role[str(role)]}\n"


def moment(at: float) -> str:
    """A time for people: day, hour and minute in Cambridgeshire."""
    return datetime.fromtimestamp(at, LONDON).strftime("%Y-%m-%d %H:%M")
