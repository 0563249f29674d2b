"""Plain words that are somebody's name go where a person is told, spoken to or known as; as words they stay."""

import pytest

HITS = [
    ("he goes by Smokey at work", "Smokey", "what somebody goes by"),
    ("everyone knows him as Rooster", "Rooster", "what somebody is known as"),
    ("lil ty showed me a video", "ty", "a name joined to a size"),
    ("Sunday is our lodger", "Sunday", "a day that is a relation"),
    ("King is being looked after by his gran", "King", "a rank at the front"),
    ("talk to autumn, she knows what he did", "autumn", "who is spoken to"),
    ("faith from my class said her dad does it", "faith", "told by a class"),
    ("our joy wants her nan", "joy", "one of ours"),
    ("our grace is making it up he says", "grace", "one of ours"),
    ("drew and chase filmed it", "chase", "two that did it"),
    ("Teacher Miss A-J was told", "A-J", "letters after a title"),
    ("coach pat shouted at me", "pat", "a verb after a title"),
    ("hiya rob here, its about my lad", "rob", "who says hello"),
    ("next door, the osbornes, foster teenage girls", "osbornes", "a family in small letters"),
    ("our Ty plays in the shed", "Ty", "one of ours by a short name"),
    ("Will will not speak about it", "Will", "a name before its verb"),
    ("he babysits crystal on fridays", "crystal", "whom somebody looks after"),
]
KEPT = [
    ("he goes by bus and she knows him as a friend", "no names"),
    ("Sunday is my day with him", "a day"),
    ("Sunday my son came home crying", "a day"),
    ("our hope is that she gets help, our joy was short", "feelings"),
    ("speak to social care and talk to charity workers", "agencies"),
    ("in the summer and spring term they came", "seasons"),
    ("the big art room", "things"),
]


@pytest.mark.parametrize(("text", "name", "why"), HITS)
def test_a_plain_word_that_is_a_name_goes(scrubber, text, name, why):
    assert name not in scrubber.scrub(text).text, why


@pytest.mark.parametrize(("text", "why"), KEPT)
def test_a_plain_word_stays(scrubber, text, why):
    assert scrubber.scrub(text).text == text, why
