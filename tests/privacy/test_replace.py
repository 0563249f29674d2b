from bot.privacy.replace import replace
from bot.privacy.spans import Span


def people(text, *names):
    spans = []
    for name in names:
        start = text.index(name, spans[-1].end if spans else 0)
        spans.append(Span(start, start + len(name), "PERSON", 1.0))
    return replace(text, tuple(spans)).text


def test_the_same_person_has_the_same_number():
    assert people("Keira and Tom. Keira left", "Keira", "Tom", "Keira") == "[PERSON_1] and [PERSON_2]. [PERSON_1] left"


def test_part_of_a_name_is_the_same_person():
    assert people("Keira Marsh said. Keira left", "Keira Marsh", "Keira") == "[PERSON_1] said. [PERSON_1] left"


def test_two_people_with_one_family_name_stay_two():
    assert people("Tom Marsh and Keira Marsh", "Tom Marsh", "Keira Marsh") == "[PERSON_1] and [PERSON_2]"


def test_a_hyphened_name_is_not_the_other_half():
    assert people("Harley-Jo and Jo", "Harley-Jo", "Jo") == "[PERSON_1] and [PERSON_2]"


def test_a_possessive_ending_stays():
    assert people("Keira's mum", "Keira's") == "[PERSON_1]'s mum"


def test_blanks_and_stops_at_the_edge_stay():
    assert people("told Keira. then", "Keira. ") == "told [PERSON_1]. then"


def test_kinds_are_named_once_in_order():
    text = "a b c"
    spans = (Span(0, 1, "PHONE", 1.0), Span(2, 3, "EMAIL", 1.0), Span(4, 5, "PHONE", 1.0))
    assert replace(text, spans).kinds == ("PHONE", "EMAIL")


def test_numbers_go_on_from_message_to_message_of_one_conversation():
    seen = {}
    first = replace("Keira", (Span(0, 5, "PERSON", 1.0),), seen)
    second = replace("Tom Keira", (Span(0, 3, "PERSON", 1.0), Span(4, 9, "PERSON", 1.0)), seen)
    assert (first.text, second.text) == ("[PERSON_1]", "[PERSON_2] [PERSON_1]")
