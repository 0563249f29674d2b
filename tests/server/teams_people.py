"""People who write in Teams to a lone edge, as the far end plays them."""

from __future__ import annotations

import asyncio

from bot.channels.teams import PATH
from tests.channels.teams.far_end import APP, TENANT, FarEnd
from tests.server.lone_edge import LoneEdge


def settings(far: FarEnd) -> dict[str, str]:
    """What switches Teams on, with this far end outside."""
    return {
        "SAFEGUARD_TEAMS_APP_ID": APP, "SAFEGUARD_TEAMS_TENANT": TENANT, "SAFEGUARD_TEAMS_APP_PASSWORD": "secret",
        "SAFEGUARD_TEAMS_OPENID_URL": f"{far.base}/openid", "SAFEGUARD_TEAMS_LOGIN_URL": far.base,
        "SAFEGUARD_TEAMS_SERVICE_HOSTS": far.base.removeprefix("http://"),
    }


async def write(edge: LoneEdge, far: FarEnd, chat: str, text: str) -> None:
    """One person writes; as Teams does, again until it is acknowledged."""
    body = far.activity(text, conversation={"id": chat, "conversationType": "personal"},
                        **{"from": {"id": chat.replace("a:", "29:person-"), "name": "Marigold Zebedee"}})
    headers = {"Authorization": f"Bearer {far.token()}"}
    for _ in range(200):
        async with edge.session.post(f"{edge.url}{PATH}", json=body, headers=headers) as response:
            if response.status == 200:
                return
            assert response.status == 503  # the keys are not there yet
        await asyncio.sleep(0.05)
    raise AssertionError("never acknowledged")
