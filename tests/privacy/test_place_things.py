"""A place behind what it is goes, and so does a trade by its last word; news, nails and calls stay."""

import pytest

HITS = [
    ("a girl at my sons nursery tiny tots keeps crying", "tiny tots", "two words of names behind a nursery"),
    ("can u check a nursery called poppets", "poppets", "what a nursery is called"),
    ("he lives above the Golden Fry and waits", "Golden Fry", "a trade"),
    ("her aunt works in angel nails", "angel nails", "goods behind a name"),
    ("he delivers for pizza king", "pizza king", "two words of trade"),
    ("i live in a pub, the bull, mum works late", "bull", "a pub behind a comma"),
    ("there is a youth club the zone with no checks", "zone", "a club by its word"),
    ("my lad is in scouts, 3rd ely, with him", "3rd ely", "a scout group by its number"),
]
KEPT = [
    ("i saw it on the news and in bad news", "news"),
    ("she had fake nails on and we have no trust left", "goods"),
    ("the nursery called yesterday, the surgery called back", "calls"),
    ("he runs a club for kids and the pub landlord knows", "no name"),
    ("on the 3rd march he came", "a day"),
]


@pytest.mark.parametrize(("text", "name", "why"), HITS)
def test_a_place_goes_by_what_it_is(scrubber, text, name, why):
    assert name not in scrubber.scrub(text).text, why


@pytest.mark.parametrize(("text", "why"), KEPT)
def test_what_names_no_place_stays(scrubber, text, why):
    assert scrubber.scrub(text).text == text, why
