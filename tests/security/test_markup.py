"""Markup in a person's words, in a card, in a key: shown as words or not at all, on every face; nothing is ever run."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

import pytest
from aiohttp import web

from bot.channels.teams_parts.outgoing import activities, chosen
from bot.channels.telegram_parts.text import split, whole
from bot.channels.telegram_parts.wording import wording
from bot.channels.web.draw import Pages, new_form
from bot.channels.web.view import card
from bot.contacts.directory import Directory
from bot.settings import Settings
from tests.security.front import Front
from tests.security.wire import FORM

SCRIPT = "<script>alert(1)</script>"
ATTACKS = (
    SCRIPT, "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "' onmouseover='alert(1)", "{{7*7}}{% raw %}",
    "javascript:alert(1)", "</textarea><script>alert(1)</script>", "<a href=//evil.example>999</a>", "&lt;b&gt;\x00<b>",
)
OURS = ("/", "tel:", "sms:", "#", "data:,", "https://", "http://")


class Reader(HTMLParser):
    """Reads a page as a browser does, and keeps whatever it would run or follow that is not ours."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self.tags.add(tag)
        if tag in ("img", "svg", "iframe", "object", "embed", "base", "style"):
            self.found.append(tag)
        if tag == "script" and not given.get("src", "").startswith("/static/"):
            self.found.append("script")
        self.found += [name for name in given if name.startswith("on") or name in ("style", "srcdoc", "formaction")]
        for name in ("href", "src", "action"):
            if name in given and (not given[name].startswith(OURS) or given[name].startswith("//")):
                self.found.append(f"{name}={given[name]}")


def lives(page: str) -> list[str]:
    """Whatever in a page is alive and not ours."""
    reader = Reader()
    reader.feed(page)
    assert reader.tags
    return reader.found + (["a template was filled in"] if "49{%" in page else [])


def everywhere(attack: str) -> dict[str, Any]:
    """A card all of whose words are an attack, as if the engine were in other hands."""
    part = {"id": attack, "name": attack, "phone": attack, "sms": attack, "url": attack, "for": attack, "note": attack}
    source = {"section": attack, "title": attack, "url": attack, "source": attack, "edition": attack, "checked": attack}
    option = {"title": attack, "payload": attack}
    words = {name: [attack] for name in ("steps", "avoid", "record", "points", "closing")}
    return {"text": attack, "recipient_id": attack, "buttons": [option], "custom": {"guidance": {
        "schema": "guidance/1", "kind": "concern", "route": attack, "urgency": "none", "reason": attack,
        "opening": attack, "topic": attack, "agency": None, "contacts": [part], "citations": [source], **words,
        "headings": dict.fromkeys(("steps", "contacts", "avoid"), attack), "signs": [
            {"id": attack, "column": attack, "label": attack}],
        "question": {"slot": "age_band", "text": attack, "options": [option]}, "content_version": attack,
    }}}


@pytest.fixture(scope="module")
def pages() -> Pages:
    return Pages(Settings(page_title=SCRIPT, operator=SCRIPT, operator_contact=SCRIPT), Directory.load())


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("kind", ["concern", "escalation", "answer", "text"])
def test_a_card_of_markup_is_drawn_as_words(pages: Pages, attack: str, kind: str) -> None:
    message = everywhere(attack)
    message["custom"]["guidance"]["kind"] = kind
    drawn = card(message, pages.words["card"])
    form = new_form(attack, 1, attack)
    served = [pages.talk(form, drawn, sealed=attack), pages.answer(form, drawn, sealed=attack),
              pages.summary(drawn, "2026-11-28", True), pages.error(attack, [attack]), pages.problem(attack)]
    for page in served:
        assert lives(page) == []


def test_settings_of_the_operator_are_drawn_as_words(pages: Pages) -> None:
    for page in (pages.talk(new_form("k")), pages.text("privacy"), pages.text("terms"), pages.languages()):
        assert SCRIPT not in page
        assert "&lt;script&gt;" in page


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("live", [True, False])
def test_what_a_person_types_never_comes_back_as_markup(front: Front, attack: str, live: bool) -> None:
    async def echo(body: dict[str, Any]) -> web.Response:
        return front.engine.answer(everywhere(body["text"]))

    front.engine.behave = echo
    try:
        fields = {"message": attack, "key": attack, "form": attack, "role": attack, "turns": attack, "sealed": attack}
        headers = {"Content-Type": FORM, **({"X-Live": "1"} if live else {})}
        status, response, body = front.ask("POST", "/chat", urlencode(fields).encode(), headers)
        if status == 303:
            _, response, body = front.ask("GET", response.headers["Location"])
        assert lives(body.decode()) == []
        empty = urlencode({**fields, "message": " "}).encode()
        status, response, body = front.ask("POST", "/chat", empty, headers)
        assert status == 422
        assert lives(body.decode()) == []
        assert "script-src 'self'" in response.headers["Content-Security-Policy"]
        assert "unsafe" not in response.headers["Content-Security-Policy"]
    finally:
        front.engine.behave = None


def test_json_answers_are_no_page(front: Front) -> None:
    for body in (b'{"sender": "<script>alert(1)</script>", "message": "hello"}', SCRIPT.encode()):
        _, response, text = front.ask("POST", "/webhooks/rest/webhook", body)
        assert response.headers["Content-Type"].startswith("application/json")
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
        json.loads(text)


FORMATTED = ("**bold** [press here](https://evil.example)", "`code` ~x~ _y_", "<at>everyone</at>", "[x](tel:0900)")


@pytest.mark.parametrize("attack", [*ATTACKS, *FORMATTED])
def test_a_card_of_teams_shows_words_as_they_are(attack: str) -> None:
    made = [*activities(everywhere(attack), "", agency=False), chosen(attack, attack)]
    for block in (re.sub(r"\[((?:\\.|[^\]\\])*)\]\(https?://[^\s()]+\)", r"\1", block) for block in blocks(made)):
        for mark in "*_[]`~":
            assert not re.search(rf"(?<!\\)(?:\\\\)*\{mark}", block.replace("- ", "", 1)), block


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_card_of_teams_opens_no_address_but_the_web_and_the_telephone(attack: str) -> None:
    for url in found("url", activities(everywhere(attack), "", agency=False)):
        assert url.startswith(("https://", "http://", "tel:", "sms:", "data:image/")), url


@pytest.mark.parametrize("attack", [*ATTACKS, *FORMATTED])
def test_telegram_gets_plain_text_without_a_way_of_formatting(attack: str) -> None:
    assert attack.strip().split()[0] in " ".join(split(whole(everywhere(attack), wording())))


def blocks(content: Any) -> list[str]:
    """Every text that Teams formats."""
    if isinstance(content, dict):
        own = [content["text"]] if content.get("type") == "TextBlock" else []
        return own + [text for value in content.values() for text in blocks(value)]
    return [text for value in content for text in blocks(value)] if isinstance(content, list) else []


def found(name: str, content: Any) -> list[str]:
    """Every value of a key, at any depth."""
    if isinstance(content, dict):
        own = [content[name]] if isinstance(content.get(name), str) else []
        return own + [text for value in content.values() for text in found(name, value)]
    return [text for value in content for text in found(name, value)] if isinstance(content, list) else []


@pytest.mark.parametrize("page", [
    "<p>x</p><script>1</script>", "<p onclick=1>", '<a href="javascript:1">', '<a href="//evil.example">', "<svg>",
    "<b>49{% raw %}</b>", '<form action="data:text/html,x">', "<img src=x>",
])
def test_the_reader_of_these_tests_finds_what_is_alive(page: str) -> None:
    assert lives(page) != []
