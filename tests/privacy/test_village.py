import pytest

HITS = [
    ("we live in Manea", "we live in [PLACE_1] (Cambridgeshire)", "a village"),
    ("bretton", "[PLACE_1] (Peterborough)", "a township as an answer"),
    ("in Bar Hill and Cherry Hinton", "in [PLACE_1] (Cambridgeshire) and [PLACE_2] (Cambridgeshire)", "two of them"),
    ("she is in Yaxley, Cambridgeshire", "she is in [PLACE_1], Cambridgeshire", "the council is said already"),
    ("they moved to Sutton Bridge", "they moved to [PLACE_1]", "outside both councils"),
    ("i go to jack hunt", "i go to [PLACE_1] (Peterborough)", "a school by its bare name"),
    ("by Paxton Pits", "by [PLACE_1] (Cambridgeshire)", "a park by its bare name"),
    ("he goes to TDA", "he goes to [PLACE_1] (Peterborough)", "a school by its letters"),
    ("we moved to Hampton", "we moved to [PLACE_1] (Peterborough)", "a township that is also a name"),
    ("we live in newton", "we live in [PLACE_1] (Cambridgeshire)", "in small letters"),
    ("it was in Over", "it was in [PLACE_1] (Cambridgeshire)", "also a word, with its capital"),
]
NEAR = [
    ("out of reach and in over my head", "words"),
    ("it is over now", "the word"),
    ("keep an eye on her", "the word"),
    ("Early help in Milton Keynes", "part of a town elsewhere"),
    ("Wisbech, March and Ely", "towns"),
]


@pytest.mark.parametrize(("text", "after", "why"), HITS)
def test_a_village_goes_and_its_council_is_said(scrubber, text, after, why):
    assert scrubber.scrub(text).text == after, why


@pytest.mark.parametrize(("text", "why"), NEAR)
def test_what_is_no_village_stays(scrubber, text, why):
    assert scrubber.scrub(text).text == text, why
