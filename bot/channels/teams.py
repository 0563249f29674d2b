"""The Teams channel: POST /api/messages. Checks who is asking, hands the message in, acknowledges; answers follow."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

from aiohttp import web

from bot.channels.post import Accepted, Desk
from bot.channels.teams_parts import check, notices
from bot.channels.teams_parts.activity import Activity, parse, read
from bot.channels.teams_parts.config import TeamsConfig
from bot.channels.teams_parts.connector import Connector
from bot.channels.teams_parts.keys import Keys
from bot.channels.teams_parts.outgoing import chosen
from bot.channels.teams_parts.sender import TeamsSender
from bot.channels.teams_parts.token import Token
from bot.errors import BadRequest, SafeguardError, SendError

log = logging.getLogger("safeguard.teams")
PATH = "/api/messages"
BODY_SECONDS = 10.0


class Teams:
    """The channel of one bot: its keys, its way out, and what it does with each kind of activity."""

    def __init__(self, config: TeamsConfig) -> None:
        self.config = config
        self.keys = Keys(config.openid_url)
        self.connector = Connector(config, Token(config))
        self.sender = TeamsSender(self.connector)
        self._desk: Desk | None = None
        self._updates: set[asyncio.Task[None]] = set()

    def routes(self, app: web.Application, desk: Desk) -> None:
        """Add the address that Teams posts to; ``desk`` takes the messages in."""
        self._desk = desk
        app.router.add_post(PATH, self._hook)
        app.cleanup_ctx.append(self._life)

    async def _life(self, app: web.Application) -> AsyncIterator[None]:
        await self.connector.start()
        await self.keys.start(self.connector.session)
        yield
        await self.keys.close()
        for task in tuple(self._updates):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await self.connector.close()

    async def _hook(self, request: web.Request) -> web.Response:
        try:
            body = await self._checked(request)
            return await self._take(read(body))
        except BadRequest as error:
            log.warning("refused status=%d code=%s", error.status, error)
            return web.json_response({"error": "refused"}, status=error.status)

    async def _checked(self, request: web.Request) -> dict[str, Any]:
        """The activity of a request that may be believed. Raises BadRequest; nothing is fetched or sent here."""
        token = check.token_of(request.headers.get("Authorization", ""))
        if not self.keys.ready:
            raise BadRequest(503, "no_keys_yet")
        claims, signer = check.claims_of(token, self.keys, self.config)
        try:
            raw = await asyncio.wait_for(request.read(), BODY_SECONDS)
        except web.HTTPRequestEntityTooLarge:
            raise BadRequest(400, "too_big") from None
        except asyncio.TimeoutError:
            raise BadRequest(400, "slow") from None
        body = parse(raw)
        check.check_activity(body, claims, signer, self.config)
        return body

    async def _take(self, activity: Activity) -> web.Response:
        """What each kind of activity leads to; what is not listed is acknowledged and left: reactions, deletions."""
        if activity.kind == "message":
            return await self._message(activity)
        if activity.kind == "messageUpdate" and activity.detail != "undeleteMessage":
            return await self._edited(activity)
        if activity.kind == "invoke":
            return await self._invoke(activity)
        installed = activity.kind == "installationUpdate" and activity.detail.startswith("add")
        if installed or (activity.kind == "conversationUpdate" and activity.bot_added):
            incoming = activity.incoming("", "welcome")  # both kinds come at an installation: one welcome
            said = await self.desk.say(incoming, activity.address, notices.welcome(activity.private))
            return self._reply(said, activity, repeated=False)
        return web.Response(status=200)

    async def _message(self, activity: Activity) -> web.Response:
        if activity.choice.get("open") is True:
            return await self._open(activity)
        pressed = activity.choice.get("say")
        if isinstance(pressed, str) and pressed:
            return await self._pressed(activity, pressed)
        if not activity.private and not activity.mentioned:
            return web.Response(status=200)  # people talking with each other
        only_files = activity.files and not activity.text
        if activity.files and not only_files:
            about = activity.incoming("", f"{activity.id}\nfile")
            await self.desk.say(about, activity.address, notices.file())
        calm = notices.file() if only_files else None
        incoming = activity.incoming(activity.text, activity.id)
        return self._reply(await self.desk.accept(incoming, activity.address, calm), activity)

    async def _pressed(self, activity: Activity, said: str) -> web.Response:
        """A pressed button is the next message. The same one of the same card again is the same message."""
        asked_of = activity.choice.get("who", activity.who)
        if asked_of != activity.who:  # a colleague in the same group pressed somebody else's button
            told = await self.desk.say(activity.incoming("", activity.id), activity.address, notices.not_yours())
            return self._reply(told, activity)
        once = f"{activity.reply_to}\n{said}" if activity.reply_to else activity.id
        accepted = await self.desk.accept(activity.incoming(said, once), activity.address)
        if accepted is not Accepted.REFUSED:
            self._close_card(activity)
        return self._reply(accepted, activity, repeated=False)

    async def _open(self, activity: Activity) -> web.Response:
        """The person came back after the neutral line."""
        incoming = activity.incoming("", activity.id)
        self._close_card(activity)
        if await self.desk.open(incoming):
            return web.Response(status=200)
        return self._reply(await self.desk.say(incoming, activity.address, notices.nothing_waits()), activity)

    async def _edited(self, activity: Activity) -> web.Response:
        """A changed message is read for danger; it is no second turn, and the person is told."""
        if not activity.private and not activity.mentioned:
            return web.Response(status=200)
        incoming = activity.incoming(activity.text, f"{activity.id}\nedited\n{activity.sent}")
        return self._reply(await self.desk.accept(incoming, activity.address, notices.edited()), activity)

    async def _invoke(self, activity: Activity) -> web.Response:
        """Teams waits for the answer to an invoke. Only one kind could be ours: a pressed card of the newer sort."""
        action = activity.choice.get("action")
        inner = action.get("data") if isinstance(action, dict) else None
        data: dict[str, Any] = inner if isinstance(inner, dict) else {}
        said = data.get("say")
        if activity.detail != "adaptiveCard/action" or not isinstance(said, str) or not said:
            return web.json_response({}, status=200 if activity.detail.startswith("signin/") else 501)
        response = await self._pressed(replace(activity, choice=data), said)
        told = {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": notices.thanks()}
        return web.json_response(told) if response.status == 200 else response

    def _reply(self, accepted: Accepted, activity: Activity, repeated: bool = True) -> web.Response:
        """200 acknowledges; 503 lets Teams send it again; a message that came before, long ago, is a replay."""
        if accepted is Accepted.REFUSED:
            return web.json_response({"error": "later"}, status=503)
        if accepted is Accepted.DUPLICATE and repeated and activity.old:
            raise BadRequest(403, "replayed")
        return web.Response(status=200)

    def _close_card(self, activity: Activity) -> None:
        """Take the buttons off the card that was answered, beside everything else; the answer does not wait for it."""
        asked, title, card = activity.choice.get("ask", ""), activity.choice.get("title", ""), activity.reply_to
        if not card or not isinstance(asked, str) or not isinstance(title, str):
            return
        task = asyncio.create_task(self._change(activity, card, asked, title or notices.opened()))
        self._updates.add(task)
        task.add_done_callback(self._updates.discard)

    async def _change(self, activity: Activity, card: str, asked: str, title: str) -> None:
        try:
            await self.connector.change(activity.address, card, chosen(asked, title))
        except SendError as error:  # the press has been taken; a card that stays as it was does no harm
            log.warning("card not changed error=%s", type(error).__name__)

    @property
    def desk(self) -> Desk:
        """Where messages are handed in."""
        if self._desk is None:
            raise SafeguardError("the Teams channel has no desk")
        return self._desk
