"""What only sounds like a worry or a question of ours: a bus timetable, the news, a figure of speech."""

from __future__ import annotations

from typing import Any

import pytest

from bot.nlu.not_ours import LOCAL, UNSURE, off_subject, spoken_of

OFF = [
    "when is the next bus to ely", "what time does tesco open", "how busy is the a14 today", "who won bake off",
    "what's the weather in cambridge", "how many people live in peterborough", "whats the score in the football",
    "when are the bins collected", "is the swimming pool open on sunday", "how much is parking in the queensgate",
    "which trains go to stansted", "is there a pharmacy open near me", "how tall is ely cathedral",
    "where can i buy stamps",
]
OURS = [
    "how many children were abused in Peterborough last year", "how many referrals did the MASH get",
    "what are the figures for CSE in Fenland", "how many cases went to court", "who is the LADO this year",
    "when is the next training", "how many social workers are there", "what is the conviction rate for rape",
    "how many pupils does the school have", "waiting time for counselling round here", "is the survey out",
    "number of arrests by the police in march", "how many kids in care", "which schools had an inspection",
    "how many offenders live in wisbech", "how long is the wait for CAMHS", "how many girls had FGM",
    "are the statistics for boys", "WHO CHAIRS THE PARTNERSHIP",
]


@pytest.mark.parametrize("line", OFF)
def test_local_figures_of_something_else_are_off_the_subject(line: str) -> None:
    assert off_subject(LOCAL, line)


@pytest.mark.parametrize("line", OURS)
def test_a_word_of_the_subject_or_of_who_works_in_it_keeps_it_on(line: str) -> None:
    assert not off_subject(LOCAL, line)


@pytest.mark.parametrize("name", ["out_of_scope", "decline_case_records", "ask_statistics_scale", "concern_signs", ""])
def test_only_what_is_declined_for_want_of_figures_can_be_off_it(name: str) -> None:
    assert not off_subject(name, OFF[0])


def judged(grade: str, *reasons: str) -> dict[str, Any]:
    return {"grade": grade, "reasons": list(reasons)}


FIGURE, NEWS = judged("none", "figure_of_speech"), judged("none", "news_fiction")


@pytest.mark.parametrize(("name", "chance", "risk"), [
    ("concern_signs", 0.2, FIGURE), ("concern_other_harm", UNSURE - 1e-6, NEWS), ("self_concern", 0.1, FIGURE),
    ("family_support", 0.1, judged("none", "news_fiction", "figure_of_speech")), ("survivor_support", 0.0, NEWS),
])
def test_a_faint_worry_in_a_figure_of_speech_or_the_news_is_none(name: str, chance: float, risk: Any) -> None:
    assert spoken_of(name, chance, risk)


@pytest.mark.parametrize(("name", "chance", "risk"), [
    ("concern_signs", UNSURE, FIGURE),                                       # sure enough
    ("concern_signs", 0.2, judged("check", "news_fiction")),                 # asked about
    ("concern_signs", 0.2, judged("immediate", "figure_of_speech")),
    ("concern_signs", 0.2, judged("none")), ("concern_signs", 0.2, {"grade": "none"}), ("concern_signs", 0.2, {}),
    ("concern_signs", 0.2, judged("none", "figure_of_speech", "weapon")),    # something more is in it
    ("concern_signs", 0.2, judged("none", "negated")),
    ("young_person_telling", 0.2, NEWS), ("young_person_friend", 0.2, FIGURE),  # a child is never sent away
    ("ask_pants", 0.2, NEWS), ("out_of_scope", 0.2, NEWS), ("thanks", 0.2, FIGURE),
])
def test_what_is_surer_or_holds_more_stays_a_worry(name: str, chance: float, risk: Any) -> None:
    assert not spoken_of(name, chance, risk)
