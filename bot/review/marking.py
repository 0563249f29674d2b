"""Marks: what should have happened to a message, its near doubles with it, and the word of a second person."""

from __future__ import annotations

from aiohttp import web

from bot.channels.web.send import html
from bot.records.marks import KINDS, Mark
from bot.records.reading import LogTurn
from bot.review.desk import Desk
from bot.review.gate import session_of
from bot.review.intents import articles, intents
from bot.review.lowering import IMMEDIATE, lowers
from bot.review.people import EDITOR, LEAD
from bot.review.voices import ASKED, likely, named
from bot.safety.examples import VOICES

NOTHING = "-"
EXPECTING = ("story", "test")  # these say what should have been understood
TOGETHER = 50  # messages that one press may label


class Marking:
    """The forms of marks, and the page of those that wait or are agreed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def mark(self, request: web.Request) -> web.Response:
        """Add this person's word about a turn, and about its near doubles that were left ticked."""
        desk, form = self._desk, await request.post()
        kind = str(form.get("kind", ""))
        rows = [request.match_info["turn"], *(str(row) for row in form.getall("also", []))]
        turns = await desk.run(desk.stores.log.turns, list(dict.fromkeys(rows))[:TOGETHER])
        turn = next((one for one in turns if one.row == rows[0]), None)
        if turn is None or not session_of(request).person.may(EDITOR):
            raise web.HTTPForbidden
        given = str(form.get("value", "")) or await self._expected(kind, turn)
        if kind in EXPECTING and not given:
            raise web.HTTPSeeOther(f"/conversation/{turn.log_id}?problem=expect#turn-{turn.row}")
        value = self._value(kind, given)
        if value is None:
            raise web.HTTPForbidden
        for one in turns:
            await self._say(request, one, kind, value, named(str(form.get("voice", "")), kind))
        raise web.HTTPSeeOther(f"/conversation/{turn.log_id}#turn-{turn.row}")

    async def alike(self, request: web.Request) -> web.Response:
        """Messages like this one, to be labelled together."""
        desk, session = self._desk, session_of(request)
        turn = await desk.run(desk.stores.log.one, request.match_info["turn"])
        if turn is None:
            raise web.HTTPNotFound
        near = await desk.run(desk.likeness.near, turn.row, turn.text or "") if desk.likeness else []
        suggested = await desk.run(desk.likeness.suggest, turn.text or "") if desk.likeness else []
        return html(desk.pages.draw(
            "alike", person=session.person, csrf=desk.sessions.token(session), turn=turn, near=near,
            intents=intents(), suggested=suggested, may=session.person.may(EDITOR), voices=VOICES,
            voice=likely(turn, desk.likeness.voice if desk.likeness else None),
            shown=request.query.get("words") == "shown",
        ))

    async def page(self, request: web.Request) -> web.Response:
        """Marks that wait for another person, and those that are agreed."""
        desk, session = self._desk, session_of(request)
        lists = {name: await desk.run(desk.stores.marks.with_status, name) for name in ("proposed", "agreed")}
        kept = {row.row: row for row in await desk.run(desk.stores.log.turns, [m.turn for m in lists["proposed"]])}
        lists["proposed"] = [mark for mark in lists["proposed"] if mark.turn in kept]
        return html(desk.pages.draw(
            "marks", person=session.person, csrf=desk.sessions.token(session), lists=lists, turns=kept,
            may=session.person.may(EDITOR), lead=session.person.may(LEAD), shown=request.query.get("words") == "shown",
            voices=VOICES, asked=ASKED,
        ))

    async def agree(self, request: web.Request) -> web.Response:
        """Say the same as somebody else has said."""
        mark = await self._waiting(request)
        turn = await self._desk.run(self._desk.stores.log.one, mark.turn)
        if turn is None or not session_of(request).person.may(EDITOR):
            raise web.HTTPForbidden
        voice = named(str((await request.post()).get("voice", mark.voice or "")), mark.kind)
        await self._say(request, turn, mark.kind, mark.value, voice)
        raise web.HTTPSeeOther("/marks")

    async def refuse(self, request: web.Request) -> web.Response:
        """Take a mark out: one's own, or as a safety lead anybody's."""
        mark, person = await self._waiting(request), session_of(request).person
        if not person.may(LEAD) and mark.who != person.name:
            raise web.HTTPForbidden
        await self._desk.run(self._desk.stores.marks.refuse, [mark.row])
        raise web.HTTPSeeOther("/marks")

    async def _waiting(self, request: web.Request) -> Mark:
        """The mark that a form is about, while it waits or is agreed."""
        marks, row = self._desk.stores.marks, str((await request.post()).get("row", ""))
        for status in ("proposed", "agreed"):
            for mark in await self._desk.run(marks.with_status, status):
                if str(mark.row) == row:
                    return mark
        raise web.HTTPNotFound

    async def _say(self, request: web.Request, turn: LogTurn, kind: str, value: str, voice: str | None) -> None:
        desk, person = self._desk, session_of(request).person
        item = await desk.run(desk.stores.items.get, turn.log_id)
        less = lowers(turn, item, kind, value)
        said = (turn.row, kind, value, person.name, person.role, less, voice)
        await desk.run(desk.stores.marks.say, desk.now(), *said)
        await desk.note(person, f"marked.{kind}", f"turn:{turn.row}")

    async def _expected(self, kind: str, turn: LogTurn) -> str:
        """What a story or a test expects where nothing is said: what the marks say, else what was understood."""
        if kind not in EXPECTING:
            return ""
        marks = await self._desk.run(self._desk.stores.marks.of, [turn.row])
        stand = [mark for mark in marks if mark.status != "refused"]
        if any(mark.kind == "risk_up" for mark in stand):
            return IMMEDIATE
        relabelled = [mark.value for mark in stand if mark.kind == "relabel"]
        understood = turn.intent if turn.intent in intents() else ""
        return relabelled[-1] if relabelled else understood or ""

    def _value(self, kind: str, given: str) -> str | None:
        """The value as it is kept, None for one that this kind does not take."""
        if kind == "relabel":
            return given if given in intents() else None
        if kind in EXPECTING:
            return given if given in (*intents(), IMMEDIATE) else None
        if kind == "question":
            return given if given in articles() else None
        return NOTHING if kind in KINDS else None
