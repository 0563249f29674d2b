"""Fifty pieces of personal data, each in a sentence somebody could write, and what of each must be found nowhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

# Made-up throughout: names that stand nowhere else in the repository, Ofcom's numbers for drama, reserved addresses.
# kind, the personal data, a sentence with it, and the parts of it that point at somebody (the whole when left out).
ROWS: tuple[tuple[str, ...], ...] = (
    ("name", "Thaddeus Brackenridge", "my neighbour {} shouts at his girl all night", "thaddeus", "brackenridge"),
    ("name", "Ottoline Fairweather", "{} is my daughter's swimming teacher and he texts her", "ottoline"),
    ("name", "Chukwuemeka Okonjo", "I am worried about {}, who is 9", "chukwuemeka", "okonjo"),
    ("name", "Agnieszka Brzozowska", "her name is {} and she is scared", "agnieszka", "brzozowska"),
    ("name", "Gintautas Kazlauskas", "the man is called {}", "gintautas", "kazlauskas"),
    ("name", "Harpreet Dhaliwal", "my son told me that {} touched him", "harpreet", "dhaliwal"),
    ("name", "Persephone", "my daughter {} wont come out of her room"),
    ("name", "Peregrine", "my stepson {} cries when he has to go home"),
    ("name", "Ignatius Pemberton", "Mr {} keeps her back after class", "pemberton"),
    ("name", "Saoirse", "hi im {} and im 13"),
    ("phone", "07700 900347", "you can ring me on {}"),
    ("phone", "07700-900-182", "his number is {}"),
    ("phone", "+44 7700 900715", "text me on {} please"),
    ("phone", "01632 960746", "grandad is on {}"),
    ("phone", "(01632) 960 218", "the office rang from {}"),
    ("mail", "wilhelmina.p@example.org", "write to me at {}", "wilhelmina"),
    ("mail", "big.bertrand@example.com", "he emails her from {}", "bertrand"),
    ("mail", "ocean_marguerite@example.net", "my email is {}", "marguerite"),
    ("mail", "j.lockhartson@school.example.uk", "the head is {}", "lockhartson"),
    ("postcode", "PE28 9QX", "we live at {}"),
    ("postcode", "cb24 8zw", "the flat is in {}"),
    ("postcode", "PE73XL", "its {} where he lives"),
    ("address", "27 Quillwort Avenue", "she lives at {} with her nan", "quillwort"),
    ("address", "4 Marshmallow Lane", "he took her to {}", "marshmallow lane"),
    ("address", "Flat 9, 112 Tansyfield Road", "they moved to {}", "tansyfield"),
    ("school", "Larkenby Primary School", "he works at {}", "larkenby"),
    ("school", "St Osyth's Academy", "my girl goes to {}", "osyth"),
    ("birth date", "14/03/2015", "her date of birth is {}", "14/03/2015"),
    ("birth date", "2 September 2013", "he was born on {}", "2 september 2013"),
    ("birth date", "23.11.11", "dob {}", "23.11.11"),
    ("nhs number", "943 476 5919", "her NHS number is {}"),
    ("nhs number", "4010232137", "NHS no {}"),
    ("ni number", "AB 12 34 56 C", "my national insurance number is {}", "ab 12 34 56 c", "ab123456c"),
    ("ni number", "JG103759A", "NI {}"),
    ("handle", "@moonlit_ferret88", "his insta is {}", "moonlit_ferret88"),
    ("handle", "xX_quokka_Xx", "he plays as {} on roblox", "quokka"),
    ("handle", "ziggy.barnacle", "her snap is {}", "ziggy.barnacle"),
    ("handle", "@BadgerlordTT", "he is {} on tiktok", "badgerlord"),
    ("web address", "https://example.org/u/tobermory", "the pictures are on {}", "tobermory"),
    ("web address", "www.wigglesworthfoto.example.com", "he has a page at {}", "wigglesworth"),
    ("vehicle", "AB51 KXP", "he drives a white van {}"),
    ("vehicle", "LM19TZW", "the car was {}"),
    ("reference", "CR/88213/26", "the crime number is {}", "88213"),
    ("reference", "LCS 5530417", "case number {}", "5530417"),
    ("card", "4111 1111 1111 1111", "he took my card {}"),
    ("bank", "20-45-77 83920164", "the money came from account {}", "83920164"),
    ("ip address", "203.0.113.77", "it says the ip is {}", "203.0.113.77"),
    ("name", "Euphemia Stanhopeson", "Euphemia Stanhopeson is my manager and {} knows", "euphemia", "stanhopeson"),
    ("name", "Dmitriy", "his mate {} was there too"),
    ("name", "Xanthippe", "please help my friend {} she is hurt"),
)


@dataclass(frozen=True)
class Item:
    """``text`` is the message; ``marks`` are what may be found nowhere, in small letters."""

    kind: str
    value: str
    text: str
    marks: tuple[str, ...]


def items() -> list[Item]:
    """All of them."""
    return [
        Item(kind, value, sentence.format(value), tuple(mark.lower() for mark in marks) or (value.lower(),))
        for kind, value, sentence, *marks in ROWS
    ]


class Mark(NamedTuple):
    """How a mark is found. ``plain``: it stands as it is, so that looking for its bytes comes first and is quick."""

    plain: bool
    shape: re.Pattern[bytes]


@cache
def patterns() -> dict[str, Mark]:
    """A pattern for each mark: what has many digits in it is found however it is spaced."""
    found = {}
    for mark in (mark for item in items() for mark in item.marks):
        bare = re.sub(r"[\s()+-]", "", mark)
        dense = sum(c.isdigit() for c in bare) >= 3 and len(bare) >= 6 and "/" not in mark and "." not in mark
        shape = r"[\s()+.-]{0,3}".join(map(re.escape, bare)) if dense else re.escape(mark)
        # A number in the decimals of a time ("1795921681.8821325"), or by chance inside a conversation's key (64
        # characters of 0 to f; one run met it), is nobody's.
        edges = (r"(?<![0-9]\.)(?<![0-9a-f]{8})", "(?![0-9]|[0-9a-f]{8})") if bare.isdigit() else ("", "")
        found[mark] = Mark(not dense, re.compile(rf"(?<![0-9]){edges[0]}{shape}{edges[1]}".encode()))
    return found


def found_in(content: bytes) -> dict[str, bytes]:
    """The marks in some bytes, each with what stands around it."""
    small = content.lower()
    hits = {
        mark: shape.search(small) for mark, (plain, shape) in patterns().items()
        if not plain or mark.encode() in small
    }
    return {mark: small[max(0, hit.start() - 50) : hit.end() + 30] for mark, hit in hits.items() if hit}


def found_in_files(files: list[Path]) -> list[str]:
    """Every mark in any file, with its place."""
    return [f"{path}: {mark}: {around!r}" for path in files for mark, around in found_in(path.read_bytes()).items()]
