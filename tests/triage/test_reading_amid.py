"""What lines amid a worry say: a sort of worry by its own words, names refused, a writer who is no longer at work."""

from __future__ import annotations

import pytest

from bot.triage.reading import by_screen, names_nature, refuses_names, writes_privately


@pytest.mark.parametrize(("nature", "text", "named"), [
    ("fgm_risk", "it is when they visit at christmas", False), ("fgm_risk", "they say she will be cut there", True),
    ("elsewhere", "we moved, it is Peterborough now", False), ("elsewhere", "she lives in Leeds now", True),
    ("non_recent", "social services were involved years ago", False), ("non_recent", "it was years ago", True),
    ("social_care_open", "he is at work until Friday", False), ("disclosure", "he is at work until Friday", True),
])
def test_amid_a_worry_a_sort_with_words_of_its_own_is_named_or_not_meant(nature: str, text: str, named: bool) -> None:
    assert names_nature(nature, text) is named


@pytest.mark.parametrize(("text", "refused"), [
    ("I'd rather not say who I am", True), ("not giving names", True), ("can I stay anonymous?", True),
    ("she won't say who it is", False), ("why do you want my name", False), ("I can't tell who he is", False),
])
def test_who_will_give_no_names_is_told_from_who_does_not_know_them(text: str, refused: bool) -> None:
    assert refuses_names(text) is refused


@pytest.mark.parametrize(("text", "own"), [
    ("this isn't work, it's my nephew", True), ("I'm asking as his auntie not a teacher", True),
    ("he's not at work today", False), ("as a teacher what do I do", False), ("my manager says it's not my job", False),
])
def test_somebody_at_work_may_write_of_their_own(text: str, own: bool) -> None:
    assert writes_privately(text) is own


@pytest.mark.parametrize(("text", "on_it"), [
    ("theres a group chat and someone put a pic of me in it", True), ("a man on roblox wants me on cam", True),
    ("he keeps texting me at night", True), ("my uncle makes me sit on his lap", False),
    ("my stepdad comes in my room", False),
])
def test_what_happens_by_a_screen_is_told_from_what_happens_in_a_room(text: str, on_it: bool) -> None:
    assert by_screen(text) is on_it
