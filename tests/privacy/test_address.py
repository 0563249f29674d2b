import pytest

HITS = [
    ("lives at 14 Burleigh Road in Wisbech", "lives at [ADDRESS_1] in Wisbech"),
    ("our address is 22b Station Rd, March", "our address is [ADDRESS_1], March"),
    ("go round to 31 park rd", "go round to [ADDRESS_1]"),
    ("we live on Cherry Tree Close", "we live on [ADDRESS_1]"),
    ("her flat is 14C Kestrel Court", "her flat is [ADDRESS_1]"),
    ("mum works on bridge st well he met her", "mum works on [ADDRESS_1] well he met her"),
    ("behind elm grove", "behind [ADDRESS_1]"),
    ("he lives at 12 Ashfields in Soham", "he lives at [ADDRESS_1] in Soham"),
    ("moved to Flat 12, Larch House", "moved to [ADDRESS_1]"),
    ("mum lives at number 42", "mum lives at [ADDRESS_1]"),
    ("a shop on High Causeway", "a shop on [ADDRESS_1]"),
    ("at 4 The Green", "at [ADDRESS_1]"),
]
KEPT = [
    ("Dad drove me home and He drove off", "what somebody did"),
    ("we go down the road and on the high street", "no name"),
    ("a 10 minute walk", "a time"),
    ("3 kids in the park", "a count"),
    ("she is at school close to home", "near"),
    ("Crown Court on 3 May", "a court"),
    ("2 years down the road", "a time"),
    ("18, Childline is the place to start", "a sentence"),
    ("on the wrong end of it", "no name"),
]


@pytest.mark.parametrize(("text", "want"), HITS)
def test_an_address_goes(scrubber, text, want):
    assert scrubber.scrub(text).text == want


@pytest.mark.parametrize(("text", "why"), KEPT)
def test_what_only_looks_like_an_address_stays(scrubber, text, why):
    assert scrubber.scrub(text).text == text, why
