"""Counting floods: exact at the edges of the minute, apart for each sender, and bounded in memory."""

from __future__ import annotations

import pytest

from bot.edge.limits import Limits


def test_the_limit_is_reached_exactly_and_ends_after_a_minute() -> None:
    counting = Limits(per_sender=3, per_address=0)
    assert [counting.over("a", None, at) for at in (0.0, 1.0, 2.0, 3.0, 59.9)] == [False, False, False, True, True]
    assert counting.over("a", None, 60.0) is False
    assert counting.over("a", None, 60.5) is True


def test_senders_are_counted_apart() -> None:
    counting = Limits(per_sender=1, per_address=0)
    assert [counting.over(sender, None, 0.0) for sender in "aab"] == [False, True, False]


@pytest.mark.parametrize(("per_address", "address", "over"), [
    (1, "192.0.2.1", True), (0, "192.0.2.1", False), (1, None, False), (1, "127.0.0.1", True),
])
def test_addresses_count_only_where_a_limit_is_set_and_the_channel_gives_one(
    per_address: int, address: str | None, over: bool
) -> None:
    counting = Limits(per_sender=0, per_address=per_address)
    counting.over("a", address, 0.0)
    assert counting.over("b", address, 0.0) is over


def test_a_flood_of_invented_senders_does_not_fill_the_memory() -> None:
    counting = Limits(per_sender=1, per_address=0, most_keys=100)
    for number in range(1000):
        counting.over(str(number), None, number / 100)
    assert len(counting._seen) <= 101


def test_whoever_has_been_silent_for_a_minute_takes_no_memory() -> None:
    counting = Limits(per_sender=3, per_address=0)
    for number in range(100):
        counting.over(str(number), None, 10.0)
    assert [counting.over("99", None, at) for at in (69.0, 131.0)] == [False, False]
    assert len(counting._seen) == 1


@pytest.mark.parametrize(("one", "other", "same"), [
    ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),      # one household may use any address of its /64
    ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
    ("fe80::1%eth0", "fe80::2%eth1", True),
    ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),        # old addresses in new clothes are still apart
    ("192.0.2.1", "192.0.2.2", False),
    ("192.0.2.1", "192.0.2.1", True),
    ("not an address", "not an address", True),
])
def test_what_counts_as_one_address(one: str, other: str, same: bool) -> None:
    counting = Limits(per_sender=0, per_address=1)
    counting.over("a", one, 0.0)
    assert counting.over("b", other, 0.0) is same
