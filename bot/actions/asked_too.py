"""A worry that also asks something: the one fact asked for, or that nobody can say it, stands in the answer."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from bot.actions.turn import Turn, index, library
from bot.clock import LONDON
from bot.guidance.articles import Article, Point
from bot.guidance.known import shared_gate
from bot.language.encoder import shared
from bot.replies.reply import Reply
from bot.replies.words import words
from bot.terms import Role

ASKED = 0.85   # score (cosine and shared words) from which a sentence asks for a fact; below it is a part of the worry
NEAR = 0.62    # cosine that it needs besides: a single shared word asks for nothing
# what to tell the family depends on who the concern is: the decision says it; figures are no comfort in a worry
DECIDED = (
    "consent", "early_help_assessment", "principles", "parents_seeking_help", "information_sharing", "statistics",
)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_PIECES = re.compile(r"[.!?\n]+\s*|,\s+|\s+(?:and|but|so)\s+", re.IGNORECASE)
SOME = 4       # words of a part that can be understood without the rest
SURELY = 4.0   # how much must speak for nothing here answering it
_ASKS = re.compile(r"\?|^(what|who|how|why|when|which|is|are|do|does|can|could|should|will|would)\b", re.IGNORECASE)


def asked_too(reply: Reply, turn: Turn) -> Reply:
    """The reply with the fact added that one sentence of the message asks for, and its citation; else as it was."""
    if turn.role is Role.YOUNG_PERSON:
        return reply
    unknown = _unknown(turn.text)
    if unknown:
        return replace(reply, points=(unknown, *reply.points))
    sentences = [s.strip() for s in _SENTENCE.findall(turn.text) if s.strip()]
    for sentence in sentences if len(sentences) > 1 else ():
        found = fact_for(sentence, turn) if _ASKS.search(sentence) else None
        if found:
            return cited_too(replace(reply, points=(found[0].say, *reply.points)), *found)
    return reply


def fact_for(sentence: str, turn: Turn) -> tuple[Point, Article] | None:
    """The fact that a sentence surely asks for, amid a worry, and its article; None where there is none."""
    vector = shared().one(sentence)
    name, point, near, score = index().nearest_fact(vector, sentence)
    article = library().articles[name]
    meant = point in article.points_for(turn.role) and article.topic not in DECIDED
    meant = meant and not article.lapsed(turn.now.astimezone(LONDON).date())  # its warning has no room here
    sure = near >= NEAR and score >= ASKED and shared_gate().outside(sentence, vector) < 0
    return (point, article) if meant and sure else None


def cited_too(reply: Reply, point: Point, article: Article) -> Reply:
    """The reply with where the fact stands."""
    known = [c["section"] for c in reply.citations]
    more = [c for c in (point.cited or article.citations)[:1] if c["section"] not in known]
    return replace(reply, citations=(*reply.citations[:2], *more, *reply.citations[2:]))


def _unknown(text: str) -> str | None:
    """What is said to a part of a worry that asks what nobody can say here (a court, an illness, what he will do)."""
    pieces = [p.strip() for p in _PIECES.split(text) if p.strip()]
    for piece in pieces if len(pieces) > 1 else ():
        if _ASKS.search(piece) and len(piece.split()) >= SOME:
            vector = shared().one(piece)
            if shared_gate().outside(piece, vector) >= SURELY:
                return cast("str | None", words("decline")["beside"].get(shared_gate().kind(vector)))
    return None
