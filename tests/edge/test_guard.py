"""The breaker and the bulkhead: what fails in a row is left alone, tried once, and used again when it is well."""

from __future__ import annotations

import pytest
from edge_stand_ins import Ticks

from bot.edge.guard import Guard, State
from bot.errors import EngineError, StoreError


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def guard(ticks: Ticks) -> Guard:
    return Guard(EngineError, failures=3, rest=2.0, at_once=2, ticks=ticks)


def fail(guard: Guard, times: int = 1, error: type[Exception] = EngineError) -> None:
    for _ in range(times):
        with pytest.raises(error), guard.one():
            raise error("slow")


def test_after_failures_in_a_row_it_is_not_asked_any_more(guard: Guard) -> None:
    fail(guard, 3)
    assert guard.state is State.OPEN
    with pytest.raises(EngineError, match="open"), guard.one():
        pytest.fail("nobody may get through")


def test_a_success_between_begins_the_count_anew(guard: Guard) -> None:
    fail(guard, 2)
    with guard.one():
        pass
    fail(guard, 2)
    assert guard.state is State.CLOSED


def test_errors_of_another_kind_are_not_its_business(guard: Guard) -> None:
    fail(guard, 9, StoreError)
    assert guard.state is State.CLOSED


def test_one_call_tries_while_the_others_still_wait(guard: Guard, ticks: Ticks) -> None:
    fail(guard, 3)
    ticks.at = 2.0
    assert guard.state is State.TRYING
    with guard.one(), pytest.raises(EngineError, match="open"), guard.one():
        pytest.fail("only one may try")
    assert guard.state is State.CLOSED


def test_a_trial_that_fails_opens_it_again_for_as_long(guard: Guard, ticks: Ticks) -> None:
    fail(guard, 3)
    ticks.at = 2.0
    fail(guard)
    assert guard.state is State.OPEN
    ticks.at = 4.0
    with guard.one():
        pass
    assert guard.state is State.CLOSED


def test_a_trial_that_is_given_up_lets_the_next_one_try(guard: Guard, ticks: Ticks) -> None:
    fail(guard, 3)
    ticks.at = 2.0
    with pytest.raises(KeyboardInterrupt), guard.one():
        raise KeyboardInterrupt
    with guard.one():
        pass
    assert guard.state is State.CLOSED


def test_more_than_there_is_room_for_is_refused_at_once_and_is_no_failure(guard: Guard) -> None:
    with guard.one(), guard.one():
        for _ in range(5):
            with pytest.raises(EngineError, match="full"), guard.one():
                pytest.fail("there is no room")
    assert guard.running == 0
    assert guard.state is State.CLOSED


def test_a_new_one_behind_it_is_asked_at_once(guard: Guard) -> None:
    fail(guard, 3)
    guard.reset()
    with guard.one():
        pass
