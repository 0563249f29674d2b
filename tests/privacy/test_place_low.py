"""Places in small letters: ordinary words go before a kind of place, and stay where they tell what it is like."""

import pytest

HITS = [
    ("he goes to grange primary", "grange", "a school"),
    ("she goes to rainbow preschool", "rainbow", "a nursery"),
    ("we are with riverside surgery", "riverside", "a surgery"),
    ("a man at sacred heart church", "sacred heart", "a church"),
    ("gymnastics at phoenix gym", "phoenix", "a gym"),
    ("she works at harvest cafe", "harvest", "a cafe"),
    ("from smiths newsagents", "smiths", "a shop"),
    ("the head of Lantern primary is away", "Lantern", "one capital before a small kind"),
    ("in jubilee park", "jubilee", "a park"),
    ("the leader of 1st hilltop scouts", "hilltop", "a scout group"),
    ("he coaches bluebell fc", "bluebell", "a team"),
    ("my son plays for crossways juniors", "crossways", "a team of children"),
    ("there is a bloke at ely judo", "ely", "a club called by its town and sport"),
    ("at march swimming club", "march", "a club of a town"),
    ("at soham college", "soham", "a college of a town"),
    ("they drink in the rose and crown", "rose and crown", "a pub"),
    ("he hangs about outside the lion", "lion", "a pub by one word"),
    ("she sings at all saints", "all saints", "a church by its bare name"),
    ("he lives in oak close", "oak close", "a street where somebody lives"),
    ("got touched at fusion trampoline park", "fusion", "a park with what goes on there"),
    ("i go bassett high and theres this teacher", "bassett", "a school by its short name"),
    ("Child: Ada; School: Larkspur; Worker: B. Nunn", "Larkspur", "a label of a form"),
    ("i go to jack hunt", "jack hunt", "a school by its bare name"),
    ("in ferry meadows", "ferry meadows", "a park by its bare name"),
    ("pascoe road kids all know about him", "pascoe road", "a street wherever it stands"),
    ("hes in selwyn hall now, lives at wren hall", "wren hall", "a hall where somebody lives"),
    ("he runs bluebell nursery and a bus", "bluebell", "what somebody runs"),
    ("the man at The Old Chapel gives him beer", "Old Chapel", "a house by its name"),
]
KEPT = [
    ("she goes to a primary school in Cambridge", "no name"),
    ("he loves his new school and the youth club", "no name"),
    ("at breakfast club and in the car park", "what it is for"),
    ("she is at special school and swimming lessons", "what it is like"),
    ("a youth worker at the village hall", "no name"),
    ("he touched her in a bad way", "a way is no street"),
    ("they live in council flats", "what they are like"),
    ("the case is at crown court", "a court"),
    ("in the leisure centre changing rooms", "no name"),
    ("ramadan starts soon and they go to mosque school", "what it is for"),
    ("my son plays for the under 12s", "an age group"),
    ("he trains with his juniors", "no name"),
]


@pytest.mark.parametrize(("text", "name", "why"), HITS)
def test_the_name_of_a_place_goes(scrubber, text, name, why):
    assert name not in scrubber.scrub(text).text, why


@pytest.mark.parametrize(("text", "why"), KEPT)
def test_a_kind_of_place_without_a_name_stays(scrubber, text, why):
    assert scrubber.scrub(text).text == text, why


def test_the_area_of_a_club_is_still_said(scrubber):
    assert scrubber.scrub("at peterborough swimming club").text == "at [PLACE_1] (Peterborough) swimming club"
    assert scrubber.scrub("at ely judo").text == "at [PLACE_1] (Cambridgeshire) judo"
