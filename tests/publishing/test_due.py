"""What must be checked again is listed ahead, and served with care once its day is past; the clock is made up."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

from bot.publishing.due import Item, due, items

LAPSES = date(2027, 5, 23)


@cache
def everything() -> list[Item]:
    return items(Path("no such data directory"))


def test_every_kind_of_thing_with_a_day_is_there() -> None:
    found = everything()
    assert {one.kind for one in found} == {"contact", "guidance", "signs", "law", "procedure", "practice"}
    assert found == sorted(found)
    names = [one.name for one in found]
    assert "childline" in names
    assert "consent/parental_consent" in names
    assert any("FGM Act 2003" in name for name in names), "law that only a decision cites"


def test_nothing_is_due_early_and_everything_in_time() -> None:
    found = everything()
    first = found[0].lapses
    assert due(found, first - timedelta(days=61), 60) == []
    assert found[0] in due(found, first - timedelta(days=60), 60)
    assert due(found, date(2046, 1, 1), 0) == found


def test_a_line_says_how_long_there_is_and_what_people_see_after() -> None:
    found = {one.name: one for one in everything()}
    assert found["consent/parental_consent"].line(LAPSES - timedelta(days=9)).endswith("in 9 days")
    late = found["consent/parental_consent"].line(LAPSES + timedelta(days=1))
    assert "LAPSED 1 days ago: answered with a warning and whom to ring" in late
    assert "shown as it stands" in found["childline"].line(LAPSES + timedelta(days=1))
    assert "shown with a warning" in found["nspcc_helpline"].line(LAPSES + timedelta(days=1))
