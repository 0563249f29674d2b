"""The app package: everything Teams wants is in it, and what is missing or wrong is told before it is written."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bot.channels.teams_parts.package import PUBLISHED, SCOPES, VERSION, checked, manifest, strings, write
from bot.errors import SettingsError
from bot.replies.words import words
from bot.settings import Settings
from tests.channels.teams.far_end import APP

SETTINGS = Settings(
    teams_app_id=APP.upper(), teams_publisher="A partnership", teams_website="https://help.example/",
    teams_privacy="https://help.example/privacy", teams_terms="https://help.example/terms",
)


@pytest.fixture
def package(tmp_path: Path) -> zipfile.ZipFile:
    write(SETTINGS, "1.2.3", tmp_path / "app.zip")
    return zipfile.ZipFile(tmp_path / "app.zip")


def picture(package: zipfile.ZipFile, name: str) -> Image.Image:
    return Image.open(io.BytesIO(package.read(name)))


def test_the_package_holds_manifest_words_and_two_icons(package: zipfile.ZipFile) -> None:
    assert package.namelist() == ["manifest.json", "en-gb.json", "color.png", "outline.png"]
    made = json.loads(package.read("manifest.json"))
    assert (made["version"], made["id"], made["bots"][0]["botId"]) == ("1.2.3", APP, APP)
    assert made["developer"]["privacyUrl"] == "https://help.example/privacy"
    assert made["bots"][0]["scopes"] == SCOPES
    assert {s for commands in made["bots"][0]["commandLists"] for s in commands["scopes"]} == set(SCOPES)
    assert made["manifestVersion"] == VERSION


def test_the_words_of_the_file_are_those_of_the_manifest(package: zipfile.ZipFile) -> None:
    made, told = json.loads(package.read("manifest.json")), json.loads(package.read("en-gb.json"))
    assert told["name.short"] == made["name"]["short"]
    for at, commands in enumerate(made["bots"][0]["commandLists"]):
        for number, command in enumerate(commands["commands"]):
            assert told[f"bots[0].commandLists[{at}].commands[{number}].title"] == command["title"]


def test_every_command_is_one_that_the_bot_always_understands() -> None:
    known = {**words("buttons")}
    titles = [command["title"].lower() for command in words("teams")["app"]["commands"]]
    assert [t for t in titles if t not in known and t != "delete my conversation"] == []


def test_the_colour_icon_is_full_and_the_outline_is_white_on_nothing(package: zipfile.ZipFile) -> None:
    colour, outline = picture(package, "color.png"), picture(package, "outline.png").convert("RGBA")
    assert (colour.size, outline.size) == ((192, 192), (32, 32))
    assert colour.convert("RGBA").getextrema()[3] == (255, 255)
    seen = [found for at in range(32 * 32) if (found := outline.getpixel((at % 32, at // 32)))[3] > 0]
    assert 100 < len(seen) < 600
    assert {pixel[:3] for pixel in seen} == {(255, 255, 255)}


def test_the_same_settings_give_the_same_file(tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        write(SETTINGS, "1.0.0", tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_every_missing_setting_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"PUBLISHER.*WEBSITE.*PRIVACY.*TERMS.*APP_ID"):
        write(Settings(), "1.0.0", tmp_path / "app.zip")
    assert not (tmp_path / "app.zip").exists()


@pytest.mark.parametrize(("wrong", "version"), [
    ({"teams_privacy": "http://help.example/"}, "1.0.0"), ({"teams_terms": "terms.html"}, "1.0.0"),
    ({"teams_publisher": "x" * 33}, "1.0.0"), ({}, "1.0"), ({}, "01.0.0"),
])
def test_what_teams_would_refuse_is_refused_here(tmp_path: Path, wrong: dict[str, Any], version: str) -> None:
    with pytest.raises(SettingsError):
        write(replace(SETTINGS, **wrong), version, tmp_path / "app.zip")


def test_without_microsofts_schema_our_own_is_named(tmp_path: Path) -> None:
    assert "our own schema" in checked(manifest(SETTINGS, "1.0.0"), strings(), tmp_path)


@pytest.mark.browser
def test_both_files_fit_microsofts_published_schema() -> None:
    assert PUBLISHED.is_dir(), "this test needs the schemas: bash scripts/teams.sh"
    assert "published schema 1.22" in checked(manifest(SETTINGS, "1.0.0"), strings())
    wrong = {**manifest(SETTINGS, "1.0.0"), "packageName": "x"}
    with pytest.raises(SettingsError, match="packageName"):
        checked(wrong, strings())
