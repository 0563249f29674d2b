"""Who is at the pages, what they may do, and for how long they stay signed in; sessions live in memory only."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from datetime import date

from bot.errors import SettingsError
from bot.records.audit import WORD

ROLES = ("reader", "editor", "safety_lead")
READER, EDITOR, LEAD = ROLES
IDLE = 30 * 60.0        # seconds without a click
LONGEST = 8 * 3600.0    # seconds since signing in


@dataclass(frozen=True)
class Person:
    """One of the staff, by the name that the audit and the marks carry."""

    name: str
    role: str

    def may(self, least: str) -> bool:
        """Whether this role may do what needs at least that one."""
        return ROLES.index(self.role) >= ROLES.index(least)


@dataclass
class Session:
    """One browser that is signed in. ``began`` and ``at``: seconds on a steady clock; ``seen``: conversations a day."""

    person: Person
    began: float
    at: float
    id: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    paused: bool = False


class Sessions:
    """Everybody who is signed in, and how much each has read today."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._alive: dict[str, Session] = {}
        self._read: dict[tuple[str, date], set[str]] = {}

    def begin(self, person: Person, at: float) -> Session:
        """A new session, under a random number that only its browser knows."""
        made = Session(person, at, at)
        self._alive[made.id] = made
        return made

    def of_proxy(self, person: Person, at: float) -> Session:
        """The session of somebody whom a proxy has signed in; it is known by the name and has no cookie."""
        id = f"proxy {person.name}"
        found = self.find(id, at)
        if found is None or found.person != person:
            found = self._alive[id] = Session(person, at, at, id=id)
        return found

    def find(self, id: str | None, at: float) -> Session | None:
        """The session of this number, if it is neither idle too long nor too old."""
        for old in [one for one in self._alive.values() if at - one.at > IDLE or at - one.began > LONGEST]:
            del self._alive[old.id]
        found = self._alive.get(id) if id else None
        if found:
            found.at = at
        return found

    def end(self, id: str) -> None:
        """Sign out."""
        self._alive.pop(id, None)

    def token(self, session: Session) -> str:
        """What every form of this session carries, so that no other site can post one."""
        return hmac.new(self._key, session.id.encode(), hashlib.sha256).hexdigest()

    def read(self, person: Person, today: date, log_id: str, cap: int) -> bool:
        """Count a conversation as read today; False when the day's share is used up (0: no cap), and not counted."""
        for key in [key for key in self._read if key[1] != today]:
            del self._read[key]
        mine = self._read.setdefault((person.name, today), set())
        if cap and log_id not in mine and len(mine) >= cap:
            return False
        mine.add(log_id)
        return True

    def count(self, person: Person, today: date) -> int:
        """How many conversations this person has read today."""
        return len(self._read.get((person.name, today), ()))


def listed(setting: str) -> dict[str, Person]:
    """People by the name that a proxy sends, from ``name=role,name=role``. Raises SettingsError."""
    people = {}
    for part in filter(None, (one.strip() for one in setting.split(","))):
        name, _, role = part.rpartition("=")
        if role not in ROLES or not WORD.fullmatch(name):
            raise SettingsError(f"SAFEGUARD_REVIEW_PEOPLE must be name=role, with a role of {', '.join(ROLES)}")
        people[name] = Person(name, role)
    return people
