"""The directory of contacts: the only place from which a telephone number may reach a person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from bot import clock, yamlfile
from bot.contacts.schema import CONTACTS_FILE
from bot.errors import ContentError
from bot.paths import DATA
from bot.terms import Area


@dataclass(frozen=True)
class Contact:
    """One place to turn to; ``phone`` and ``sms`` are as printed, with spaces, and None where no number was confirmed.

    ``audience`` is a word of ``schema.AUDIENCES``; ``through`` names the group that can pass a person on.
    """

    id: str
    name: str
    phone: str | None
    sms: str | None
    url: str | None
    audience: str
    note: str | None
    grade: str
    source_title: str
    source_url: str | None
    checked: date
    lapses: date
    never_lapses: bool
    owner_must_confirm: bool
    areas: tuple[Area, ...] = ()
    through: str | None = None

    def lapsed(self, today: date) -> bool:
        """Whether the check is too old; the contacts of an emergency answer never lapse."""
        return not self.never_lapses and today > self.lapses


@dataclass(frozen=True)
class Directory:
    """Every contact by id, the groups of them, and the wording for one that was not checked lately."""

    contacts: dict[str, Contact]
    groups: dict[str, tuple[str, ...]]
    lapsed_wording: str

    @classmethod
    def load(cls, path: Path = DATA / "contacts.yml") -> Directory:
        """Read the file. Raises ContentError with every problem at once."""
        content = yamlfile.check(path, yamlfile.read(path), CONTACTS_FILE)
        problems = [f"{path.name}: {problem}" for problem in _problems(content)]
        if problems:
            raise ContentError(problems)
        unsure = str(content["wording"]["unsure"])
        return cls(
            contacts={raw["id"]: _contact(raw, unsure) for raw in content["contacts"]},
            groups={name: tuple(ids) for name, ids in content["groups"].items()},
            lapsed_wording=str(content["wording"]["lapsed"]),
        )

    def get(self, id: str) -> Contact:
        """The contact with this id. Raises ContentError where there is none (a group is not a contact)."""
        try:
            return self.contacts[id]
        except KeyError:
            raise ContentError([f"contacts.yml: no contact {id!r}"]) from None

    def all(self) -> tuple[Contact, ...]:
        """Every contact, in the order of the file."""
        return tuple(self.contacts.values())

    def known(self, id: str) -> bool:
        """Whether this id may stand in an article or a rule: a contact or a group."""
        return id in self.contacts or id in self.groups

    def digits(self) -> frozenset[str]:
        """Every number a person may be shown, as bare digits: the list the last check of an answer goes by."""
        numbers = (number for c in self.all() for number in (c.phone, c.sms) if number)
        return frozenset(number.replace(" ", "") for number in numbers)

    def served(self, id: str, today: date) -> Contact:
        """The contact as it may be shown today: one whose check has lapsed says so and where else to ring."""
        contact = self.get(id)
        if not contact.lapsed(today):
            return contact
        warning = self.lapsed_wording.format(month=clock.month(contact.checked))
        return replace(contact, note=_join(warning, contact.note))


def _join(*parts: str | None) -> str | None:
    return " ".join(part for part in parts if part) or None


def _problems(content: dict[str, Any]) -> list[str]:
    ids = [raw["id"] for raw in content["contacts"]]
    groups: dict[str, list[str]] = content["groups"]
    problems = [f"{id}: written twice" for id, times in Counter(ids).items() if times > 1]
    problems += [f"{name}: is both a group and a contact" for name in groups if name in ids]
    problems += [f"{name}: no contact {id!r}" for name, members in groups.items() for id in members if id not in ids]
    asked = [id for row in content.get("asked", ()) for id in row["contacts"]]
    problems += [f"asked: no contact {id!r}" for id in asked if id not in ids and id not in groups]
    for raw in content["contacts"]:
        if raw.get("through") and raw["through"] not in groups:
            problems.append(f"{raw['id']}: through names no group {raw['through']!r}")
        if raw["lapses"] <= raw["checked"]:
            problems.append(f"{raw['id']}: lapses before it was checked")
    return problems


def _contact(raw: dict[str, Any], unsure: str) -> Contact:
    return Contact(
        id=raw["id"], name=raw["name"], phone=raw.get("phone"), sms=raw.get("sms"), url=raw.get("url"),
        audience=raw["audience"], grade=raw["grade"],
        note=_join(raw.get("note"), unsure if raw["grade"] == "M" else None),
        source_title=raw["source"]["title"], source_url=raw["source"]["url"],
        checked=date.fromisoformat(raw["checked"]), lapses=date.fromisoformat(raw["lapses"]),
        never_lapses=raw.get("never_lapses", False), owner_must_confirm=raw.get("owner_must_confirm", False),
        areas=tuple(Area(area) for area in raw.get("areas", ())), through=raw.get("through"),
    )
