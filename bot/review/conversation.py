"""One conversation: its scrubbed turns with what the bot understood, the duty to act, notes, tags, and its state."""

from __future__ import annotations

import re
from typing import Any

from aiohttp import web

from bot.channels.web.send import html
from bot.contacts.service import SOCIAL_CARE, choose
from bot.errors import ScrubError
from bot.records.log import NOTHING_ASKED
from bot.records.marks import Mark
from bot.records.reading import LogTurn
from bot.records.review_store import STATES, Item
from bot.review.desk import Desk
from bot.review.gate import session_of
from bot.review.intents import articles, intents
from bot.review.people import EDITOR
from bot.review.queue import EMPTIED
from bot.review.voices import likely
from bot.safety.examples import VOICES
from bot.scrubbed import Scrubbed
from bot.terms import Area, Role

TAG = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
LONGEST_NOTE = 1000
FACTS = (
    "intent", "confidence", "margin", "kind", "topic", "route", "why", "grade", "danger", "signals", "signs", "near",
    "asked", "status", "content_version", "took",
)


class Conversations:
    """The page of one conversation, and what can be done there."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def page(self, request: web.Request) -> web.Response:
        """Draw it; past the day's share only what may be a missed risk is still shown."""
        desk, session, log_id = self._desk, session_of(request), request.match_info["log_id"]
        item = await desk.run(desk.stores.items.get, log_id)
        today, cap = desk.now().date(), desk.settings.review_daily_cap
        frame: dict[str, Any] = {"person": session.person, "csrf": desk.sessions.token(session)}
        if not desk.sessions.read(session.person, today, log_id, cap) and not (item and item.duty == "open"):
            return html(desk.pages.draw("pause", **frame, number=desk.sessions.count(session.person, today)))
        found = await desk.run(desk.stores.log.conversations, [log_id])
        if log_id not in found:
            raise web.HTTPNotFound
        turns = found[log_id]
        marks = await desk.run(desk.stores.marks.of, [turn.row for turn in turns])
        return html(desk.pages.draw(
            "conversation", **frame, log_id=log_id, item=item, turns=turns,
            facts={turn.row: self._facts(turn) for turn in turns},
            marks={turn.row: _stand(marks, turn.row) for turn in turns}, shown=request.query.get("words") == "shown",
            suggested=await self._suggested(turns, item), intents=intents(), articles=articles(), voices=VOICES,
            likely=await desk.run(self._voices, turns),
            notes=await desk.run(desk.stores.desk.notes, log_id), problem=request.query.get("problem", ""),
            may=session.person.may(EDITOR), care=self._care(),
        ))

    async def set_state(self, request: web.Request) -> web.Response:
        """Looked at, later, or open again; nothing is put away before the duty to act is done."""
        desk, log_id, form = self._desk, request.match_info["log_id"], await self._form(request)
        item, state = await desk.run(desk.stores.items.get, log_id), str(form.get("state", ""))
        if item is None or state not in STATES:
            raise web.HTTPNotFound
        if state == "reviewed" and item.duty == "open":
            raise web.HTTPSeeOther(f"/conversation/{log_id}?problem=first_act#duty")
        await desk.run(desk.stores.items.set_state, log_id, state)
        raise web.HTTPSeeOther("/" if state != "open" else f"/conversation/{log_id}")

    async def duty(self, request: web.Request) -> web.Response:
        """Record what was done about a suspected missed risk; when none waits any more, that moment is kept."""
        desk, log_id, form = self._desk, request.match_info["log_id"], await self._form(request)
        done = str(form.get("done", ""))
        if done not in desk.pages.words["duty"]["done"]:
            raise web.HTTPSeeOther(f"/conversation/{log_id}?problem=choose#duty")
        person = session_of(request).person
        await desk.run(desk.stores.desk.write, desk.now(), log_id, "duty", Scrubbed(done), person.name)
        await desk.run(desk.stores.items.duty_done, log_id)
        number, _ = await desk.run(desk.stores.items.duties)
        if not number:
            await desk.note(person, EMPTIED)
        raise web.HTTPSeeOther(f"/conversation/{log_id}#duty")

    async def note(self, request: web.Request) -> web.Response:
        """Keep a note, scrubbed; while that cannot be done nothing is kept."""
        log_id, form = request.match_info["log_id"], await self._form(request)
        text = str(form.get("text", "")).strip()
        try:
            scrubbed = await self._desk.hidden(text) if 0 < len(text) <= LONGEST_NOTE else None
        except ScrubError:
            scrubbed = None
        return await self._write(request, log_id, "note", scrubbed)

    async def tag(self, request: web.Request) -> web.Response:
        """Keep a tag: one plain word, so that no name can hide in a sentence."""
        log_id, form = request.match_info["log_id"], await self._form(request)
        word = str(form.get("text", "")).strip()
        try:  # as it was written: a capital letter tells a name
            scrubbed = await self._desk.hidden(word) if TAG.fullmatch(word.lower()) else None
        except ScrubError:
            scrubbed = None
        tag = None if scrubbed is None or scrubbed.changed else Scrubbed(scrubbed.text.lower())
        return await self._write(request, log_id, "tag", tag)

    async def _write(self, request: web.Request, log_id: str, kind: str, text: Scrubbed | None) -> web.Response:
        if text is None:
            raise web.HTTPSeeOther(f"/conversation/{log_id}?problem=bad_{kind}#notes")
        desk, person = self._desk, session_of(request).person
        if await desk.run(desk.stores.items.get, log_id) is None:
            raise web.HTTPNotFound
        await desk.run(desk.stores.desk.write, desk.now(), log_id, kind, text, person.name)
        raise web.HTTPSeeOther(f"/conversation/{log_id}#notes")

    async def _form(self, request: web.Request) -> dict[str, Any]:
        """The form of somebody who may change something."""
        if not session_of(request).person.may(EDITOR):
            raise web.HTTPForbidden
        return dict(await request.post())

    def _facts(self, turn: LogTurn) -> list[tuple[str, str]]:
        """What the bot understood of one turn, by name, without what it did not know."""
        words = self._desk.pages.words
        found = []
        for name in FACTS:
            value = getattr(turn, name)
            if isinstance(value, float):
                value = f"{value:.2f}"
            elif isinstance(value, tuple):
                value = ", ".join(value)
            elif name == "took" and value:
                value = words["labels"]["took"][value]
            if value and value != NOTHING_ASKED:
                found.append((str(words["conversation"]["facts"][name]), str(value)))
        return found

    async def _suggested(self, turns: list[LogTurn], item: Item | None) -> list[str]:
        """Likely intents of the message that the queue shows."""
        desk = self._desk
        text = next((turn.text for turn in turns if item and turn.row == item.turn), None)
        return await desk.run(desk.likeness.suggest, text) if desk.likeness and text else []

    def _voices(self, turns: list[LogTurn]) -> dict[str, str]:
        """The likely voice of each turn."""
        read = self._desk.likeness.voice if self._desk.likeness else None
        return {turn.row: likely(turn, read) for turn in turns}

    def _care(self) -> list[Any]:
        desk = self._desk
        return list(choose(desk.directory, (SOCIAL_CARE,), Area.UNKNOWN, desk.now(), Role.PROFESSIONAL))


def _stand(marks: list[Mark], row: str) -> list[Mark]:
    """The marks of one turn that were not refused."""
    return [mark for mark in marks if mark.turn == row and mark.status != "refused"]
