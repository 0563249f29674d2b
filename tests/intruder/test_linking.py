"""Who stands nearly alone among the conversations."""

from __future__ import annotations

from datetime import date

from bot.intruder.linking import KNOWABLE, Rare, alone, conversations, rare
from bot.records.queries import LoggedTurn


def turn(log_id: str, position: int = 1, day: int = 1, channel: str = "web", **more: str | None) -> LoggedTurn:
    whole = {"topic": "other", "route": "police", **more}
    return LoggedTurn(f"{log_id}{position}", log_id, position, date(2026, 11, day), channel, None, **whole)


def test_a_conversation_is_known_by_its_day_its_channel_and_its_first_subject() -> None:
    turns = [turn("a", 2, route="lado"), turn("a", 1, route=None, topic=None), turn("b", 1)]
    assert conversations(turns) == [
        {"day": "2026-11-01", "channel": "web", "route": "lado", "topic": "other"},
        {"day": "2026-11-01", "channel": "web", "route": "police", "topic": "other"},
    ]


def test_who_wrote_is_what_the_log_knew_in_the_end_and_not_what_the_role_was_taken_for_at_first() -> None:
    turns = [turn("a", 1, role="unknown"), turn("a", 2, role="parent"), turn("a", 3, role="unknown"), turn("b", 1)]
    assert [one.get("role") for one in conversations(turns)] == ["parent", None]


def test_one_professional_among_many_parents_is_seen() -> None:
    known = conversations([turn(str(n), role="parent") for n in range(20)] + [turn("x", role="professional")])
    assert alone(known, ("role",)) == 1
    assert ("role",) in {one.columns for one in rare(known)}


def test_five_alike_are_enough_and_four_are_not() -> None:
    four = conversations([turn(str(number)) for number in range(4)])
    five = conversations([turn(str(number)) for number in range(5)])
    assert alone(four, KNOWABLE) == 4
    assert rare(five) == []


def test_one_on_teams_among_many_on_the_web_is_seen() -> None:
    known = conversations([turn(str(number)) for number in range(20)] + [turn("x", channel="teams")])
    assert alone(known, ("channel",)) == 1
    assert ("channel",) in {one.columns for one in rare(known)}
    assert ("day",) not in {one.columns for one in rare(known)}


def test_it_is_told_what_months_would_help() -> None:
    known = conversations([turn(str(number), day=1 + number) for number in range(10)])
    assert Rare(("day",), 10, 0) in rare(known)
