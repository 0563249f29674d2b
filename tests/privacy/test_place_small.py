"""Places by the words before them, in small letters or with one capital."""

import pytest

GONE = [
    "she goes to {neale wade} and hates it", "he goes {ernulf} and she likes it", "gymnastics at {Spiral} on mondays",
    "he works at the {Wagon and Horses}", "she goes to the {spinney} nursery",
    "i go {NVA} in year 9", "she was seen by the {Serpentine} again",
]
STAYS = [
    ("it happened in the staffroom before the bell", "a new compound is no place"),
    ("she is at nursury with the others", "a slip of an English word"),
    ("the man at Tesco followed her", "a shop that stands everywhere"),
    ("she told the lady in the Office", "an office"),
    ("he was in the car park with her", "a kind of place without a name"),
    ("she goes to CAMHS and he works at DWP in the ICU", "letters of a service"),
    ("there is a snooker club near the station", "what sort of club it is"),
]


@pytest.mark.parametrize("line", GONE)
def test_the_name_of_the_place_goes(scrubber, line):
    value = line[line.index("{") + 1 : line.index("}")]
    after = scrubber.scrub(line.replace("{", "").replace("}", "")).text
    assert value not in after
    assert after.startswith(line.split("{")[0].strip())


@pytest.mark.parametrize(("text", "why"), STAYS)
def test_what_names_no_place_stays(scrubber, text, why):
    assert scrubber.scrub(text).text == text, why
