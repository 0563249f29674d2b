import pytest

HITS = [
    ("Young person A.B., 15, was found", "Young person [PERSON_1]., 15, was found", "dotted"),
    ("pupil KM in 4B", "pupil [PERSON_1] in 4B", "after a role"),
    ("my grandson TJ told his teacher", "my grandson [PERSON_1] told his teacher", "after a relation"),
    ("I care for J and K, and K keeps crying", (
        "I care for [PERSON_1] and [PERSON_2], and [PERSON_2] keeps crying"
    ), "two"),
    ("LM and TM are siblings", "[PERSON_1] and [PERSON_2] are siblings", "a pair of whom something is said"),
    ("JB (Year 9) disclosed to her form tutor", "[PERSON_1] (Year 9) disclosed to her form tutor", "a year group"),
    ("His sister is KW and TW is 14", "His sister is [PERSON_1] and [PERSON_2] is 14", "who somebody is"),
    ("his brother R is still there", "his brother [PERSON_1] is still there", "a letter that is text-speak when small"),
]
NEAR = [
    ("I work in A&E. A girl came in", "a department"),
    ("Child A told Child B", "labels that name nobody"),
    ("P is privates, A is always", "the letters of a rule"),
    ("the G.P. and the H.V. came", "roles"),
    ("MY SON IS AT HIS DADS", "all in capitals"),
    ("we had a Q and A in plan B", "letters"),
    ("CP and CIN are plans, EH and CP are stages", "plans"),
    ("the pupil is in KS2 and has SEN", "work"),
]


@pytest.mark.parametrize(("text", "after", "why"), HITS)
def test_initials_are_people(scrubber, text, after, why):
    assert scrubber.scrub(text).text == after, why


@pytest.mark.parametrize(("text", "why"), NEAR)
def test_letters_that_name_nobody_stay(scrubber, text, why):
    assert scrubber.scrub(text).text == text, why
