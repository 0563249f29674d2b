"""The queue: what to look at first, filtered, with the duty to act above it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from bot.channels.web.send import html
from bot.records.counts import table_shown
from bot.records.review_queue import WORDS, Filter
from bot.records.review_store import STATES
from bot.review.desk import Desk
from bot.review.gate import session_of
from bot.terms import TOPICS, Route

A_PAGE = 25
EMPTIED = "emptied"     # the audit's name for the moment when no suspected missed risk waits any more
PATIENCE = timedelta(days=1)


class Queue:
    """One page of it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        words = desk.pages.words
        labels = words["labels"]
        self.choices: dict[str, dict[str, str]] = {
            "reason": dict(words["reasons"]), "topic": {topic: topic for topic in TOPICS},
            "route": {str(route): str(route) for route in Route}, "status": dict(labels["statuses"]),
            "channel": dict(labels["channels"]), "role": dict(labels["roles"]),
            "confidence": dict(words["queue"]["confidences"]), "length": dict(words["queue"]["lengths"]),
        }

    async def page(self, request: web.Request) -> web.Response:
        """Draw it for this filter."""
        desk, session = self._desk, session_of(request)
        wanted = self.wanted(request)
        start = A_PAGE * _number(request.query.get("page", ""))
        found = await desk.run(desk.stores.queue.page, wanted, start, A_PAGE + 1)
        reasons = await desk.run(desk.stores.queue.reasons, wanted.state)
        if wanted == Filter(state=wanted.state, words=dict.fromkeys(WORDS, "")):
            number = sum(reasons.values())
        else:
            number = await desk.run(desk.stores.queue.count, wanted)
        return html(desk.pages.draw(
            "queue", person=session.person, csrf=desk.sessions.token(session), rows=found[:A_PAGE], number=number,
            reasons=table_shown(reasons), wanted=wanted, choices=self.choices, states=STATES,
            links=self._links(request, start // A_PAGE, len(found) > A_PAGE),
            waiting=desk.sweep.waiting if desk.sweep else None, **await self.duty(),
        ))

    async def duty(self) -> dict[str, Any]:
        """How many suspected missed risks wait, since when, and when none did last."""
        desk = self._desk
        number, oldest = await desk.run(desk.stores.items.duties)
        emptied = await desk.run(desk.stores.audit.newest, 1, EMPTIED)
        late = oldest is not None and desk.now().date() - oldest >= PATIENCE
        return {"duties": number, "oldest": oldest, "late": late, "emptied": emptied[0].at if emptied else None}

    def wanted(self, request: web.Request) -> Filter:
        """The filter that the address tells; a word that is on no list is no filter."""
        given = {name: request.query.get(name, "") for name in self.choices}
        known = {name: word if word in self.choices[name] else "" for name, word in given.items()}
        state = request.query.get("state", "")
        return Filter(
            state=state if state in STATES else STATES[0], reason=known["reason"],
            words={name: known[name] for name in WORDS}, confidence=known["confidence"], length=known["length"],
            since=_day(request.query.get("since", "")), until=_day(request.query.get("until", "")),
            untrained=request.query.get("untrained") == "yes",
        )

    def _links(self, request: web.Request, page: int, more: bool) -> dict[str, Any]:
        """Addresses of other pages, lists and reasons, each with the filter as it stands."""
        now = {name: value for name, value in request.query.items() if value and name != "page"}

        def link(**changed: str) -> str:
            return "/?" + urlencode({name: value for name, value in {**now, **changed}.items() if value})

        return {
            "next": link(page=str(page + 1)) if more else None, "previous": link(page=str(page - 1)) if page else None,
            "states": {state: link(state=state) for state in STATES},
            "reasons": {reason: link(reason=reason) for reason in ("", *self.choices["reason"])},
        }


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _number(text: str) -> int:
    return min(int(text), 100_000) if text.isascii() and text.isdigit() and len(text) < 7 else 0
