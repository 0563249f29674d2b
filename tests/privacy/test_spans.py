import pytest

from bot.privacy.spans import Scrubbed, Span, resolve
from bot.scrubbed import Scrubbed as Ground


def span(start, end, kind="PERSON", score=0.5):
    return Span(start, end, kind, score)


@pytest.mark.parametrize(
    ("given", "want"),
    [
        ([], []),
        ([span(0, 4), span(6, 9)], [(0, 4), (6, 9)]),
        ([span(6, 9), span(0, 4)], [(0, 4), (6, 9)]),
        ([span(0, 4), span(0, 9)], [(0, 9)]),
        ([span(0, 6), span(4, 12)], [(0, 4), (4, 12)]),
        ([span(3, 3)], []),
    ],
    ids=["nothing", "apart", "out of order", "inside a longer one", "the rest of a loser is kept", "empty"],
)
def test_overlaps_are_resolved_and_nothing_found_is_left_standing(given, want):
    assert [(s.start, s.end) for s in resolve(given)] == want


def test_of_two_equal_spans_the_surer_one_wins():
    assert resolve([span(0, 5, "PHONE", 0.5), span(0, 5, "NHS_NUMBER", 0.9)])[0].kind == "NHS_NUMBER"


def test_scrubbed_is_one_type_in_every_room_and_its_repr_hides_the_text():
    assert Scrubbed is Ground
    shown = repr(Scrubbed("my son [PERSON_1] said zebra", ("PERSON",)))
    assert "zebra" not in shown
    assert "PERSON" in shown
