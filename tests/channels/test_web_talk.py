"""The chat without a script: form posts, whose conversation it is, and what stays when it is over."""

from __future__ import annotations

import asyncio
import re
from contextlib import AsyncExitStack

import pytest
from aiohttp import DummyCookieJar
from aiohttp.test_utils import TestClient, TestServer
from page_visit import HOME, Browser, Clock, PageCore, fields, opened, said, said_live

from bot.channels.web.sessions import IDLE, SHOWN_AGAIN


async def test_a_turn_is_a_form_post_that_ends_at_the_address_of_its_answer(
    client: Browser, page_core: PageCore,
) -> None:
    hidden = await opened(client)
    status, served, path = await said(client, hidden, "a worry", role="parent")
    assert (status, path) == (200, f"/chat/{hidden['key']}")
    assert "Answer 1 in" in served
    assert "a worry" not in served, "what the person wrote is not drawn again"
    (got,) = page_core.got
    assert (got.text, got.endpoint, got.channel, str(got.role)) == ("a worry", "web", "web", "parent")
    assert got.conversation not in (hidden["key"], served)
    assert 'value="parent" checked' in served
    assert "Question 1. There are 7 at most" in served


async def test_a_conversation_goes_on_with_the_key_of_its_form(client: Browser, page_core: PageCore) -> None:
    _, served, _ = await said(client, await opened(client), "first")
    _, served, _ = await said(client, fields(served), "Under 5")
    one, two = page_core.got
    assert one.conversation == two.conversation
    assert one.message_id != two.message_id
    assert "This is a new chat" not in served


async def test_the_same_words_from_the_same_form_are_the_same_message(client: Browser, page_core: PageCore) -> None:
    hidden = await opened(client)
    for text in ("a worry", "a worry", "another"):
        await said(client, hidden, text)
    ids = [got.message_id for got in page_core.got]
    assert ids[0] == ids[1] != ids[2]


async def test_the_cookie_is_opaque_out_of_reach_of_scripts_and_gone_with_the_browser(client: Browser) -> None:
    async with client.get("/") as response:
        cookie = response.headers["Set-Cookie"]
    assert re.fullmatch(r"visit=[\w-]{43}; HttpOnly; Path=/; SameSite=Strict", cookie)
    async with client.get("/") as response:
        assert "Set-Cookie" not in response.headers


async def test_a_key_is_worth_nothing_in_another_browser(
    client: Browser, server: TestServer, page_core: PageCore,
) -> None:
    _, served, path = await said(client, await opened(client), "a worry")
    async with AsyncExitStack() as stack:
        other, bare = [await stack.enter_async_context(TestClient(server)) for _ in range(2)]
        await opened(other)
        for stranger in (other, bare):
            async with stranger.get(path) as response:
                assert "Answer 1" not in await response.text()
        await said(other, fields(served), "what did I tell you")
    one, two = page_core.got
    assert one.conversation != two.conversation


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
async def test_a_form_of_another_site_is_refused_with_every_number(
    client: Browser, page_core: PageCore, site: str,
) -> None:
    hidden = await opened(client)
    headers = {"Sec-Fetch-Site": site, "Accept": "text/html"}
    async with client.post("/chat", data={**hidden, "message": "a worry"}, headers=headers) as response:
        text = await response.text()
    assert response.status == 403
    assert page_core.got == []
    assert "0345 045 5203" in text
    assert "999" in text


async def test_a_browser_that_takes_no_cookie_is_served_all_the_same(server: TestServer, page_core: PageCore) -> None:
    async with TestClient(server, cookie_jar=DummyCookieJar()) as client:
        _, served, _ = await said(client, await opened(client), "first")
        _, served, _ = await said(client, fields(served), "second")
    assert len({got.conversation for got in page_core.got}) == 1
    assert "Answer 2" in served


async def test_after_twenty_idle_minutes_a_message_is_answered_in_a_new_chat_and_that_is_said(
    client: Browser, page_core: PageCore, clock: Clock,
) -> None:
    _, served, _ = await said(client, await opened(client), "first")
    clock.at = IDLE + 1
    _, served, _ = await said(client, fields(served), "DANGER")
    assert "This is a new chat" in served
    assert "Ring 999 now" in served
    assert len({got.conversation for got in page_core.got}) == 2


async def test_an_answer_can_be_drawn_again_for_two_minutes_and_then_no_more(client: Browser, clock: Clock) -> None:
    _, _, path = await said(client, await opened(client), "first")
    clock.at = SHOWN_AGAIN - 1
    async with client.get(path) as response:
        assert "Answer 1" in await response.text()
    clock.at = SHOWN_AGAIN + 1
    async with client.get(path) as response:
        assert response.status == 410
        text = await response.text()
    assert "Answer 1" not in text
    assert "This chat has ended" in text


async def test_leaving_without_a_script_ends_everything_and_goes_to_a_neutral_page(
    client: Browser, page_core: PageCore,
) -> None:
    _, served, path = await said(client, await opened(client), "first")
    async with client.get("/leave", allow_redirects=False) as response:
        assert response.status == 303
        assert response.headers["Location"] == "https://www.bbc.co.uk/weather"
        assert 'visit=""' in response.headers["Set-Cookie"]
        assert response.headers["Cache-Control"] == "no-store"
    async with client.get(path) as response:
        text = await response.text()
    assert "Answer 1" not in text
    assert "ended" not in text.split("<main")[1].split("<footer")[0].split('id="composer"')[0].replace("intended", "")
    await said(client, fields(served), "second")
    assert len({got.conversation for got in page_core.got}) == 2


async def test_closing_a_live_page_ends_its_own_conversation_and_no_other(client: Browser, page_core: PageCore) -> None:
    one, two = await opened(client), await opened(client)
    for hidden in (one, two):
        await said(client, hidden, "first")
    async with client.post("/leave", data={"key": one["key"]}, headers=HOME) as response:
        assert response.status == 204
    for hidden in (one, two):
        await said(client, hidden, "second")
    talks = [got.conversation for got in page_core.got]
    assert talks[0] != talks[2]
    assert talks[1] == talks[3]


@pytest.mark.thorough
async def test_fifty_browsers_at_once_see_only_their_own_conversation(server: TestServer, page_core: PageCore) -> None:
    page_core.pause = 0.05
    async with AsyncExitStack() as stack:
        people = [await stack.enter_async_context(TestClient(server)) for _ in range(50)]

        async def talks(number: int) -> set[str]:
            shown, hidden = set(), await opened(people[number])
            for turn in range(4):
                text = f"person {number} turn {turn}"
                if number % 2:  # every other one with a script
                    served = await said_live(people[number], hidden, text, f"{number}-{turn}")
                else:
                    _, served, _ = await said(people[number], hidden, text)
                    hidden = fields(served)
                shown |= set(re.findall(r"Answer \d+ in ([\w-]+)\.", served))
            return shown

        shown = await asyncio.gather(*(talks(number) for number in range(50)))
    assert page_core.most_inside >= 25, "they did write at the same time"
    assert all(len(one) == 1 for one in shown)
    assert len(set.union(*shown)) == 50
    mine: dict[str, set[str]] = {}
    for got in page_core.got:
        mine.setdefault(got.conversation, set()).add(got.text.split(" turn ")[0])
    assert len(mine) == 50
    assert all(len(people_heard) == 1 for people_heard in mine.values())
