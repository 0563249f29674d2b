"""An article as the answer: its facts, the nearest first, with a few of others beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from numpy.typing import NDArray
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.turn import Turn, index, library, say
from bot.guidance.articles import Article
from bot.guidance.search import Part
from bot.language.asking import asks_whom
from bot.replies.guidance import answer

MOST = 2       # other articles answered beside the best one


def tell(
    dispatcher: CollectingDispatcher, turn: Turn, article: Article, vector: NDArray[Any], several: Sequence[Part] = (),
    others: Sequence[Article] = (),
) -> list[dict[str, Any]]:
    """Answer with the article's facts, the nearest first, and a few of others; what was asked is kept in our words."""
    found = index().rank(article, vector, turn.role, turn.text, several)
    beside = tuple(
        (other, index().rank(other, vector, turn.role, turn.text, several).points[: MOST - place])
        for place, other in enumerate(others)
    )
    given = (article, found, turn.role, turn.area, turn.now, turn.first, beside, library().version)
    # Who asks on has a next step, or needs none; a first question may be all that we are ever told.
    say(dispatcher, answer(*given, whom=turn.first or asks_whom(turn.text)))
    question = index().worded(found.points[0], vector) if found.points else None
    return [
        SlotSet("told_what_this_is", True), SlotSet("article", article.id), SlotSet("question", question),
    ]
