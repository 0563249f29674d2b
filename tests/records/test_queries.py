import pytest

from bot.records.log import TurnLog
from bot.records.queries import sampled


@pytest.fixture
def filled(either, record):
    log = TurnLog(either)
    for number in range(12):
        for position in (1, 2):
            log.write(record(log_id=f"c{number:02}", position=position))
    log._engine.dispose()
    return either


def test_all_conversations_are_known_and_some_are_read_whole(filled):
    every, drawn = sampled(filled, 4, seed=1)
    assert len(every) == 24
    assert {turn.text for turn in every} == {None}
    assert len({turn.log_id for turn in drawn}) == 4
    assert [turn.text for turn in drawn] == ["my son [PERSON_1]"] * 8


def test_the_same_seed_draws_the_same_and_another_draws_others(filled):
    def ids(seed):
        return {turn.log_id for turn in sampled(filled, 4, seed)[1]}

    assert ids(1) == ids(1)
    assert len({frozenset(ids(seed)) for seed in range(6)}) > 1


@pytest.mark.parametrize("most", [0, 12, 100])
def test_none_is_left_out_when_all_are_wanted(filled, most):
    assert len(sampled(filled, most, seed=1)[1]) == 24


def test_repr_hides_the_text(filled):
    assert "PERSON_1" not in repr(sampled(filled, 1, seed=1)[1])
