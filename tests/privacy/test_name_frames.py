"""Names told by what stands on both sides of them: each kind of sentence with its near-misses."""

import pytest

HITS = [
    ("Rose (Year 3) told her TA", "Rose", "a year group in brackets"),
    ("it was rose (14) and her cousin", "rose", "an age in brackets"),
    ("i have concerns about April (Year 3)", "April", "a month with a year group"),
    ("a volunteer, max, has been taking boys home", "max", "between commas, after who it is"),
    ("a boy in my class, zebeder, showed me porn", "zebeder", "between commas, not in any list"),
    ("zebeder from work told me", "zebeder", "told by where he is from"),
    ("rose next door is weird with kids", "rose", "a neighbour"),
    ("bob across the road has cameras", "bob", "a neighbour across the road"),
    ("kaelum the football coach messages her", "kaelum", "a relation behind the name"),
    ("zebeder filmed me and put it on snap", "zebeder", "who did it"),
    ("rose picked her up from school", "rose", "a name that is a flower"),
    ("saw will with his arm round a little girl", "will", "a name that is a verb"),
    ("can you help kaelum please", "kaelum", "whom to help"),
    ("hi its rose again", "rose", "who writes again"),
    ("his names marwick", "marwick", "a name's without its apostrophe"),
    ("Child A is Summer", "Summer", "a season as a name"),
    ("Cobweb's mum rang me", "Cobweb", "an ordinary word with its mum"),
    ("Caster and Pollux are my twins", "Pollux", "two at the front"),
    ("i live with foster carers jan and mike", "jan", "a short month beside a name"),
    ("saw manny with a little girl", "manny", "a nickname"),
    ("Marigold has been wetting the bed", "Marigold", "a flower at the front"),
    ("my uncle col keeps texting me", "col", "a nickname that is a rank too"),
    ("her stepdad brandon comes in", "brandon", "a name that is also a small town"),
    ("Chardonnay is 13 and pregnant", "Chardonnay", "an age told at the front"),
    ("gran says cam has always been like that", "cam", "a short form"),
    ("my grandaughter zebeder shes only 3", "zebeder", "after a relation that is misspelt"),
]
KEPT = [
    ("will my dad find out that I rang", "a verb before a relation"),
    ("so will my sister be told", "a verb before a relation"),
    ("my mum may kick me out if i tell", "a verb after a relation"),
    ("can i tell my teacher or will she tell my dad", "a verb after or"),
    ("we got through it with grace and patience", "what people have"),
    ("There is a mark on her arm (Year 3 pupil)", "a noun"),
    ("a boy in my class, twice, hit me", "a word between commas"),
    ("we start again in April (Year 3 moves up)", "a month"),
    ("Today's mum is a tired mum", "a day"),
    ("Health and social care are both late", "work at the front"),
    ("Bail is 14 days and no more", "a number of days"),
    ("it was horrible and i cried", "an adjective"),
    ("he texted me from work", "a place"),
    ("someone from school told me", "a pronoun"),
    ("the record is on athena", "a system of the police"),
]


@pytest.mark.parametrize(("text", "name", "why"), HITS)
def test_a_name_goes_where_one_is_due(scrubber, text, name, why):
    after = scrubber.scrub(text).text
    assert "[PERSON_1]" in after, why
    assert name not in after, why


@pytest.mark.parametrize(("text", "why"), KEPT)
def test_the_same_word_stays_where_no_name_is_due(scrubber, text, why):
    assert scrubber.scrub(text).text == text, why


ORIGINS = ["ruben", "tasnim", "oleksandr", "domantas", "kwabena", "chidinma", "zsofia", "jermaine"]


@pytest.mark.parametrize("name", ORIGINS)
def test_names_of_many_origins_go_wherever_they_stand(scrubber, name):
    assert scrubber.scrub(f"is {name} going to be ok").text == "is [PERSON_1] going to be ok"
