"""Words, scripts and templates of the page: calm words, markup parsed in one place, numbers from the directory."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

import bot.channels.web as page
from bot import yamlfile
from bot.channels.web.draw import Pages, new_form
from bot.channels.web.filters import day
from bot.contacts.directory import Directory
from bot.paths import DATA
from bot.settings import Settings

HERE = Path(page.__file__).parent
STATIC = sorted((HERE / "static").iterdir())
TEMPLATES = sorted((HERE / "templates").iterdir())
WORDS: dict[str, Any] = yamlfile.read(DATA / "words" / "page.yml")
TEXTS: dict[str, Any] = yamlfile.read(DATA / "words" / "page_texts.yml")


def drawn() -> str:
    return Pages(Settings(), Directory.load()).talk(new_form("key"))


def leaves(node: Any, at: str = "") -> list[tuple[str, str]]:
    """Every wording of a tree, with the path to it."""
    if isinstance(node, dict):
        return [found for key, child in node.items() for found in leaves(child, f"{at}/{key}")]
    if isinstance(node, list):
        return [found for number, child in enumerate(node) for found in leaves(child, f"{at}/{number}")]
    return [(at, str(node))]


def test_no_script_names_another_site() -> None:
    for path in STATIC:
        assert re.findall(r"https?://\w|@import|url\(|['\"]//", path.read_text(encoding="utf-8")) == [], path.name


@pytest.mark.parametrize(("forbidden", "but"), [
    *((word, ()) for word in (
        "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "indexedDB",
        "document.cookie", "serviceWorker", "console.", "setItem",
    )),
    ("DOMParser", ("fetch.js",)), ("createPolicy", ("fetch.js",)),
    ("localStorage", ("leave.js",)), ("sessionStorage", ("leave.js",)),     # emptied there, never filled
])
def test_no_script_parses_markup_stores_or_prints_anything(forbidden: str, but: tuple[str, ...]) -> None:
    assert tuple(path.name for path in STATIC if forbidden in path.read_text(encoding="utf-8")) == but


def test_what_is_left_out_on_paper_is_what_the_conversation_says() -> None:
    said = yamlfile.read(DATA / "words" / "concern.yml")["summary"]["opening"]
    assert TEXTS["summary"]["not_on_paper"] in said


def test_the_scripts_get_their_words_from_the_page() -> None:
    found = re.search(r'data-words="([^"]*)"', drawn())
    assert found is not None
    words = json.loads(html.unescape(found.group(1)))
    scripts = "".join(path.read_text(encoding="utf-8") for path in STATIC if path.suffix == ".js")
    used = set(re.findall(r"\bwords\.(\w+)", scripts.replace("words.js'", "")))
    assert used - words.keys() == set(), "the script asks for words that are not there"
    assert words.keys() - used == set(), "words that no script shows"
    assert words["limit"] == Settings().max_text


@pytest.mark.parametrize(("at", "wording"), [*leaves(WORDS), *leaves(TEXTS)])
def test_wording_is_calm_and_holds_no_number_of_its_own(at: str, wording: str) -> None:
    assert "!" not in wording
    assert all(ord(letter) < 0x2000 for letter in wording), "no emoji, no curly marks"
    assert re.search(r"\bhistorical\b|\bchild porn|between us|keep (it|this) secret", wording, re.IGNORECASE) is None
    if at != "/leave/url":
        assert re.search(r"\d[\d ]{4,}\d", re.sub(r"\b999\b|2021-2023", "", wording)) is None


@pytest.mark.parametrize("path", [*STATIC, *TEMPLATES], ids=lambda path: path.name)
def test_each_file_is_short_and_holds_no_helpline_number(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 250
    digits = Directory.load().digits() - {"999", "101", "111", "116123"}
    assert [number for number in digits if number in text.replace(" ", "")] == []


@pytest.mark.parametrize("path", [p for p in TEMPLATES if p.suffix == ".html"], ids=lambda path: path.name)
def test_templates_hold_no_wording_of_their_own(path: Path) -> None:
    tokens = Environment(trim_blocks=True).lex(path.read_text(encoding="utf-8"))
    bare = re.sub(r"<[^>]*>", " ", "".join(text if kind == "data" else "0" for _, kind, text in tokens))
    assert re.findall(r"[^\W\d]\w*", bare) == []


@pytest.mark.parametrize(("settings", "said"), [
    ({"operator": "The Example Partnership", "operator_contact": "post@example.org"}, "The Example Partnership"),
    ({}, "has not put its name here yet"),
])
def test_the_privacy_notice_says_who_runs_the_page_or_that_nobody_said(settings: dict[str, str], said: str) -> None:
    assert said in Pages(Settings(**settings), Directory.load()).text("privacy")


def test_a_language_that_no_speaker_checked_says_so() -> None:
    languages = yamlfile.read(DATA / "words" / "languages.yml")
    served = Pages(Settings(), Directory.load()).languages()
    unchecked = [code for code, day in languages["reviewed"].items() if not day]
    assert served.count(WORDS["languages"]["unchecked"]) == len(unchecked)
    assert set(languages["reviewed"]) == set(languages["names"]) == set(languages["panels"])
    assert served.count('dir="rtl"') == 1
    for panel in languages["panels"].values():
        assert "999" in panel


def test_the_accessibility_page_tells_of_the_last_run_of_the_tests() -> None:
    run = yamlfile.read(DATA / "accessibility.yml")
    served = Pages(Settings(), Directory.load()).text("accessibility")
    assert f"Last test: {day(run['tested'])}. {run['states']} screens were tested." in served
    assert f"Faults found: {run['violations']}." in served
