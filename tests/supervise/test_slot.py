"""When a child is started again, and when silence means that it hangs."""

from __future__ import annotations

import pytest

from bot.supervise.slot import HUNG, LONGEST_WAIT, STEADY, Slot


class Child:
    def __init__(self, began: float = 0.0) -> None:
        self.began, self.alive = began, True

    def kill(self) -> None:
        self.alive = False


def slot_with(began: float = 0.0, slow_start: float = 60.0) -> Slot:
    slot = Slot("engine", slow_start)
    slot.put(Child(began))
    return slot


def test_the_first_death_is_followed_by_a_start_at_once() -> None:
    slot = slot_with()
    slot.bury(1.0)
    assert slot.not_before == 1.0
    assert slot.child is None


def test_deaths_in_a_row_are_followed_by_longer_waits_up_to_a_limit() -> None:
    slot, waits = Slot("engine", 60.0), []
    for at in range(10):
        slot.put(Child(float(at)))
        slot.bury(float(at))
        waits.append(slot.not_before - at)
    assert waits[:5] == [0.0, 0.5, 1.0, 2.0, 4.0]
    assert waits[-1] == LONGEST_WAIT


def test_a_long_life_makes_the_next_death_the_first_again() -> None:
    slot = slot_with()
    slot.deaths = 7
    slot.bury(STEADY + 1)
    assert slot.not_before == STEADY + 1


@pytest.mark.parametrize(("well_at", "at", "hangs"), [
    (None, 59.0, False), (None, 61.0, True), (100.0, 100 + HUNG - 1, False), (100.0, 100 + HUNG + 1, True),
])
def test_silence_is_a_hang_only_after_its_time(well_at: float | None, at: float, hangs: bool) -> None:
    slot = slot_with()
    slot.well_at = well_at
    assert slot.hangs(at) is hangs


def test_the_dead_do_not_hang() -> None:
    slot = slot_with()
    assert slot.child is not None
    slot.child.kill()
    assert slot.hangs(1_000.0) is False
