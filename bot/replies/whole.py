"""A whole article as one kind of reader may meet it: the answer that opens with it, and facts kept for questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.guidance.articles import Article, Library
from bot.guidance.search import Found
from bot.replies.guidance import answer
from bot.replies.reply import message
from bot.terms import Area, Role

MORE = "Said when somebody asks for it:"


@dataclass(frozen=True)
class Whole:
    """``message`` is the answer as it goes out; ``more`` are the facts for which it has no room."""

    message: dict[str, Any]
    more: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it in plain words."""
        lines = [f"- {fact}" for fact in self.more]
        return "\n".join([str(self.message["text"]), *(["", MORE, *lines] if lines else [])])


def whole(article: Article, role: Role, now: datetime, version: str = "", area: Area = Area.UNKNOWN) -> Whole:
    """The article for one reader; the order of its facts is that of the file, for nothing was asked."""
    facts = article.points_for(role)
    reply = answer(article, Found(facts, 0.0), role, area, now, False, version=version)
    shown = {reply.opening, *reply.points}
    return Whole(message(reply), tuple(point.say for point in facts if point.say not in shown))


def every_text(library: Library, now: datetime) -> dict[str, dict[str, dict[str, str]]]:
    """Topic, article and reader to all that is said: what an installation showed on one day, at noon."""
    noon = now.replace(hour=12, minute=0, second=0, microsecond=0)
    found: dict[str, dict[str, dict[str, str]]] = {}
    for article in library.articles.values():
        texts = {str(role): whole(article, role, noon, library.version).text for role in Role}
        found.setdefault(article.topic, {})[article.id] = texts
    return found
