import pytest

from bot.records.counts import shown, table_shown


@pytest.mark.parametrize(("number", "told"), [(0, 0), (1, "under 5"), (4, "under 5"), (5, 5), (120, 120)])
def test_one_to_four_are_not_told_apart(number, told):
    assert shown(number) == told


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"a": 9, "b": 3, "c": 7}, {"a": 9, "b": "under 5", "c": "not shown"}),
        ({"a": 9, "b": 3, "c": 2}, {"a": 9, "b": "under 5", "c": "under 5"}),
        ({"a": 9, "b": 0}, {"a": 9, "b": 0}),
        ({"a": 3}, {"a": "under 5"}),
        ({}, {}),
    ],
    ids=["the total would tell the only one", "two hide each other", "nobody is nobody", "alone", "empty"],
)
def test_a_hidden_number_cannot_be_worked_out_from_the_total(counts, told):
    assert table_shown(counts) == told
