"""What else goes back and forth: nothing said, the card of a live page, floods, and the page to keep."""

from __future__ import annotations

import re

import pytest
from page_visit import HOME, Browser, PageCore, fields, opened, said


@pytest.mark.parametrize(("more", "problem"), [
    ({}, "Type a few words first."), ({"asked": "1"}, "Choose an answer first"),
])
async def test_nothing_typed_or_chosen_is_a_problem_told_beside_the_answer(
    client: Browser, page_core: PageCore, more: dict[str, str], problem: str,
) -> None:
    _, served, _ = await said(client, await opened(client), "first")
    status, served, _ = await said(client, fields(served), "  ", **more)
    assert status == 422
    assert problem in served
    assert "Answer 1" in served
    assert len(page_core.got) == 1


async def test_a_live_page_gets_the_very_card_that_a_form_post_draws(client: Browser) -> None:
    hidden = await opened(client)
    _, served, _ = await said(client, hidden, "first")
    async with client.post("/chat", data={**hidden, "message": "first"}, headers={**HOME, "X-Live": "1"}) as response:
        live = await response.text()
    whole = served.split('<article class="card', 1)[1].split("</article>")[0]
    alone = live.split('<article class="card', 1)[1].split("</article>")[0]
    for changes in (r'value="[^"]{10,}"', r"(answer|option)-[\w-]{12}", r"Answer \d", r'name="turns" value="\d+"',
                    r"Question \d"):
        whole, alone = re.sub(changes, "", whole), re.sub(changes, "", alone)
    assert re.sub(r"\s+", " ", whole) == re.sub(r"\s+", " ", alone)


async def test_too_many_messages_are_answered_with_429_to_a_live_page(client: Browser, page_core: PageCore) -> None:
    page_core.over_limit = True
    hidden = await opened(client)
    async with client.post("/chat", data={**hidden, "message": "x"}, headers={**HOME, "X-Live": "1"}) as response:
        assert response.status == 429
        assert "Answer 1" in await response.text()


async def test_a_body_over_the_limit_is_refused_with_a_page(client: Browser, page_core: PageCore) -> None:
    headers = {**HOME, "Accept": "text/html"}
    async with client.post("/chat", data={"message": "x" * 30_000}, headers=headers) as response:
        assert response.status == 413
        assert "0345 045 5203" in await response.text()
    assert page_core.got == []


async def test_the_page_to_keep_holds_the_card_and_dies_with_the_conversation(client: Browser) -> None:
    _, served, _ = await said(client, await opened(client), "first", role="professional")
    sealed = re.search(r'name="sealed" value="([^"]+)"', served)
    assert sealed is not None
    form = {"key": fields(served)["key"], "sealed": sealed.group(1)}
    async with client.post("/summary", data=form, headers=HOME) as response:
        paper = await response.text()
    assert response.status == 200
    for part in ("Answer 1 in", "Ring today on", "withdrawn", "Observation record", "Exact words", "25 November 2026"):
        assert part in paper
    assert 'name="message"' not in paper
    forged = {**form, "sealed": form["sealed"][:-8] + "AAAAAAA="}
    async with client.post("/summary", data=forged, headers=HOME) as response:
        assert response.status == 410
    async with client.post("/leave", data={}, headers=HOME):
        pass
    async with client.post("/summary", data=form, headers=HOME) as response:
        assert response.status == 410
        assert "0345 045 5203" in await response.text()
