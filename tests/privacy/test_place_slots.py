"""Plain words in small letters go from slots that only a place fills; times, rooms and things looked at stay."""

import pytest

HITS = [
    ("she does gym at flair", "flair", "what is done there"),
    ("he is a chef at the office and then at magic wok", "magic wok", "two words"),
    ("my cousin attends bright horizons", "bright horizons", "what is attended"),
    ("he drinks down the cherry tree every friday", "cherry tree", "where somebody drinks"),
    ("he waits outside coleridge for my friend", "coleridge", "where somebody waits"),
    ("its a boy from cromwell", "cromwell", "where somebody is from"),
    ("theyre both at first steps daycare", "first steps", "two words before a nursery"),
    ("hes a barman at the fort", "fort", "a pub by the work there"),
    ("he lives in houghton with his dad", "houghton", "where somebody lives"),
    ("I TEACH AT PRIORY GRANGE AND A BOY IN YEAR 5 TOLD ME", "PRIORY GRANGE", "in capitals that mean nothing"),
    ("he got sent to whitemoor for it", "whitemoor", "where somebody was sent"),
    ("a girl from tumblers gymnastics told me", "tumblers", "a club by its sport"),
    ("a teacher at stonewick wont listen", "stonewick", "a refusal behind it"),
    ("a caretaker at the vine in Manea has sweets", "vine", "one word beside a place"),
    ("they hang out at the tivoli most nights", "tivoli", "where they hang out"),
    ("the lad above golden dragon he is hungry", "golden dragon", "two words with no end"),
    ("my manager at wimpy touches the girls", "wimpy", "where somebody works"),
]
KEPT = [
    ("he works at height and volunteers at weekends", "no place"),
    ("she does gymnastics at lunchtime and helps at storytime", "times"),
    ("he looks at naughty pictures and laughs at rude jokes", "things looked at"),
    ("she goes to bed in her clothes and goes to contact", "what is done"),
    ("my dad drinks in the evening and in the garage", "a time and a room"),
    ("he waits outside school and outside work", "no name"),
    ("he got out at the lights and ran, at the bridge and at the crossing", "streets"),
    ("at big new church and at local baptist church", "what it is like"),
    ("he looks at naked pictures of kids, at deaths door", "things looked at"),
    ("a man from abroad, a lad from college", "no name"),
]


@pytest.mark.parametrize(("text", "name", "why"), HITS)
def test_a_place_goes_from_its_slot(scrubber, text, name, why):
    assert name not in scrubber.scrub(text).text, why


@pytest.mark.parametrize(("text", "why"), KEPT)
def test_what_stands_there_ordinarily_stays(scrubber, text, why):
    assert scrubber.scrub(text).text == text, why
