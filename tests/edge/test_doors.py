"""Connections that send nothing are closed; when numbers run out, the oldest go and the next person gets in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pytest
from edge_stand_ins import Ticks

from bot.edge.doors import HEAD_SECONDS, IDLE_SECONDS, MANY, RESERVE, SPARED, Doorkeeper, numbers_used

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
    def __init__(self, most: int = 0) -> None:
        self.there: list[Connection] = []
        self.faults, self.ticks = Counter[str](), Ticks()
        self.keeper = Doorkeeper(self.open, self.count, most, self.ticks)

    def open(self) -> list[Connection]:
        return [one for one in self.there if not one.closed]

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
    door.ticks.at += IDLE_SECONDS - HEAD_SECONDS - 1
    door.keeper.look(PLENTY)
    door.ticks.at += HEAD_SECONDS
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


def test_where_more_are_open_than_may_be_the_oldest_that_wait_go_but_nobody_who_has_just_come() -> None:
    door = Door(most=2)
    first, busy, second = door.come("1"), door.come("2", _request_in_progress=True), door.come("3")
    door.keeper.look(PLENTY)
    assert [one.closed for one in (first, busy, second)] == [True, False, False]
    assert door.faults == Counter({"connections": 1})
    door.ticks.at += SPARED
    new = door.come("4")
    assert (second.closed, new.closed) == (True, False)
    busier = [door.come(str(number), _request_in_progress=True) for number in range(5, 7)]
    assert not new.closed, f"not before {SPARED} seconds: its words are on their way"
    door.ticks.at += SPARED
    door.keeper.look(PLENTY)
    assert new.closed
    assert [one for one in (busy, *busier) if one.closed] == []


def test_whoever_asks_is_one_too_many_only_where_that_many_are_being_answered() -> None:
    door = Door(most=2)
    for number in range(20):
        door.there.append(Connection(str(number)))
    assert not door.keeper.crowded()
    for one in door.there[:2]:
        one._request_in_progress = True
    assert not door.keeper.crowded()
    assert door.faults == Counter()
    door.there[2]._request_in_progress = True
    assert door.keeper.crowded()
    assert door.faults == Counter({"connections": 1})
    assert not Door().keeper.crowded()


def test_a_refused_connection_makes_room_at_once(door: Door) -> None:
    waits = [Connection(str(number)) for number in range(3 * RESERVE + 2)]
    door.there += waits
    for _ in range(100):  # asyncio does not stop at the first
        door.keeper.refused(None, {"exception": OSError(24, "Too many open files")})  # type: ignore[arg-type]
    assert [one.closed for one in waits] == [True] * 3 * RESERVE + [False] * 2
    assert door.faults == Counter({"descriptors": 1})
    door.come("next")
    door.keeper.refused(None, {"exception": ValueError("words of a person")})  # type: ignore[arg-type]
    assert not door.there[-1].closed


def test_the_numbers_in_use_are_counted() -> None:
    before = numbers_used()
    with open(__file__, "rb"):  # noqa: PTH123 - a file that stays open
        assert numbers_used() == before + 1
