"""Places by the words that names of places are made of go, however written; kinds of places without a name stay."""

import pytest

HITS = [
    ("he lives in ash court with his mum", "ash court", "a court in small letters"),
    ("they put her in willow house last week", "willow house", "a house in small letters"),
    ("hes at birch lodge now, its a kids home", "birch lodge", "a home by its name"),
    ("i live in beech tower", "beech tower", "a block of flats"),
    ("i live ash grove with mum", "ash grove", "a street without 'in'"),
    ("he took me to toad hall nursery", "toad hall", "a nursery that has a house in its name"),
    ("shes at sunny days nursery", "sunny days", "two plain words"),
    ("my son goes to little stars preschool", "little stars", "two plain words"),
    ("he is at long meadow infants", "long meadow", "a school in small letters"),
    ("Hillside nursery rang", "Hillside", "at the front"),
    ("off the ravens estate", "ravens", "an estate"),
    ("in orchard park", "orchard", "a park"),
    ("in hill crest care home", "hill crest", "a care home"),
    ("my girl swims at dolphins swim club", "dolphins", "a club"),
    ("my school is hope valley", "hope valley", "what a school is called"),
    ("i go to school at fen view", "fen view", "a school by its bare name"),
    ("he works in the jolly farmers", "jolly farmers", "a pub by a word of its kind"),
    ("saw them in the wagon and horses", "wagon and horses", "a pub of two things"),
    ("he lives next to the dog and partridge", "dog and partridge", "a pub of two things"),
    ("seen at the travelodge by the A14", "travelodge by the A14", "a hotel and its road"),
    ("he takes pics in the showers at gilwell park", "gilwell", "a place after another place"),
    ("my niece plays netball for Fenland Flyers", "Fenland Flyers", "a team after its sport"),
    ("he works for Hartley Removals", "Hartley", "an employer"),
    ("its my swim teacher at St Ives pool", "St Ives", "a pool of a town"),
    ("he waits by kings ely every friday", "kings ely", "a school of the county by its bare name"),
    ("he works at golden dragon", "golden dragon", "a takeaway without an article"),
    ("they meet by swan pond", "swan", "a pond"),
    ("I teach at the Phoenix, in year 4", "Phoenix", "a name with an article"),
    ("we went to orton mere with him", "orton mere", "a place of the county by its bare name"),
]
KEPT = [
    ("he is at the crown court on monday", "a court"),
    ("in the church hall and the town hall", "no name"),
    ("he lives in a big house on a long road", "what it is like"),
    ("she goes to a church school", "a kind"),
    ("the green road sign in the middle of the street", "a colour"),
    ("they walk in the woods behind the park", "no name"),
    ("the white house on the corner", "a colour"),
    ("a swan in the park and rainbow flags at school", "things, not places"),
    ("she likes the bouncy castle at the farm", "no name"),
    ("he read her the fox and the hound", "a story"),
    ("queen of hearts and the king of spades", "cards"),
    ("she is in a secure unit, then a mother and baby unit", "what it is for"),
    ("she plays netball for the county and football for the school", "no team's name"),
    ("he works for Social Services and she works for Cambridgeshire County Council", "agencies"),
]


@pytest.mark.parametrize(("text", "name", "why"), HITS)
def test_the_name_of_a_place_goes(scrubber, text, name, why):
    assert name not in scrubber.scrub(text).text, why


@pytest.mark.parametrize(("text", "why"), KEPT)
def test_a_kind_of_place_without_a_name_stays(scrubber, text, why):
    assert scrubber.scrub(text).text == text, why


def test_the_kind_of_place_is_still_said(scrubber):
    assert scrubber.scrub("she is at sunny days nursery").text == "she is at [PLACE_1] nursery"
