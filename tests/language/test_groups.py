"""Families of intents: near ones share their votes, and a refusal must be meant."""

from __future__ import annotations

import pytest

from bot.language.groups import FALLBACK, both, choose


def test_the_members_of_a_family_share_their_votes() -> None:
    ranking = [("thanks", 0.35), ("concern_signs", 0.3), ("concern_general", 0.2), ("ask_pants", 0.15)]
    assert [name for name, _ in choose(ranking, 0.1)][:2] == ["concern_signs", "concern_general"]


def test_what_is_weakly_like_everything_is_not_understood() -> None:
    ranking = [("thanks", 0.08), ("ask_pants", 0.07), ("greet", 0.06), ("concern_signs", 0.05)]
    assert choose(ranking, 0.1)[0][0] == FALLBACK


def test_somebody_is_refused_only_when_it_is_likely_that_they_mean_harm() -> None:
    others = [("ask_parental_consent", 0.2), ("out_of_scope", 0.3), ("concern_general", 0.05)]
    assert choose([("misuse_request", 0.35), *others], 0.1)[0][0] != "misuse_request"
    assert choose([("misuse_request", 0.45), *others], 0.1)[0][0] == "misuse_request"


WHOLE = [("ask_disclosure", 0.5), ("concern_professional", 0.3), ("concern_signs", 0.2)]
ALONE = [("concern_disclosure", 0.6), ("concern_professional", 0.3), ("smalltalk", 0.1)]


def test_only_worries_are_left_and_their_chances_add_up_to_one() -> None:
    mixed = both(WHOLE, ALONE)
    assert {name for name, _ in mixed} == {"concern_disclosure", "concern_professional"}
    assert sum(p for _, p in mixed) == pytest.approx(1.0)


def test_a_worry_that_both_hear_is_as_likely_as_one_that_one_hears_well() -> None:
    assert dict(both(WHOLE, ALONE)) == pytest.approx({"concern_disclosure": 0.5, "concern_professional": 0.5})
