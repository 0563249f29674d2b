import pytest

from bot.privacy import coordinates


@pytest.mark.parametrize("text", ["52.5695, -0.2405", "52.56950 -0.24050", "///filled.count.soap"])
def test_an_exact_position_goes(scrubber, text):
    assert scrubber.scrub(f"he sent {text} to her").text == "he sent [PLACE_1] to her"


@pytest.mark.parametrize("text", ["between 2.5 and 3.75 hours", "1.234, yes", "look at a.b.c"])
def test_other_figures_stay(text):
    assert list(coordinates.find(text)) == []
