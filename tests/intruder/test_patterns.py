"""Identifiers by shape: what must be seen, and what only looks like one."""

from __future__ import annotations

import pytest

from bot.intruder.patterns import find

PUBLIC = frozenset({"08001111", "03450455203", "999"})
HITS = [
    ("ring me on 07700 900461", "long_number"), ("its +44 (0)7700 900 461", "long_number"),
    ("oh seven seven double oh nine one two", "spoken_number"), ("write to zebedee.q@example.org", "email"),
    ("zebedee@example dot org", "email"), ("zebedee at gmail", "spoken_email"), ("we live in pe29 3zq", "postcode"),
    ("PE293ZQ", "postcode"), ("see https://example.org/zebedee", "web_address"),
    ("its on zebedee.co.uk", "web_address"),
    ("add him @zebedee_q", "handle"), ("QQ 12 34 56 C is her number", "ni_number"), ("943 476 5919", "long_number"),
    ("born 14/03/2015", "numeric_date"), ("at 14 larkspur way", "address"), ("from 203.0.113.9", "ip_address"),
    ("a white van AB12 CDE", "vehicle"),
]
NEAR = [
    ("Childline is 0800 1111", "a number that anybody may ring"), ("ring 0345 045 5203", "another"),
    ("ring 999 or 101", "short"), ("she is 12 and he is 34", "ages"), ("in 2019 or 2023", "years"),
    ("he was staring at me", "not an address"), ("at 10.30 on Monday", "a time"), ("year 9, class 4b", "a class"),
    ("one or two times, three at most", "number words"), ("24/7", "a way of speaking"),
    ("section 47 of the 1989 Act", "a law"), ("on the way home", "no number before it"),
    ("he said it 2 my mum", "text-speak"),
]


@pytest.mark.parametrize(("text", "kind"), HITS, ids=[row[0] for row in HITS])
def test_what_has_the_shape_is_found(text: str, kind: str) -> None:
    found = list(find("r", text, PUBLIC))
    assert kind in {one.kind for one in found}
    assert all(one.sure and text[one.start : one.end] == one.words for one in found)
    assert all(one.words not in repr(one) for one in found)


@pytest.mark.parametrize("text", [row[0] for row in NEAR], ids=[row[1] for row in NEAR])
def test_what_only_looks_like_it_is_left(text: str) -> None:
    assert list(find("r", text, PUBLIC)) == []
