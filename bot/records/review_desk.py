"""Notes and tags on a conversation, and the links by which staff come in."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from bot.errors import StoreError, UnscrubbedText
from bot.records import db
from bot.records.audit import WORD
from bot.records.review_tables import review_links, review_notes
from bot.scrubbed import Scrubbed

KINDS = ("note", "tag", "duty")
LINK_LIVES = timedelta(minutes=10)


@dataclass(frozen=True)
class Note:
    """One note, tag or thing done; ``at`` is seconds UTC."""

    row: int
    kind: str
    text: str = field(repr=False)
    who: str
    at: float


COLUMNS = tuple(review_notes.c[one.name] for one in fields(Note))


class ReviewDesk:
    """Notes and links in one database; every failure is a StoreError without values in it."""

    def __init__(self, url: str) -> None:
        self._engine = db.open_engine(url)

    def write(self, now: datetime, log_id: str, kind: str, text: Scrubbed, who: str) -> None:
        """Add a note, a tag or what was done. Raises UnscrubbedText for text that was not scrubbed."""
        if not isinstance(text, Scrubbed):
            raise UnscrubbedText("a note takes scrubbed text only")
        if kind not in KINDS or not WORD.fullmatch(who):
            raise StoreError("that is no note")
        row = {"log_id": log_id, "kind": kind, "text": text.text, "who": who, "at": now.timestamp()}
        with db.transaction(self._engine, "writing a note") as connection:
            connection.execute(insert(review_notes).values(**row))

    def notes(self, log_id: str) -> list[Note]:
        """Everything noted on a conversation, oldest first."""
        query = select(*COLUMNS).where(review_notes.c.log_id == log_id).order_by(review_notes.c.row)
        with db.transaction(self._engine, "reading notes") as connection:
            return [Note(**row) for row in connection.execute(query).mappings()]

    def link(self, now: datetime, who: str, role: str) -> str:
        """A new token, good once and for ten minutes; only its hash is kept."""
        if not WORD.fullmatch(who):
            raise StoreError("the name of a reviewer is short and plain")
        token = secrets.token_urlsafe(32)
        row = {"hash": _hash(token), "who": who, "role": role, "expires": (now + LINK_LIVES).timestamp(), "used": False}
        with db.transaction(self._engine, "making a link") as connection:
            connection.execute(insert(review_links).values(**row))
        return token

    def take(self, now: datetime, token: str) -> tuple[str, str] | None:
        """(who, role) of a token that is good, which it is then no more; None for any other."""
        mine = review_links.c.hash == _hash(token)
        good = mine & review_links.c.used.is_(False) & (review_links.c.expires > now.timestamp())
        with db.transaction(self._engine, "taking a link") as connection:
            if connection.execute(update(review_links).where(good).values(used=True)).rowcount != 1:
                return None
            who, role = connection.execute(select(review_links.c.who, review_links.c.role).where(mine)).one()
            return str(who), str(role)

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
