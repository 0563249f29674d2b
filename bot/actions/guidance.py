"""Questions about the strategy, and what else people need to know: answered with the facts that are nearest."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import again, detail
from bot.actions.alone import answered_alone
from bot.actions.article import MOST, tell
from bot.actions.carried import carried
from bot.actions.off_topic import off_topic
from bot.actions.spoken import OWN, names_refused, not_for_them, own_of, supported, told_more
from bot.actions.turn import Turn, index, library, read, say
from bot.guidance.articles import Article
from bot.guidance.search import Part
from bot.language.asking import parts
from bot.language.encoder import shared
from bot.replies.from_words import build
from bot.replies.words import words
from bot.replies.young import aside
from bot.terms import Kind, RiskGrade, Role

PREFIX = "ask_"
BESIDE = 0.15  # share of the best article's confidence from which another one is answered beside it
CLOSE = 0.03   # cosine that the nearest fact of another article must be better, to be answered beside it
SOME = 0.2     # chance of an article that is taken because the likeliest is about another subject
DESPAIR = frozenset({"suicidal_writer", "suicidal_child", "about_to_hurt_self"})
CLEAR = 0.75   # score from which one of several questions asks for another article's fact


class ActionGuidance(Action):
    """Answers a question with its article."""

    def name(self) -> str:
        """As named in domain.yml."""
        return "action_guidance"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Find the article, rank its facts, answer."""
        turn = read(tracker)
        if answered_alone(dispatcher, turn) or names_refused(dispatcher, turn):
            return []
        if again.standing(turn):
            return list(again.tell(dispatcher, turn))
        if turn.risk.get("grade") == str(RiskGrade.CHECK) and _in_despair(turn):
            return list(supported(dispatcher, replace(turn, intent=own_of(turn))))  # it has a line for despair
        if told_more(turn) or not_for_them(turn):  # "he says he deleted it" asks nothing of the strategy
            return list(supported(dispatcher, replace(turn, intent=own_of(turn))))
        if detail.remark(turn, asked=bool(tracker.active_loop)):
            return list(detail.take(dispatcher, turn))
        further = carried(dispatcher, turn)
        if further:
            return further
        vector = shared().one(turn.text)
        near = index().nearest_fact(vector, turn.text)[2]  # a fact that is nearer than our short answers says more
        own = aside(turn.text, turn.first, near, own_of(turn)) if turn.role is Role.YOUNG_PERSON else None
        if own:
            say(dispatcher, build(own, Kind.ANSWER, turn.role, turn.area, turn.now))
            return [SlotSet("told_what_this_is", True)]
        asked = [a for a in (library().get(name.removeprefix(PREFIX)) for name in _names(turn)) if a]
        chosen = [a for a in asked if not off_topic(turn, a.id)]
        if asked and (not chosen or chosen[0] is not asked[0] and _chance(turn, chosen[0]) < SOME):
            if turn.role in OWN:
                return list(supported(dispatcher, replace(turn, intent=own_of(turn))))
            return list(again.tell(dispatcher, turn, asked=True))  # what was decided says more than another subject
        article = chosen[0] if chosen else library().articles[index().nearest_articles(vector, turn.text)[0][0]]
        several = [(shared().one(part), part) for part in parts(turn.text)]
        alone = turn.role is Role.WORRIED_ABOUT_SELF  # what is told to others about a child is not for them
        others = [] if alone else _beside(turn, article, [(vector, turn.text), *several])
        learnt = [SlotSet("agency", article.agency)] if own_work(turn.text) else []
        return [*tell(dispatcher, turn, article, vector, several, others), *learnt]


def _in_despair(turn: Turn) -> bool:
    """Whether somebody who writes of themselves may mean their own life, and not what the words ask for."""
    life = not DESPAIR.isdisjoint(turn.risk.get("dangers") or ())
    return turn.role is Role.WORRIED_ABOUT_SELF or life and turn.role in OWN


def _chance(turn: Turn, article: Article) -> float:
    return next((chance for name, chance in turn.ranking if name == f"{PREFIX}{article.id}"), 0.0)


def own_work(text: str) -> bool:
    """Whether somebody pressed where they work; it is remembered as long as the conversation."""
    return text.strip() in words("teams")["agency"]["offers"]


def _names(turn: Turn) -> list[str]:
    """The predicted intent first; for anything else the best question in the ranking."""
    asks = [name for name, _ in turn.ranking if name.startswith(PREFIX)]
    return [turn.intent, *asks] if turn.intent.startswith(PREFIX) else asks


def _beside(turn: Turn, article: Article, asked: list[Part]) -> list[Article]:
    """Other articles that may be meant: one that holds a clearly nearer fact, then those nearly as likely.

    ``asked``: the message and, where it asks several things, each of them; each may have its own nearer fact.
    """
    names: list[str] = []
    for vector, text in asked:
        score = index().rank(article, vector, turn.role, text).score + CLOSE
        least = score if text == turn.text else max(score, CLEAR)
        near = index().nearest_articles(vector, text)[:3]
        names += [name for name, s in near if name != article.id and s > least][:1]
    best = next((p for n, p in turn.ranking if n == f"{PREFIX}{article.id}"), 0.0)
    names += [n.removeprefix(PREFIX) for n, p in turn.ranking if n.startswith(PREFIX) and p >= BESIDE * best]
    found = (library().get(name) for name in dict.fromkeys(names) if name != article.id)
    return [other for other in found if other][:MOST]
