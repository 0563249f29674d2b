"""The chat: every turn is a form post that works without a script; a live page asks for the answer's card alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.channels import Core, Incoming
from bot.channels.rest import address_of, listed
from bot.channels.web.draw import Form, Pages, new_form
from bot.channels.web.headers import behind_tls
from bot.channels.web.posted import LIVE, Posted, browser_of, give_cookie, posted, take_cookie
from bot.channels.web.seal import Seal
from bot.channels.web.send import html
from bot.channels.web.sessions import SHOWN_AGAIN, Conversation, Conversations, new_key
from bot.channels.web.view import Card, card
from bot.settings import Settings
from bot.terms import Role

KEPT_ON_PAPER = ("concern", "answer", "escalation")


@dataclass
class Talk:
    """The handlers of the chat, over the one core turn."""

    core: Core
    settings: Settings
    pages: Pages
    now: Callable[[], datetime]
    paused: Callable[[], bool] = bool
    ticks: Callable[[], float] = time.monotonic
    conversations: Conversations = field(default_factory=Conversations)
    seal: Seal = field(default_factory=Seal)

    async def start(self, request: web.Request) -> web.Response:
        """GET /: the first screen. Nothing goes on here, whoever was at this browser before."""
        tls = self._tls(request)
        notice = self.pages.words["paused"] if self.paused() else None
        response = html(self.pages.talk(new_form(new_key()), notice=notice))
        if browser_of(request, tls) is None:
            give_cookie(response, tls)
        return response

    async def say(self, request: web.Request) -> web.Response:
        """POST /chat: one message. Live pages get the card; others are sent to the address of the answer."""
        form = await posted(request)
        browser, live = browser_of(request, self._tls(request)), LIVE in request.headers
        if not form.message.strip():
            return self._nothing_said(form, browser, live)
        key, talk, new = self.conversations.go_on(form.key, browser, self.ticks())
        talk.began_anew = new and form.turns > 0
        talk.role = str(listed(Role, form.role) or talk.role)
        outcome = await self.core(self._incoming(form, talk, request))
        message = outcome.messages[0]
        drawn = card(message, self.pages.words["card"])
        talk.take(message, drawn.at_once)
        if live:
            status = 429 if outcome.over_limit else 200
            return html(self.pages.answer(self._form(key, talk), drawn, **self._beside(talk, drawn)), status)
        return web.Response(status=303, headers={"Location": f"/chat/{key}"})

    async def answer(self, request: web.Request) -> web.Response:
        """GET /chat/<key>: the answer that stands now, for a short while, in the browser that asked; else the start."""
        key = request.match_info["key"]
        talk = self.conversations.find(key, browser_of(request, self._tls(request)), self.ticks())
        if talk is None:
            return await self.start(request)
        if talk.answer is None or self.ticks() - talk.at > SHOWN_AGAIN:
            notice = self.pages.words["gone"]
            return html(self.pages.talk(new_form(new_key()), notice=notice), 410)
        return self._page(key, talk)

    async def leave(self, request: web.Request) -> web.StreamResponse:
        """GET /leave: end all that this browser has, and go to a neutral page."""
        tls = self._tls(request)
        self.conversations.end(browser_of(request, tls))
        response = web.Response(status=303, headers={"Location": self.pages.words["leave"]["url"]})
        response.headers["Clear-Site-Data"] = '"storage"'
        take_cookie(response, tls)
        return response

    async def ended(self, request: web.Request) -> web.Response:
        """POST /leave: a live page was closed (its conversation ends) or left (all of this browser's do)."""
        form = await posted(request)
        tls = self._tls(request)
        self.conversations.end(browser_of(request, tls), form.key or None)
        response = web.Response(status=204)
        if not form.key:
            take_cookie(response, tls)
        return response

    async def keep(self, request: web.Request) -> web.Response:
        """POST /summary: the card that was on the screen as a clean page; while its conversation lives."""
        form = await posted(request)
        talk = self.conversations.find(form.key, browser_of(request, self._tls(request)), self.ticks())
        content = self.seal.open(talk.id, form.sealed) if talk else None
        if talk is None or content is None:
            gone = self.pages.error(self.pages.words["gone"]["heading"], [self.pages.texts["summary"]["gone"]])
            return html(gone, 410)
        drawn = card(content, self.pages.words["card"])
        professional = talk.role == Role.PROFESSIONAL or bool(drawn.guidance.get("record"))
        return html(self.pages.summary(drawn, self.now().date().isoformat(), professional))

    def _incoming(self, form: Posted, talk: Conversation, request: web.Request) -> Incoming:
        return Incoming(
            text=form.message, endpoint="web", conversation=talk.id, person=talk.id, channel="web",
            role=listed(Role, talk.role) or Role.UNKNOWN, message_id=form.message_id,
            address=address_of(request, self.settings.trusted_proxy),
        )

    def _nothing_said(self, form: Posted, browser: str | None, live: bool) -> web.Response:
        """Nothing was typed or chosen: say so, with the answer that stands still on the page."""
        errors = self.pages.words["errors"]
        text = errors["choose"] if form.asked else errors["empty"]
        if live:
            return html(self.pages.problem(text), 422)
        talk = self.conversations.find(form.key, browser, self.ticks())
        if talk and talk.answer:
            return self._page(form.key, talk, problem_text=text, status=422)
        return html(self.pages.talk(new_form(form.key or new_key(), 0, form.role), problem_text=text), 422)

    def _page(self, key: str, talk: Conversation, status: int = 200, **more: Any) -> web.Response:
        drawn = card(talk.answer or {}, self.pages.words["card"])
        return html(self.pages.talk(self._form(key, talk), drawn, **self._beside(talk, drawn), **more), status)

    def _form(self, key: str, talk: Conversation) -> Form:
        return new_form(key, talk.turns, talk.role)

    def _beside(self, talk: Conversation, drawn: Card) -> dict[str, Any]:
        """What stands around a card: how far the questions are, the page to keep, whether the chat began anew."""
        keep = drawn.kind in KEPT_ON_PAPER and drawn.parts
        return {
            "began_anew": talk.began_anew,
            "progress": {"n": min(talk.questions, self.pages.most_questions), "most": self.pages.most_questions},
            "sealed": self.seal.close(talk.id, {"custom": {"guidance": drawn.guidance}}) if keep else "",
        }

    def _tls(self, request: web.Request) -> bool:
        return behind_tls(request, self.settings.trusted_proxy)
