"""Whether the words around show a name: the same word in a place where one stands and where none can."""

import pytest

from bot.errors import ContentError
from bot.privacy.name_odds import Odds, around, counts_as, line_of
from bot.privacy.tokens import tokens

NAMES = [
    ("does angel need to give consent", "angel"), ("told drew she could come to mine", "drew"),
    ("i think rich hurts her", "rich"), ("i saw frank put his hand up her skirt", "frank"),
    ("hope told me about it", "hope"),
]
WORDS = [
    ("he will not tell anybody", "will"), ("it may be nothing", "may"), ("i hope you can help", "hope"),
    ("there is a mark on her neck", "mark"), ("in summer she goes to her dad", "summer"),
]


def chance(scrubber, text, word):
    lists = scrubber.recognisers[-1].__self__.lists
    line, places = line_of(tokens(text), lists)
    return Odds.load().chance(line, places[[t.plain for t in tokens(text)].index(word)], counts_as(word, lists))


@pytest.mark.parametrize(("text", "word"), NAMES)
def test_where_a_name_stands_the_chance_is_high(scrubber, text, word):
    assert chance(scrubber, text, word) > 0.6


@pytest.mark.parametrize(("text", "word"), WORDS)
def test_where_none_stands_the_chance_is_low(scrubber, text, word):
    assert chance(scrubber, text, word) < 0.3


def test_what_is_weighed_holds_no_word_further_than_two_away(scrubber):
    line, _ = line_of(tokens("one two three four five six seven"), scrubber.recognisers[-1].__self__.lists)
    assert not any("one" in name or "seven" in name for name in around(line, 3, "-"))


@pytest.mark.parametrize("content", ["", "[]", '{"weights": {"a": "b"}, "bias": 0}', '{"weights": {}}'])
def test_broken_weights_are_a_content_error(tmp_path, content):
    (tmp_path / "odds.json").write_text(content)
    with pytest.raises(ContentError):
        Odds.load(tmp_path / "odds.json")
