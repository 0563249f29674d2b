"""The pages as they are served: their words, their numbers, their headers, and nothing from anywhere else."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from page_visit import NOON, PageCore

import bot.channels.web as page
from bot import yamlfile
from bot.channels.web.assets import SHEETS
from bot.channels.web.draw import Pages, _strict, new_form
from bot.contacts.directory import Directory
from bot.errors import ContentError
from bot.paths import DATA
from bot.settings import Settings
from bot.terms import Role

HERE = Path(page.__file__).parent
STATIC = sorted((HERE / "static").iterdir())
TEMPLATES = sorted((HERE / "templates").iterdir())
WORDS: dict[str, Any] = yamlfile.read(DATA / "words" / "page.yml")
TEXTS: dict[str, Any] = yamlfile.read(DATA / "words" / "page_texts.yml")
PATHS = ["/", "/privacy", "/terms", "/accessibility", "/languages"]
NUMBERS = (
    "emergency_999", "cambridgeshire_social_care", "peterborough_social_care", "emergency_duty_team", "childline",
)
Browser = TestClient[Any, Any]


def drawn(directory: Directory | None = None, **settings: Any) -> str:
    return Pages(Settings(**settings), directory or Directory.load()).talk(new_form("key"))


async def text_of(browser: Browser, path: str) -> str:
    async with browser.get(path) as response:
        assert response.status == 200
        return await response.text()


async def test_the_first_screen_says_so_while_the_service_is_paused() -> None:
    app, off = web.Application(), [True]
    page.routes(app, PageCore(), Settings(), lambda: NOON, lambda: off[0])
    async with TestClient(TestServer(app)) as client:
        shown = await text_of(client, "/")
        assert shown.index(WORDS["paused"]["heading"]) < shown.index(WORDS["intro"]["heading"])
        assert WORDS["paused"]["text"] in shown
        off[0] = False
        assert WORDS["paused"]["heading"] not in await text_of(client, "/")


def test_the_page_has_a_neutral_title_and_no_icon_to_fetch() -> None:
    assert "<title>Guidance</title>" in drawn()
    assert '<link rel="icon" href="data:,">' in drawn()


def test_words_may_not_have_the_name_of_what_every_mapping_can_do() -> None:
    assert _strict({"filters": {"clear_all": "x"}})["filters"]["clear_all"] == "x"
    with pytest.raises(ContentError, match="clear is no name for words"):
        _strict({"filters": {"clear": "Clear the filter"}})


def test_title_and_icon_can_be_set() -> None:
    other = drawn(page_title="Weather", page_icon="sun.svg")
    assert "<title>Weather</title>" in other
    assert '<link rel="icon" href="/static/icon">' in other


@pytest.mark.parametrize("said", [
    "This is not a report.", "Nobody reads it live.", "You do not need to give names.", "deleted after 24 hours",
    "Cambridgeshire or Peterborough", "press Ctrl, Shift and Delete",
])
def test_the_first_screen_says_what_this_is_not_and_how_to_clear_the_list_of_pages(said: str) -> None:
    assert said in drawn().split('id="composer"')[0]


@pytest.mark.parametrize("id", NUMBERS)
async def test_each_emergency_number_stands_on_every_page(browser: Browser, id: str) -> None:
    phone = Directory.load().get(id).phone
    assert phone is not None
    link = f'href="tel:{phone.replace(" ", "")}"'
    for path in PATHS:
        assert link in await text_of(browser, path), path
    failure = drawn().split('<template id="ring">')[1].split("</template>")[0]
    assert link in failure


def test_a_changed_number_in_the_directory_changes_the_page(tmp_path: Path) -> None:
    text = (DATA / "contacts.yml").read_text(encoding="utf-8").replace("0345 045 5203", "0345 000 0000")
    path = tmp_path / "contacts.yml"
    path.write_text(text, encoding="utf-8")
    other = drawn(Directory.load(path))
    assert "0345 000 0000" in other
    assert "0345 045 5203" not in other


def test_a_missing_number_or_word_stops_the_start() -> None:
    directory = Directory.load()
    short = Directory(
        contacts={id: one for id, one in directory.contacts.items() if id != "childline"},
        groups=directory.groups, lapsed_wording=directory.lapsed_wording,
    )
    with pytest.raises(ContentError, match="childline"):
        Pages(Settings(), short)
    pages = Pages(Settings(), directory)
    del pages.words["skip"]
    with pytest.raises(ContentError, match="skip"):
        pages.talk(new_form("key"))


@pytest.mark.parametrize("path", PATHS)
async def test_the_way_out_comes_right_after_the_skip_link_and_works_without_a_script(
    browser: Browser, path: str,
) -> None:
    links = re.findall(r"<(?:a|button|input|summary)\b[^>]*", (await text_of(browser, path)).split("<body", 1)[1])
    assert 'class="govuk-skip-link"' in links[0]
    assert 'id="leave" href="/leave"' in links[1]


def test_every_role_but_no_other_can_be_chosen() -> None:
    assert sorted(re.findall(r'name="role" type="radio" value="(\w+)"', drawn())) == sorted(str(role) for role in Role)


@pytest.mark.parametrize("path", [*PATHS, "/static/live.js", "/static/page.css", "/static/nothing.js", "/chat/x"])
async def test_every_answer_forbids_copies_frames_and_strangers(browser: Browser, path: str) -> None:
    async with browser.get(path) as response:
        headers = response.headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "Strict-Transport-Security" not in headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == policy["form-action"] == "'self'"
    assert policy["require-trusted-types-for"] == "'script'"


async def test_behind_tls_the_browser_is_told_to_stay_there(browser: Browser) -> None:
    async with browser.get("/", headers={"X-Forwarded-Proto": "https"}) as response:
        assert response.headers["Strict-Transport-Security"].startswith("max-age=31536000")
        cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-visit=")
    assert "Secure" in cookie


@pytest.mark.parametrize(("path", "status", "kind"), [
    ("/", 200, "text/html; charset=utf-8"),
    ("/static/live.js", 200, "text/javascript; charset=utf-8"),
    ("/static/page.css", 200, "text/css; charset=utf-8"),
    ("/embed.js", 200, "text/javascript; charset=utf-8"),
    ("/static/base.css", 404, None),
    ("/static/nothing.js", 404, None),
    ("/static/..%2fdraw.py", 404, None),        # only files that were read at the start
    ("/static/../draw.py", 404, None),
    ("/static/", 404, None),
])
async def test_only_the_files_of_the_page_are_served(
    browser: Browser, path: str, status: int, kind: str | None,
) -> None:
    async with browser.get(path) as response:
        assert response.status == status
        assert kind is None or response.headers["Content-Type"] == kind


async def test_a_person_who_meets_an_error_reads_a_page_with_every_number(browser: Browser) -> None:
    async with browser.get("/no/such/page", headers={"Accept": "text/html"}) as response:
        said = await response.text()
    assert response.status == 404
    assert "There is no page at this address." in said
    for id in NUMBERS:
        assert str(Directory.load().get(id).phone) in said


@pytest.mark.parametrize("path", PATHS)
async def test_no_page_runs_anything_inline_or_names_another_site_to_fetch_from(browser: Browser, path: str) -> None:
    served = await text_of(browser, path)
    assert [tag for tag in re.findall(r"<script[^>]*>", served) if " src=" not in tag] == []
    assert re.search(r"<style|\sstyle=|\son\w+=|javascript:", served) is None
    assert re.findall(r"(?:src|action|<link[^>]*href)=\"(?!/|data:,\")[^\"]*", served) == []
    assert set(re.findall(r"https?://[^\"'\s<]+", served)) <= {WORDS["leave"]["url"]}


async def test_every_file_a_page_names_is_served_and_no_other_lies_there(browser: Browser) -> None:
    named: set[str] = set()
    for path in PATHS:
        named |= set(re.findall(r'(?:src|href)="/static/([^"]+)"', await text_of(browser, path)))
    named |= set(re.findall(r'script="([^"]+)"', (HERE / "draw.py").read_text(encoding="utf-8")))
    for path in STATIC:
        named |= set(re.findall(r"from '\./([^']+)'", path.read_text(encoding="utf-8")))
    assert (named - {"page.css"}) | set(SHEETS) == {path.name for path in STATIC}
    for name in named:
        await text_of(browser, f"/static/{name}")


async def test_the_link_for_another_site_opens_a_page_of_its_own(browser: Browser) -> None:
    async with browser.get("/embed.js") as response:
        script = await response.text()
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "_blank" in script
    assert "noopener noreferrer" in script
    assert json.dumps(WORDS["embed"]["label"]) in script
    assert "iframe" not in script
