"""An answer to a question: the fact nearest to it first, then the rest of the article, with its citation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from bot import clock
from bot.contacts.service import choose
from bot.guidance.articles import Article, Point
from bot.guidance.search import Found
from bot.replies.emergency import directory
from bot.replies.reply import Option, Reply
from bot.replies.words import for_role, headings, not_a_report, with_own_line, words
from bot.terms import Area, Kind, Role, Route, Urgency

ROOM = 1150  # characters of facts that a person in a hurry reads; the rest of the answer follows
# What an article about one of these says is asked by people who have their next step, too: then it names none.
OF_THE_SUBJECT = (Route.CHILDRENS_SOCIAL_CARE, Route.EARLY_HELP, Route.POLICE, Route.SAFEGUARDING_LEAD)
LISTENING = ("how_children_seek_help", "childline_info")  # "is there someone I can talk to"
NEAR = 0.45  # cosine from which a fact is taken as the direct answer and stands first


def answer(
    article: Article,
    found: Found,
    role: Role,
    area: Area,
    now: datetime,
    first: bool,
    beside: tuple[tuple[Article, tuple[Point, ...]], ...] = (),
    version: str = "",
    whom: bool = True,
) -> Reply:
    """The reply; ``beside``: near facts of other articles that may be meant; ``whom``: is it asked whom to turn to."""
    lead = article.lead_for(role)
    facts = [p.say for p in found.points]
    direct = found.points[0] if found.points and found.nearest >= NEAR else None
    opening = facts.pop(0) if direct else lead
    extra = [p.say for _, points in beside for p in points]
    points = _fit(opening, ([lead] if opening != lead else []), facts, extra)
    old = lapsed_line((article, *(other for other, _ in beside)), role, now)
    ids = article.contacts or (("childrens_social_care",) if old else ())
    return Reply(
        kind=Kind.ANSWER,
        topic=article.topic,
        agency=article.agency,
        route=_route(article, role, whom),
        urgency=Urgency.NONE,
        opening=opening,
        reason=old,
        points=points,
        steps=article.steps,
        avoid=article.avoid,
        record=article.record if role is Role.PROFESSIONAL else (),
        contacts=choose(directory(), with_own_line(ids, role), area, now, role),
        citations=_cited(article, direct, beside),
        closing=(not_a_report(role),) if first else (),
        headings=headings(),
        extra=tuple(Option(o, o) for o in words("common")["helped"]["options"]),
        content_version=version,
    )


def _route(article: Article, role: Role, whom: bool) -> Route:
    """The article's agency, where the question is whom to turn to; else an answer that needs none.

    A child has no safeguarding lead of their own, and is listened to by a helpline.
    """
    if article.route in OF_THE_SUBJECT and not whom:
        return Route.INFORMATION
    young = role is Role.YOUNG_PERSON
    listened = young and (article.route is Route.SAFEGUARDING_LEAD or article.id in LISTENING)
    return Route.SUPPORT_SERVICE if listened else article.route


def lapsed_line(articles: tuple[Article, ...], role: Role, now: datetime) -> str:
    """What is said with articles whose check is too old, by the oldest of them; empty when none is."""
    today = now.astimezone(clock.LONDON).date()
    old = [date.fromisoformat(article.checked) for article in articles if article.lapsed(today)]
    return for_role(words("common")["lapsed"], role).format(month=clock.month(min(old))) if old else ""


def _fit(opening: str, lead: list[str], facts: list[str], extra: list[str]) -> tuple[str, ...]:
    """Facts in their order as far as there is room; the nearest facts of other articles before the far ones."""
    near, far = facts[:4], facts[4:]
    chosen, used = [], len(opening)
    for fact in (*near, *extra, *lead, *far):
        if used + len(fact) <= ROOM and fact not in chosen and fact != opening:
            chosen.append(fact)
            used += len(fact) + 3
    return tuple(chosen)


def _cited(
    article: Article, direct: Point | None, beside: tuple[tuple[Article, tuple[Point, ...]], ...]
) -> tuple[dict[str, Any], ...]:
    """Where the direct answer stands and its chapter come first; an article beside it never pushes them out.

    Nor does it push out the strategy where the article itself begins with another source.
    """
    elsewhere = direct.cited if direct else ()
    own = _once([*elsewhere, *article.citations])
    first = next((place for place, citation in enumerate(own, 1) if citation["source"] == "strategy"), 0)
    kept = max(2 if elsewhere else article.kept, first)
    others = [((points[0].cited if points else ()) or other.citations)[0] for other, points in beside]
    return _once([*own[:kept], *others, *own[kept:]])


def _once(citations: Iterable[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    seen: dict[str, dict[str, Any]] = {}
    for citation in citations:
        seen.setdefault(citation["section"], citation)
    return tuple(seen.values())
