import pytest

from bot.privacy import reference

HITS = [
    ("case number 448812/23", "448812/23"),
    ("our ref: LL-88213", "LL-88213"),
    ("crime no 35/12345/24", "35/12345/24"),
    ("incident number 445 of 12 May", "445 of 12 May"),
    ("Mosaic ID 7788123", "7788123"),
    ("UPN H801200001001", "H801200001001"),
    ("passport no is 123456789", "123456789"),
    ("the log is CC-14052024-0211", "CC-14052024-0211"),
    ("case id PB 77120", "PB 77120"),
    ("the case, ref CP/2025/00873", "CP/2025/00873"),
    ("ULN 1234509876", "1234509876"),
]
NEAR_MISSES = [
    ("in case 2 of them come", "an ordinary word"),
    ("policy 2021-2023", "years"),
    ("about 300 pupils", "a count"),
    ("105000 offences", "a count"),
    ("reference 999", "a public number"),
    ("a former pupil in 1994", "a year after a small word"),
    ("section 47", "a section of an Act"),
    ("Covid-19", "an illness"),
    ("KS3 and Y10", "school stages"),
]


def found(text):
    return [text[s.start : s.end].strip() for s in reference.find(text)]


@pytest.mark.parametrize(("text", "value"), HITS)
def test_a_case_number_is_found(text, value):
    assert value in found(text)


@pytest.mark.parametrize(("text", "why"), NEAR_MISSES)
def test_what_only_looks_like_a_case_number_stays(text, why):
    assert found(text) == [], why
