"""Names that are plain words go from slots that only a name fills, and stay as words everywhere else."""

import pytest

HITS = [
    ("hunter in year 5 said a rude word", "hunter", "told by a year"),
    ("angel in yr 9 sent a nude", "angel", "told by a year"),
    ("forest in my class touches people", "forest", "told by a class"),
    ("River from my class said so", "River", "told by a class"),
    ("ivy age 4 said it", "ivy", "an age"),
    ("rose, 6, said it hurts", "rose", "an age between commas"),
    ("my ivy is only 4 and says so", "ivy", "an age behind ours"),
    ("justice is 4 and his mum hits him", "justice", "an age"),
    ("Sunday, our lodger, walked in on her", "Sunday", "a weekday that a relation explains"),
    ("Sunny, our foster child, says things", "Sunny", "a word that a relation explains"),
    ("i told miss k about it", "miss k", "one letter after a title"),
    ("coach b makes us stay", "coach b", "one letter after a title"),
    ("im a babysitter for the Cartwrights", "Cartwrights", "a family"),
    ("she stays with the Bishops at weekends", "Bishops", "a family with a rank for a name"),
    ("next door are the Thompsons", "Thompsons", "a family"),
    ("Reed family next door", "Reed", "a family at the front"),
    ("she's Mya and she is 9", "Mya", "who she is"),
    ("hes Tone from the garage", "Tone", "who he is"),
    ("you can call me fern", "fern", "who writes"),
    ("thank you love daisy xx", "daisy", "who signs"),
    ("name ocean age 9", "ocean", "who writes"),
    ("cheers gaz", "gaz", "who signs"),
    ("patience and mercy are sisters", "mercy", "two who are sisters"),
    ("my son king told me", "king", "after a relation"),
    ("auntie plum baths him", "plum", "an aunt by her nickname"),
    ("our jack wont go to school", "jack", "one of ours"),
    ("promise came to school with bruises", "promise", "what only people do"),
    ("Jasmine wets the bed", "Jasmine", "at a front"),
    ("my social worker june said so", "june", "a month that is a worker"),
    ("dr bones at our surgery", "bones", "a doctor by a word"),
]
KEPT = [
    ("my will is 4 pages and my baby is 4 now", "a thing and a child"),
    ("bullying in year 5 is bad and art in year 9 is fun", "subjects"),
    ("justice is what we want and i want justice for her", "the virtue"),
    ("he made me promise not to tell", "a promise"),
    ("Yesterday, my son, aged 4, said it hurts", "a time"),
    ("Sadly, my daughter, who is 7, has been hurt", "an adverb"),
    ("Sunday, my dad hit me", "a day"),
    ("i miss u so much and miss said to tell you", "missing somebody"),
    ("the Romanians moved in next door", "a people"),
    ("she's Polish and he's Muslim", "a people"),
    ("they call her fat and he calls me names", "insults"),
    ("my nickname is silly", "no name"),
    ("call me back, or call me later", "a call"),
    ("our son wont go to school, our hope is that she gets help", "relations and hopes"),
    ("dr said she is fine, dr appointment tomorrow", "a doctor without a name"),
    ("my mum june 4th", "a date"),
    ("he drew me with no clothes", "a verb"),
    ("winter is coming and she has no coat", "a season"),
]


@pytest.mark.parametrize(("text", "name", "why"), HITS)
def test_a_name_goes_from_its_slot(scrubber, text, name, why):
    assert name not in scrubber.scrub(text).text, why


@pytest.mark.parametrize(("text", "why"), KEPT)
def test_a_word_that_is_no_name_stays(scrubber, text, why):
    assert scrubber.scrub(text).text == text, why


def test_a_verb_before_a_title_is_no_name(scrubber):
    assert scrubber.scrub("she drew mr bell").text == "she drew mr [PERSON_1]"
