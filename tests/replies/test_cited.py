"""Three citations at most are shown: where the first fact stands, its chapter, then those of articles beside it."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.clock import LONDON
from bot.guidance import articles
from bot.guidance.search import Found
from bot.replies.guidance import NEAR, answer
from bot.terms import Area, Role

NOW = datetime(2026, 12, 1, 12, 0, tzinfo=LONDON)
LIBRARY = articles.load()
POINTS = [(a, p) for a in LIBRARY.articles.values() for p in a.points]


def cited(article: str, fact: str, *beside: str, nearest: float = 1.0) -> list[str]:
    own = LIBRARY.articles[article]
    first = [p for p in own.points if fact in p.say]
    others = tuple((LIBRARY.articles[name], LIBRARY.articles[name].points[:1]) for name in beside)
    said = answer(own, Found((*first, *own.points), nearest), Role.PROFESSIONAL, Area.UNKNOWN, NOW, False, others)
    return [c["section"] for c in said.citations[:3]]


@pytest.mark.parametrize(("article", "fact", "beside", "wanted", "why"), [
    ("fgm_what", "1,550", (), ["Key themes and issues", "Female Genital Mutilation (FGM)"],
     "a fact that stands under another heading brings it along, and first"),
    ("fgm_what", "4 types", ("governance", "pants"),
     ["Female Genital Mutilation (FGM)", "Governance", "NSPCC – Underwear rule –"],
     "any other fact has the article's first heading, then those beside it"),
    ("pants", "five languages", ("statistics_scale", "governance"),
     ["NSPCC – Underwear rule –", "Prevention of CSA", "Key themes and issues"],
     "two articles beside it do not push out the chapter"),
    ("childline_info", "anyone under 19", (), ["NSPCC – Underwear rule –", "Prevention of CSA"],
     "the chapter comes unasked"),
    ("csa_definition", "Women", ("statistics_scale", "governance"),
     ["Definition of Child Sexual Abuse", "Key themes and issues", "Governance"],
     "an article that begins with a chapter keeps that one"),
    ("referral_how", "Joint Referral Form", ("statistics_scale", "governance"),
     ["Professionals reporting a concern", "Early help assessment", "Key themes and issues"],
     "an article that begins with another source keeps its place in the strategy too"),
])
def test_the_answer_names_where_it_stands(
    article: str, fact: str, beside: tuple[str, ...], wanted: list[str], why: str
) -> None:
    assert cited(article, fact, *beside)[: len(wanted)] == wanted, why


def test_the_fact_beside_it_brings_its_own_heading_too() -> None:
    fact = next(p for p in LIBRARY.articles["hsb_what"].points if p.cited)
    said = answer(
        LIBRARY.articles["governance"], Found(LIBRARY.articles["governance"].points, 1.0), Role.PROFESSIONAL,
        Area.UNKNOWN, NOW, False, ((LIBRARY.articles["hsb_what"], (fact,)),),
    )
    assert said.citations[1]["section"] == "Key themes and issues"


def test_what_is_not_near_enough_to_stand_first_does_not_change_the_citation() -> None:
    assert cited("fgm_what", "1,550", nearest=NEAR - 0.01)[0] == "Female Genital Mutilation (FGM)"


def test_a_fact_names_its_heading_only_where_its_article_does_not_begin_with_it() -> None:
    assert [(a.id, p.say) for a, p in POINTS if p.cited and p.cited[0]["section"] == a.citations[0]["section"]] == []
