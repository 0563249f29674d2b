"""Every page and form of the maintainers' part, by address and name."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator

from aiohttp import web

from bot.channels.web.send import send
from bot.review import behind
from bot.review.acts import Acts
from bot.review.conversation import Conversations
from bot.review.dashboard import Dashboard
from bot.review.desk import Desk
from bot.review.draw import files
from bot.review.gate import protect
from bot.review.marking import Marking
from bot.review.queue import Queue
from bot.review.signing import Signing

LOG_ID = "{log_id:[A-Za-z0-9_-]{1,32}}"
TURN = "{turn:[A-Za-z0-9]{1,32}}"


def build(desk: Desk, loads: bool = True) -> web.Application:
    """The application; ``loads``: bring the heavy parts and follow the log behind it."""
    app = web.Application(client_max_size=64 * 1024)
    protect(app, desk)
    signing, queue, conversations = Signing(desk), Queue(desk), Conversations(desk)
    marking, dashboard, acts = Marking(desk), Dashboard(desk), Acts(desk)
    served = files()

    async def static(request: web.Request) -> web.Response:
        if request.match_info["name"] not in served:
            raise web.HTTPNotFound
        return send(*served[request.match_info["name"]])

    get, post = app.router.add_get, app.router.add_post
    get("/static/{name}", static, name="static")
    get("/sign-in", signing.page, name="door")
    post("/sign-in", signing.enter, name="enter")
    post("/sign-out", signing.leave, name="leave")
    get("/pause", signing.resting, name="pause")
    post("/pause", signing.rest, name="paused")
    post("/pause/end", signing.go_on, name="went_on")
    get("/", queue.page, name="queue")
    get(f"/conversation/{LOG_ID}", conversations.page, name="conversation")
    post(f"/conversation/{LOG_ID}/state", conversations.set_state, name="state")
    post(f"/conversation/{LOG_ID}/duty", conversations.duty, name="duty")
    post(f"/conversation/{LOG_ID}/note", conversations.note, name="note")
    post(f"/conversation/{LOG_ID}/tag", conversations.tag, name="tag")
    get(f"/turn/{TURN}/alike", marking.alike, name="alike")
    post(f"/turn/{TURN}/mark", marking.mark, name="mark")
    get("/marks", marking.page, name="marks")
    post("/marks/agree", marking.agree, name="agree")
    post("/marks/refuse", marking.refuse, name="refuse")
    get("/dashboard", dashboard.page, name="dashboard")
    get("/acts", acts.page, name="acts")
    app.cleanup_ctx.append(_life(desk, loads))
    return app


def _life(desk: Desk, loads: bool):  # type: ignore[no-untyped-def]
    async def life(app: web.Application) -> AsyncIterator[None]:
        thread: threading.Thread | None = behind.start(desk) if loads else None
        yield
        desk.ended.set()
        if thread is not None:
            thread.join(10)
        desk.close()

    return life
