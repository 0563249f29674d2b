"""How answers reach Telegram: whole, in order, after faults, late ones with care, and the token nowhere."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from telegram_office import Office, opened, soon
from telegram_stand_in import NOW, SECRET, TOKEN, fault, pressed, too_many, written

from bot.channels.telegram_parts.wording import wording
from bot.edge.logs import QUIET, set_up
from bot.errors import SettingsError
from bot.settings import Settings, load
from tests.edge.edge_stand_ins import said

SAY = wording()


@pytest.mark.thorough
async def test_too_many_requests_is_tried_again_after_the_seconds_that_telegram_names(office: Office) -> None:
    tries: list[float] = []

    async def busy_once(method: str, data: dict[str, Any]) -> web.Response | None:
        if method == "sendMessage":
            tries.append(time.monotonic())
            return too_many(1) if len(tries) == 1 else None
        return None

    office.api.fail = busy_once
    assert await office.post(written("hello")) == 200
    await soon(lambda: office.api.sent(7) != [])
    assert 1.0 <= tries[1] - tries[0] < 6.0
    assert len(office.api.sent(7)) == 1


@pytest.mark.thorough
@pytest.mark.parametrize("answer", [
    web.Response(status=502, text="<html>Bad gateway</html>"), fault(500, "Internal Server Error"),
])
async def test_a_fault_of_telegrams_is_tried_again(office: Office, answer: web.Response) -> None:
    failed: list[int] = []

    async def broken_once(method: str, data: dict[str, Any]) -> web.Response | None:
        if method == "sendMessage" and not failed:
            failed.append(1)
            return answer
        return None

    office.api.fail = broken_once
    await office.write("hello")
    assert failed == [1]


@pytest.mark.parametrize("answer", [
    (403, "Forbidden: bot was blocked by the user"), (400, "Bad Request: chat not found"),
])
async def test_a_chat_that_is_gone_is_not_written_to_for_ever(office: Office, answer: tuple[int, str]) -> None:
    async def gone(method: str, data: dict[str, Any]) -> web.Response | None:
        return fault(*answer) if method == "sendMessage" else None

    office.api.fail = gone
    assert await office.post(written("hello")) == 200
    await soon(lambda: office.parts.counts["undeliverable"] == 1)
    await office.quiet()


async def test_an_answer_that_telegram_does_not_take_becomes_the_numbers(office: Office) -> None:
    async def choosy(method: str, data: dict[str, Any]) -> web.Response | None:
        return fault(400, "Bad Request: BUTTON_DATA_INVALID") if "You wrote" in data.get("text", "") else None

    office.api.fail = choosy
    await office.write("hello")
    assert "0800 1111" in office.api.sent(7)[0].text


async def test_a_long_answer_comes_in_parts_with_the_choices_under_the_last(office: Office) -> None:
    async def long(body: dict[str, Any]) -> web.Response:
        return office.engine.answer(said("A sentence of some length that is said again. " * 250, asked="age_band"))

    office.engine.behave = long
    assert await office.post(written("hello")) == 200
    await soon(lambda: len(office.api.sent(7)) == 3)
    assert [len(call.buttons) > 0 for call in office.api.sent(7)] == [False, False, True]
    assert all(len(call.text) <= 4096 and "parse_mode" not in call.data for call in office.api.sent(7))


async def test_an_answer_that_is_late_is_a_silent_line_that_says_nothing(office: Office) -> None:
    assert await office.post(written("DANGER he is here", date=NOW - 400)) == 200
    await soon(lambda: office.api.sent(7) != [])
    line = office.api.sent(7)[0]
    assert (line.text, line.data["disable_notification"]) == (SAY.late, "true")
    assert await office.post(pressed(line, SAY.open, number=60)) == 200
    await soon(lambda: len(office.api.sent(7)) == 2)
    assert "999" in office.api.sent(7)[1].text
    assert office.api.sent(7)[1].data.get("disable_notification", "false") == "false"
    assert await office.post(pressed(line, SAY.open, number=61)) == 200
    await office.quiet()
    assert len(office.api.sent(7)) == 2, "pressed twice, opened once"


async def test_a_wrong_clock_of_ours_delays_one_answer_and_no_more(office: Office) -> None:
    office.moved = 3600.0
    assert await office.post(written("one", number=70)) == 200
    await soon(lambda: office.api.sent(7) != [])
    assert office.api.sent(7)[0].text == SAY.late
    assert await office.post(written("two", number=71)) == 200
    await soon(lambda: len(office.api.sent(7)) == 3)
    assert [call.text.split("\n")[0] for call in office.api.sent(7)[1:]] == ["You wrote: one", "You wrote: two"]


@pytest.mark.thorough
async def test_a_slow_answer_to_one_holds_up_nobody_else(office: Office) -> None:
    over = asyncio.Event()

    async def slow_for_seven(method: str, data: dict[str, Any]) -> web.Response | None:
        if method == "sendMessage" and data["chat_id"] == "7":
            await over.wait()
        return None

    office.api.fail = slow_for_seven
    assert await office.post(written("hello", 7, 900)) == 200
    for chat in range(100, 115):
        await office.write("hello", chat)
    assert office.api.sent(7) == [], "all the others were answered meanwhile"
    over.set()
    await soon(lambda: office.api.sent(7) != [])


async def test_a_slow_engine_shows_typing(office: Office) -> None:
    async def slow(body: dict[str, Any]) -> web.Response:
        await asyncio.sleep(0.6)
        return office.engine.answer(office.engine.message_for(body))

    office.engine.behave = slow
    await office.write("hello")
    assert [call.data["action"] for call in office.api.of("sendChatAction")] == ["typing"]


@pytest.fixture
def logging_as_before() -> Iterator[None]:
    """Afterwards logging is as it was: the lines of the tests that follow must reach their own captures."""
    root, names = logging.getLogger(), ("safeguard", *QUIET)
    handlers, levels = root.handlers[:], {name: logging.getLogger(name).level for name in ("", *names)}
    yield
    root.handlers[:] = handlers
    for name, level in levels.items():
        logging.getLogger(name or None).setLevel(level)


@pytest.mark.thorough
async def test_nothing_personal_and_no_token_is_logged_or_kept(
    office: Office, capfd: pytest.CaptureFixture[str], logging_as_before: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.edge.delivery.CLOSING", 0.05)  # the clock: what is never taken would be waited for
    set_up("DEBUG")
    logging.getLogger().setLevel(logging.DEBUG)

    async def broken(method: str, data: dict[str, Any]) -> web.Response | None:
        return fault(401, f"Unauthorized {TOKEN}") if data.get("chat_id") == "7777001" else None

    office.api.fail = broken
    assert await office.post(written("Marigold at 07700 900461", 7777001)) == 200
    await soon(lambda: office.parts.counts["retried"] > 0)
    await office.write("Marigold again", 7777002)
    set_up("WARNING")
    kept = b"".join(path.read_bytes() for path in office.folder.iterdir() if path.is_file())
    printed = "".join(capfd.readouterr())
    assert b"outbox" in kept
    assert "turn status=answered" in printed
    for secret in (TOKEN, TOKEN.split(":")[1], SECRET, "Marigold", "marigold_of_ely", "7777001"):
        assert secret not in printed
        assert secret.encode() not in kept
    assert TOKEN not in repr(office.parts.settings)
    assert SECRET not in repr(office.parts.settings)


async def test_polling_asks_for_updates_until_they_are_safe(tmp_path: Path) -> None:
    async with opened(tmp_path, telegram_mode="polling", telegram_secret="") as office:
        await soon(lambda: office.api.of("deleteWebhook") != [])
        office.api.waiting = [written("one", 7, 1), written("two", 8, 2), written("three", 7, 3)]
        await soon(lambda: len(office.api.sent()) == 3)
        assert [call.text.split("\n")[0] for call in office.api.sent(7)] == ["You wrote: one", "You wrote: three"]
        await soon(lambda: office.api.waiting == [])
        async with office.client.post("/webhooks/telegram/webhook", json=written("x")) as response:
            assert response.status == 404, "there is no webhook to be forged"


async def test_our_webhook_is_told_to_telegram(tmp_path: Path) -> None:
    async with opened(tmp_path, telegram_webhook_url="https://example.org/webhooks/telegram/webhook") as office:
        await soon(lambda: office.api.of("setWebhook") != [])
        call = office.api.of("setWebhook")[0]
        assert (call.data["url"], call.data["secret_token"]) == (
            "https://example.org/webhooks/telegram/webhook", SECRET,
        )
        assert "edited_message" in call.data["allowed_updates"]


@pytest.mark.parametrize(("more", "problem"), [
    ({}, "SECRET"), ({"SAFEGUARD_TELEGRAM_SECRET": "short"}, "SECRET"),
    ({"SAFEGUARD_TELEGRAM_SECRET": SECRET + " and a space"}, "SECRET"),
    ({"SAFEGUARD_TELEGRAM_SECRET": SECRET, "SAFEGUARD_TELEGRAM_MODE": "both"}, "MODE"),
    ({"SAFEGUARD_TELEGRAM_SECRET": SECRET, "SAFEGUARD_TELEGRAM_TOKEN": "secret/../token"}, "TOKEN"),
])
def test_it_does_not_start_where_anybody_could_write_as_anybody(more: dict[str, str], problem: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load({"SAFEGUARD_TELEGRAM_TOKEN": TOKEN, **more})
    assert f"SAFEGUARD_TELEGRAM_{problem}" in str(caught.value)
    assert not any(value in str(caught.value) for value in (TOKEN, *more.values()) if len(value) > 8)


def test_with_a_secret_or_with_polling_or_without_telegram_it_starts() -> None:
    assert load({"SAFEGUARD_TELEGRAM_TOKEN": TOKEN, "SAFEGUARD_TELEGRAM_SECRET": SECRET}).telegram_secret == SECRET
    assert load({"SAFEGUARD_TELEGRAM_TOKEN": TOKEN, "SAFEGUARD_TELEGRAM_MODE": "polling"}).telegram_mode == "polling"
    assert load({}) == Settings()
