import pytest

from bot.privacy import birth_date

HITS = [
    ("born on the 4th of July 2012", "the 4th of July 2012"),
    ("dob 12/03/2011", "12/03/2011"),
    ("D.O.B: 04-07-2012", "04-07-2012"),
    ("DOB 120311", "120311"),
    ("date of birth is 7 March 2014", "7 March 2014"),
    ("her birthday is 3rd June", "3rd June"),
    ("born at home in Ely on 3 May 2012", "3 May 2012"),
    ("12/03/2011 is her date of birth", "12/03/2011"),
    ("born May 2011", "May 2011"),
    ("Kaelan Marsh, 04/05/2013, year 5", "04/05/2013"),
    ("b. 03.04.2010", "03.04.2010"),
    ("her dad, bd 9 June 1981", "9 June 1981"),
    ("the twins (14/08/2018)", "14/08/2018"),
    ("born 2012-05-04", "2012-05-04"),
    ("i was bornd 3 sept 2012", "3 sept 2012"),
    ("21.11.2009 is when he was born", "21.11.2009"),
    ("my bday 14/2 ill be 14", "14/2"),
    ("date of birth is 5th of the 6th 2008", "5th of the 6th 2008"),
]
NEAR_MISSES = [
    ("it happened on 12 March 2024", "another date"),
    ("b 4 I tell you", "a sound"),
    ("born in 2012", "a year alone is an age"),
    ("she is 14 years old", "an age"),
    ("I reported this on 03/02/2023", "another date"),
    ("On Monday, 03/02/2023", "another date"),
    ("her birthday is soon", "no date"),
    ("a newborn. On 3 May 2024 he shouted", "another sentence"),
]


def found(text):
    return [text[s.start : s.end].strip() for s in birth_date.find(text)]


@pytest.mark.parametrize(("text", "value"), HITS)
def test_a_birth_date_is_found(text, value):
    assert value in found(text)


@pytest.mark.parametrize(("text", "why"), NEAR_MISSES)
def test_what_only_looks_like_a_birth_date_stays(text, why):
    assert found(text) == [], why
