import pytest

from bot.privacy import handle

HITS = [
    ("she is @mia.rose.x", "@mia.rose.x"),
    ("his snap is kez_11", "kez_11"),
    ("insta: lil.mia09", "lil.mia09"),
    ("his discord is luke#4471", "luke#4471"),
    ("gamer tag BigDave99", "BigDave99"),
    ("steam name ShadowWolf77", "ShadowWolf77"),
    ("add rocco.b99 on insta", "rocco.b99"),
    ("xxdarkwolfxx", "xxdarkwolfxx"),
    ("user bigdaz77 wrote", "bigdaz77"),
    ("he plays fortnite as ToxicWaffle", "ToxicWaffle"),
    ("add me lil.vee.xo pls", "lil.vee.xo"),
    ("a post from u/fenlandghost was rude", "u/fenlandghost"),
    ("gamertag sniper wolf 99", "sniper wolf 99"),
    ("on insta hes kez.lucky", "kez.lucky"),
    ("on telegram hes m1sterwhite", "m1sterwhite"),
    ("he uses dark_wolf as his gamertag", "dark_wolf"),
    ("its.only.ryan messaged her on insta", "its.only.ryan"),
]
NEAR_MISSES = [
    ("the u/16s team and me/u/him", "an age group"),
    ("he is always on roblox", "no name"),
    ("his snap is gone", "an ordinary word"),
    ("he was on snap as usual", "an ordinary word"),
    ("year10 and KS2", "school stages"),
    ("covid19", "a word with a number"),
    ("PS5", "a console"),
    ("he tracks her on life360", "an app"),
    ("she added me on insta", "no name"),
    ("in sept2021", "a month"),
    ("under16s", "an age group"),
    ("he has a PlayStation and she posts on TikTok", "brands"),
]


def found(text):
    return [text[s.start : s.end].strip() for s in handle.find(text)]


@pytest.mark.parametrize(("text", "value"), HITS)
def test_a_handle_is_found(text, value):
    assert value in found(text)


@pytest.mark.parametrize(("text", "why"), NEAR_MISSES)
def test_what_only_looks_like_a_handle_stays(text, why):
    assert found(text) == [], why


def test_a_word_that_is_not_english_is_a_handle_where_somebody_is_it_on_an_app():
    said = "he is coolguy on roblox"
    assert [said[s.start : s.end] for s in handle.find(said, lambda _: False)] == ["coolguy"]
    assert list(handle.find(said)) == []
