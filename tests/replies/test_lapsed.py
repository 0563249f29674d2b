"""An answer whose check has lapsed says so near its top, with whom to ring, in every reader's words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.clock import LONDON
from bot.contacts.directory import Directory
from bot.guidance import articles
from bot.guidance.search import Found
from bot.replies.guidance import answer
from bot.replies.reply import Reply, message
from bot.safety.output_check import problems
from bot.terms import Area, Role

LAST = datetime(2027, 5, 23, 23, 59, tzinfo=LONDON)
LATE = LAST + timedelta(minutes=1)
LIBRARY = articles.load()
ARTICLE = LIBRARY.articles["parental_consent"]


def said(now: datetime, role: Role = Role.PARENT, article: articles.Article = ARTICLE, **more: object) -> Reply:
    return answer(article, Found(article.points_for(role), 0.0), role, Area.UNKNOWN, now, False, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("role", list(Role))
def test_it_is_said_from_the_first_minute_after_its_day(role: Role) -> None:
    assert said(LAST, role).reason == ""
    late = said(LATE, role)
    assert "last checked this in November 2026" in late.reason or "last checked in November 2026" in late.reason
    assert "999" in late.reason
    assert late.opening == said(LAST, role).opening, "what it says stays"
    text = message(late)["text"]
    assert text.index(late.reason) < text.index(late.points[0])
    assert problems(message(late), Directory.load().digits()) == ()


def test_there_is_always_somebody_to_ring() -> None:
    alone = replace(ARTICLE, contacts=())
    assert said(LAST, article=alone).contacts == ()
    late = {contact.id for contact in said(LATE, article=alone).contacts}
    assert {"cambridgeshire_social_care", "peterborough_social_care"} <= late


def test_an_old_article_beside_a_fresh_one_counts() -> None:
    fresh = replace(ARTICLE, checked="2027-05-01", lapses="2027-11-01")
    old = LIBRARY.articles["consent_meanings"]
    assert said(LATE, article=fresh).reason == ""
    assert "November 2026" in said(LATE, article=fresh, beside=((old, ()),)).reason
