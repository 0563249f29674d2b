import pytest

from bot.privacy.phrases import Phrases

PHRASES = Phrases(["milton", "milton keynes", "king's hedges", "stop it now"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in Milton Keynes", ["Milton Keynes"]),
        ("kings hedges and King\u2019s Hedges", ["kings hedges", "King\u2019s Hedges"]),
        ("Stop it now, Milton's lad", ["Stop it now", "Milton"]),
        ("miltons, milton.keynes@x, hamilton", []),
    ],
)
def test_the_longest_phrase_is_found_as_whole_words(text, found):
    assert [match[0] for match in PHRASES.finditer(text)] == found


def test_only_between_the_characters_asked_for():
    assert [m.start() for m in PHRASES.finditer("milton, milton, milton", 3, 16)] == [8]
