"""The page as it is served: its words, its numbers, its headers, and nothing from anywhere else."""

from __future__ import annotations

import asyncio
import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

import bot.channels.web as page
from bot import yamlfile
from bot.contacts.directory import Directory
from bot.errors import ContentError
from bot.paths import DATA
from bot.terms import Role

HERE = Path(page.__file__).parent
STATIC = sorted((HERE / "static").iterdir())
TEMPLATES = sorted((HERE / "templates").iterdir())
WORDS: dict[str, Any] = yamlfile.read(DATA / "words" / "page.yml")


def get(path: str) -> tuple[int, dict[str, str], str]:
    """Status, headers and text of one GET."""

    async def ask() -> tuple[int, dict[str, str], str]:
        app = web.Application()
        page.routes(app)
        async with TestClient(TestServer(app)) as client, client.get(path) as response:
            return response.status, dict(response.headers), await response.text()

    return asyncio.run(ask())


@pytest.fixture(scope="module")
def served() -> str:
    return get("/")[2]


def leaves(node: Any, at: str = "") -> list[tuple[str, str]]:
    """Every wording of a tree, with the path to it."""
    if isinstance(node, dict):
        return [found for key, child in node.items() for found in leaves(child, f"{at}/{key}")]
    if isinstance(node, list):
        return [found for number, child in enumerate(node) for found in leaves(child, f"{at}/{number}")]
    return [(at, str(node))]


def test_the_page_has_a_neutral_title_and_no_icon_to_fetch(served: str) -> None:
    assert "<title>Guidance</title>" in served
    assert '<link rel="icon" href="data:,">' in served


@pytest.mark.parametrize("said", [
    "This is not a report.", "Nobody reads it live.", "You do not need to give names.", "deleted after 24 hours",
    "Cambridgeshire or Peterborough",
])
def test_the_first_screen_says_what_this_is_not(served: str, said: str) -> None:
    assert said in served.split("</section>")[0]


@pytest.mark.parametrize("id", [
    "emergency_999", "cambridgeshire_social_care", "peterborough_social_care", "emergency_duty_team", "childline",
])
def test_each_emergency_number_stands_in_the_bar_without_a_script_and_after_a_failure(served: str, id: str) -> None:
    phone = Directory.load().get(id).phone
    assert phone is not None
    link = f'href="tel:{phone.replace(" ", "")}"'
    before_main = served.split("<main>")[0]
    without_script = served.split('class="cannot-start"')[1].split("</section>")[0]
    after_failure = served.split('<template id="ring">')[1].split("</template>")[0]
    assert [link in part for part in (before_main, without_script, after_failure)] == [True, True, True]
    assert f">{phone}<" in after_failure


def test_a_changed_number_in_the_directory_changes_the_page(tmp_path: Path) -> None:
    text = (DATA / "contacts.yml").read_text(encoding="utf-8").replace("0345 045 5203", "0345 000 0000")
    path = tmp_path / "contacts.yml"
    path.write_text(text, encoding="utf-8")
    drawn = page.page(Directory.load(path))()
    assert "0345 000 0000" in drawn
    assert "0345 045 5203" not in drawn


def test_a_missing_number_stops_the_start() -> None:
    directory = Directory.load()
    short = Directory(
        contacts={id: one for id, one in directory.contacts.items() if id != "childline"},
        groups=directory.groups, lapsed_wording=directory.lapsed_wording,
    )
    with pytest.raises(ContentError, match="childline"):
        page.page(short)()


def test_the_way_out_is_a_link_that_works_without_a_script(served: str) -> None:
    assert 'id="leave" href="https://www.bbc.co.uk/weather" rel="noreferrer noopener"' in served


def test_every_role_but_no_other_can_be_chosen(served: str) -> None:
    offered = re.findall(r'data-role="(\w+)"', served)
    assert sorted(offered) == sorted(str(role) for role in Role)


