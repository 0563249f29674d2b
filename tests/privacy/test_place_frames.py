"""Places that the sentence tells go: behind an office, behind a thing, as a team, by what grows there."""

import pytest

HITS = [
    ("SENCo, Larch Common. A pupil told me", "Larch Common", "behind an office"),
    ("DSL here, Spring Common, and I am worried", "Spring Common", "with a season for a part"),
    ("the takeaway, Golden Wok, has girls upstairs", "Golden Wok", "behind what it is"),
    ("He trains the girls at Fenland Gymnastics", "Fenland", "a team of the fens"),
    ("A dad from East Cambs Swim Squad", "East Cambs", "a team of a district"),
    ("we are in care at the beeches", "beeches", "by what grows there"),
    ("a shop on Broadway sells vapes to kids", "Broadway", "a street of one word"),
    ("he parks by the old brewery", "old brewery", "what once stood there"),
    ("I am Brown Owl at 2nd Larkwood and worried", "Larkwood", "a group by its number"),
    ("the pastor of Living Waters knows", "Living Waters", "what a pastor leads"),
    ("The gymnastics club, Spring Gymnastics, has no rules", "Spring Gymnastics", "what a club does in its name"),
    ("he was kicked out of Peterborough Phantoms", "Peterborough", "a team by its animal or hero"),
    ("a night nurse on Ward C4", "C4", "a ward by its letter"),
    ("my son was in Amazon ward", "Amazon", "a ward by its name"),
    ("he is in Otters class", "Otters", "a class by its name"),
    ("i live on tollgate and he lives near", "tollgate", "a home of one small word"),
]
KEPT = [
    ("she gave birth on a Maternity Ward", "what a ward is for"),
    ("the head of Year and the leader of Social Services", "work"),
    ("He is a teacher, Head of Year 9 and a governor", "offices"),
    ("The head teacher, Early Help and Social Care all know", "agencies"),
    ("teacher, St Neots. she is losing weight", "a town"),
    ("on the motorway, in the seaside town and the countryside", "no streets"),
    ("he lives on takeaways and a long way away", "no street"),
    ("on the 1st March and in English class, at Summer Camp", "a date, a lesson, a season"),
    ("they met at Rugby Coach, not on the bus", "a town with nothing but a common word behind it"),
    ("England Rugby sent a letter", "a country's"),
]


@pytest.mark.parametrize(("text", "name", "why"), HITS)
def test_a_place_goes_from_its_frame(scrubber, text, name, why):
    assert name not in scrubber.scrub(text).text, why


@pytest.mark.parametrize(("text", "why"), KEPT)
def test_what_names_no_place_stays(scrubber, text, why):
    assert scrubber.scrub(text).text == text, why
