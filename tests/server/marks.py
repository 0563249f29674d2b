"""Made-up people whose names, numbers and addresses are sent to the bot and must be found nowhere afterwards."""

from __future__ import annotations

import re
from pathlib import Path

# Names that nobody has chosen for anything else in this repository, so that every find is a leak.
NAMES = (
    "Zebedee Quillfeather", "Araminta Thistlethwaite", "Oluwaseun Adebayo-Hart", "Priyanka Ramanathan",
    "Kasia Wojciechowska",
)
PHONES = ("07700 900461", "01632 960983", "+44 7700 900528")       # Ofcom's numbers for drama
POSTCODES = ("PE29 3ZQ", "CB7 4YX", "PE1 5ZZ")

# {n}: a whole name, {f}: a first name, {p}: a telephone number, {c}: a postcode.
CALM = (
    "I am worried about {n}, who is 8 and lives at 14 Larkspur Way, {c}. You can ring me on {p}.",
    "{n} is my daughters coach and he texts her from {p} late at night",
    "my stepson {n} wont come out of his room since the summer",
    "The child's name is {n} and the postcode is {c}",
    "hi im {n} and i need advice about a girl in my class",
    "who do i ring about {n} at {c}, my number is {p}",
    "/{n} {p} {c}",
    "{f} told me not to say anything. {f} is my cousin. his mum is on {p}",
)
DANGER = (
    "help me {n} is hurting her right now, we are at {c}, ring {p}",
    "{n} has locked my little brother in and i can hear him screaming, {c}",
    "{n} has run off with a man, his number is {p}, please help now",
)


Person = tuple[str, str, str]  # name, telephone number, postcode


def everyone() -> dict[str, list[Person]]:
    """The same people as written properly, in small letters, and run together."""
    people = [(name, PHONES[i % len(PHONES)], POSTCODES[i % len(POSTCODES)]) for i, name in enumerate(NAMES)]
    return {
        "properly": people,
        "in small letters": [(n.lower(), p.replace(" ", ""), c.lower()) for n, p, c in people],
        "run together": [(n, p.replace(" ", "-"), c.replace(" ", "").lower()) for n, p, c in people],
    }


def filled(text: str, person: Person) -> str:
    """A message about one of them."""
    name, phone, postcode = person
    return text.format(n=name, f=name.split()[0], p=phone, c=postcode)


def marked() -> list[re.Pattern[bytes]]:
    """What must not be found: every part of a name, every number and postcode however they are spaced."""
    parts = [part.lower() for name in NAMES for part in re.split(r"[ -]", name) if part not in ("Hart",)]
    digits = [re.sub(r"\D", "", phone).removeprefix("44").lstrip("0") for phone in PHONES]
    spaced = [r"[\s()+.-]*".join(number) for number in digits]
    codes = [r"\s*".join(code.replace(" ", "").lower()) for code in POSTCODES]
    return [re.compile(rf"(?<![0-9a-z]){one}(?![0-9a-z])".encode()) for one in parts + codes] + [
        re.compile(one.encode()) for one in spaced
    ]


Leaks = dict[tuple[bytes, bytes], str]  # what was found and what follows it -> the file and what stands around it


def leaks(files: list[Path]) -> Leaks:
    """Every mark in any file; the same words in the database and in its write-ahead file are one leak."""
    found: Leaks = {}
    for path in files:
        content = path.read_bytes().lower()
        for mark in marked():
            for hit in mark.finditer(content):
                around = content[max(0, hit.start() - 40) : hit.end() + 30]
                found.setdefault((hit.group(), content[hit.end() : hit.end() + 15]), f"{path.name}: {around!r}")
    return found