@pytest.mark.parametrize("path", ["/", "/static/main.js", "/static/base.css", "/static/nothing.js"])
def test_every_answer_forbids_copies_frames_and_strangers(path: str) -> None:
    _, headers, _ = get(path)
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["require-trusted-types-for"] == "'script'"


@pytest.mark.parametrize(("path", "status", "kind"), [
    ("/", 200, "text/html; charset=utf-8"),
    ("/static/main.js", 200, "text/javascript; charset=utf-8"),
    ("/static/card.css", 200, "text/css; charset=utf-8"),
    ("/static/nothing.js", 404, None),
    ("/static/..%2fweb.py", 404, None),        # only files that were read at the start
    ("/static/../web.py", 404, None),
    ("/static/", 404, None),
])
def test_only_the_files_of_the_page_are_served(path: str, status: int, kind: str | None) -> None:
    found, headers, _ = get(path)
    assert found == status
    assert kind is None or headers["Content-Type"] == kind


def test_the_page_runs_no_inline_script_and_no_inline_style(served: str) -> None:
    assert [tag for tag in re.findall(r"<script[^>]*>", served) if " src=" not in tag] == []
    assert re.search(r"<style|\sstyle=|\son\w+=|javascript:", served) is None


def test_every_file_the_page_names_exists(served: str) -> None:
    named = set(re.findall(r'(?:src|href)="/static/([^"]+)"', served))
    for path in STATIC:
        named |= set(re.findall(r"from '\./([^']+)'", path.read_text(encoding="utf-8")))
    assert named == {path.name for path in STATIC}


def test_the_page_names_no_other_site_but_the_one_to_leave_to(served: str) -> None:
    assert set(re.findall(r"https?://[^\"'\s<]+", served)) == {WORDS["leave"]["url"]}
    for path in STATIC:
        assert re.findall(r"https?://\w|@import|url\(|['\"]//", path.read_text(encoding="utf-8")) == [], path.name


@pytest.mark.parametrize("forbidden", [
    "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function",
    "localStorage", "sessionStorage", "indexedDB", "document.cookie", "serviceWorker", "console.",
])
def test_no_script_parses_markup_stores_or_prints_anything(forbidden: str) -> None:
    assert [path.name for path in STATIC if forbidden in path.read_text(encoding="utf-8")] == []


def test_the_scripts_get_their_words_from_the_page(served: str) -> None:
    found = re.search(r'data-words="([^"]*)"', served)
    assert found is not None
    words = json.loads(html.unescape(found.group(1)))
    scripts = "".join(path.read_text(encoding="utf-8") for path in STATIC if path.suffix == ".js")
    used = set(re.findall(r"\bwords\.(\w+)", scripts))
    assert used - words.keys() == set(), "the script asks for words that are not there"
    assert words.keys() - used == set(), "words that no script shows"
    assert words["limit"] == 2000


@pytest.mark.parametrize(("at", "wording"), leaves(WORDS))
def test_wording_is_calm_and_holds_no_number_of_its_own(at: str, wording: str) -> None:
    assert "!" not in wording
    assert all(ord(letter) < 0x2000 for letter in wording), "no emoji, no curly marks"
    assert re.search(r"\bhistorical\b|\bchild porn|between us|keep (it|this) secret", wording, re.IGNORECASE) is None
    if at != "/leave/url":
        assert re.sub(r"\b999\b", "", wording) == re.sub(r"\d[\d ]{4,}\d", "", re.sub(r"\b999\b", "", wording))


@pytest.mark.parametrize("path", [*STATIC, *TEMPLATES], ids=lambda path: path.name)
def test_each_file_is_short_and_holds_no_helpline_number(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 250
    digits = Directory.load().digits() - {"999", "101", "111", "116123"}
    assert [number for number in digits if number in text.replace(" ", "")] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_no_wording_of_their_own(path: Path) -> None:
    bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert bare.split() == []
