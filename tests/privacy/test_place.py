import pytest

HITS = [
    ("at The Spinney Primary School", "at The [PLACE_1] Primary School"),
    ("he goes to St Mary's church", "he goes to [PLACE_1] church"),
    ("she is at st bedes", "she is at [PLACE_1]"),
    ("Dr X at Nene Valley Medical Practice", "[PLACE_1] Medical Practice"),
    ("She goes to Over Primary", "She goes to [PLACE_1] (Cambridgeshire) Primary"),
    ("by pascoe garage", "by [PLACE_1] garage"),
    ("goes to hampton oaks academy", "goes to [PLACE_1] academy"),
    ("near the Red Lion pub", "near the [PLACE_1] pub"),
    ("helps at Holy Trinity Church", "helps at [PLACE_1] Church"),
    ("pupil at Soham Village College", "[PLACE_1] Village College"),
    ("outside the Kingfisher hotel", "outside the [PLACE_1] hotel"),
    ("a coach at Fenland Flyers Gymnastics Club", "[PLACE_1] Gymnastics Club"),
]
KEPT = [
    ("a school in Wisbech", "a kind of place and a town"),
    ("her new school and the local primary", "no name"),
    ("Good practice guidance", "not a surgery"),
    ("I work at Addenbrooke's Hospital", "a hospital serves everybody"),
    ("the Rape Crisis Centre", "an agency"),
    ("St Neots and St Ives", "towns"),
    ("after school club and youth club", "no name"),
    ("the Survivors Trust", "an agency"),
    ("Market Deeping and St Ives", "towns that look like streets and saints"),
    ("on St George's Day", "a day"),
]


@pytest.mark.parametrize(("text", "want"), HITS)
def test_the_name_of_a_place_goes_and_its_kind_stays(scrubber, text, want):
    assert want in scrubber.scrub(text).text


@pytest.mark.parametrize(("text", "why"), KEPT)
def test_places_of_many_people_stay(scrubber, text, why):
    assert scrubber.scrub(text).text == text, why
