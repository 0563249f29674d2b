"""Connections that send nothing are closed; when numbers run out, the oldest go and the next person gets in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pytest
from edge_stand_ins import Ticks

from bot.edge.doors import HEAD_SECONDS, IDLE_SECONDS, MANY, RESERVE, Doorkeeper, numbers_used

PLENTY = 10 * RESERVE


@dataclass(eq=False)
class Connection:
    name: str
    _request_in_progress: bool = False
    _request_count: int = 0
    closed: bool = False

    def force_close(self) -> None:
        self.closed = True


class Door:
    def __init__(self) -> None:
        self.there: list[Connection] = []
        self.faults, self.ticks = Counter[str](), Ticks()
        self.keeper = Doorkeeper(lambda: [c for c in self.there if not c.closed], self.count, self.ticks)

    def count(self, kind: str) -> None:
        self.faults[kind] += 1

    def come(self, name: str, **more: object) -> Connection:
        made = Connection(name, **more)  # type: ignore[arg-type]
        self.there.append(made)
        self.keeper.look(PLENTY)
        self.ticks.at += 1.0
        return made


@pytest.fixture
def door() -> Door:
    return Door()


def test_who_does_not_finish_the_head_of_a_request_is_closed(door: Door) -> None:
    slow, busy = door.come("slow"), door.come("busy", _request_in_progress=True)
    door.ticks.at += HEAD_SECONDS
    door.keeper.look(PLENTY)
    assert (slow.closed, busy.closed) == (True, False)
    assert door.faults == Counter()


def test_who_has_been_answered_may_be_silent_for_longer(door: Door) -> None:
    kept = door.come("kept", _request_count=1)
    door.ticks.at += HEAD_SECONDS + 1
    door.keeper.look(PLENTY)
    assert not kept.closed
    kept._request_count = 2  # asked something between two looks
    door.ticks.at += IDLE_SECONDS - HEAD_SECONDS
    door.keeper.look(PLENTY)
    assert not kept.closed
    door.ticks.at += IDLE_SECONDS + 1
    door.keeper.look(PLENTY)
    assert kept.closed


def test_when_numbers_run_out_the_oldest_that_wait_go_and_it_is_counted(door: Door) -> None:
    first, second, busy = door.come("1"), door.come("2"), door.come("3", _request_in_progress=True)
    last = door.come("4")
    assert door.keeper.look(RESERVE - 2) == 2
    assert [one.closed for one in (first, second, busy, last)] == [True, True, False, False]
    assert door.faults["descriptors"] == 1
    assert door.keeper.look(RESERVE) == 0


def test_very_many_that_ask_nothing_are_counted(door: Door) -> None:
    for number in range(MANY):
        door.come(str(number))
        door.ticks.at -= 1.0
    assert door.faults == Counter()
    door.come("one more")
    assert door.faults == Counter({"slow clients": 1})


def test_a_refused_connection_makes_room_at_once(door: Door) -> None:
    waits = door.come("waits")
    door.keeper.refused(None, {"exception": OSError(24, "Too many open files")})  # type: ignore[arg-type]
    assert waits.closed
    door.come("next")
    door.keeper.refused(None, {"exception": ValueError("words of a person")})  # type: ignore[arg-type]
    assert not door.there[-1].closed


def test_the_numbers_in_use_are_counted() -> None:
    before = numbers_used()
    with open(__file__, "rb"):  # noqa: PTH123 - a file that stays open
        assert numbers_used() == before + 1
