"""Places by the words of their names and where those stand, with no kind behind them; plain words stay."""

import pytest

HITS = [
    ("staff at footsteps noticed a bruise", "footsteps", "one word after who works there"),
    ("he picked her up from busy bees early", "busy bees", "two words after a fetching"),
    ("My baby is at Tiny Steps and I worry", "Tiny Steps", "two words with capitals"),
    ("he was excluded from larkrise for it", "larkrise", "what somebody was put out of"),
    ("the vicar of eldernell told me so", "eldernell", "what a vicar is of"),
    ("i go lime tree and hate it", "lime tree", "two words of which the second is plain"),
    ("her school, oakfield, did nothing", "oakfield", "a name between commas"),
    ("they met at the dolphin last week", "dolphin", "a pub where people meet"),
    ("The landlord of the Crown is odd", "Crown", "a pub by its landlord"),
    ("i help at jack and jill on thursdays", "jack and jill", "two words joined"),
    ("he runs fit4kids in the hall", "fit4kids", "a word with a figure that somebody runs"),
    ("we go to a thing called zoomzone", "zoomzone", "a coined word for a thing"),
    ("his house is on the paddocks", "the paddocks", "a street that begins with the"),
]
KEPT = [
    ("we saw the dolphin at the zoo and the lamb at the farm", "animals"),
    ("the case is going to collapse and she goes to bed", "what is done"),
    ("the head of the school and the owner of the shop", "no name"),
    ("he drives up the high street and along the river side", "every town has one"),
    ("at school, apparently, he was told off", "no name between commas"),
    ("a girl from school and a man from the internet", "no name"),
    ("he hid behind the oak and hit it", "nobody drinks there"),
    ("we were at the farm park and in the water park", "no name"),
    ("he runs errands and she owns horses", "plain words"),
    ("he plays with dolls and went to comfort her", "what somebody does"),
    ("children of addicts and a group of rowdy lads", "whom they belong to"),
    ("a boy was paid to strip on cam", "a camera"),
]


@pytest.mark.parametrize(("text", "name", "why"), HITS)
def test_the_name_of_a_place_goes(scrubber, text, name, why):
    assert name not in scrubber.scrub(text).text, why


@pytest.mark.parametrize(("text", "why"), KEPT)
def test_plain_words_stay(scrubber, text, why):
    assert scrubber.scrub(text).text == text, why
