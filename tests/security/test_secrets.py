"""Secrets stand in no repr, error or line; files are their owner's alone; the engine is told only what it needs."""

from __future__ import annotations

import logging
import os
import socket
import stat
from dataclasses import fields, replace
from pathlib import Path

import pytest

from bot.channels.teams_parts.config import TeamsConfig
from bot.edge.engine_client import EngineClient
from bot.edge.logs import QUIET
from bot.edge.parts import first_parts
from bot.errors import SafeguardError
from bot.paths import HOME_VARIABLE, ROOT
from bot.records.keys import load_secret
from bot.records.live import LiveStore
from bot.settings import Settings, load
from bot.supervise import main
from bot.supervise.child import Child
from bot.supervise.crew import OUTSIDE, Processes
from tests.channels.teams.far_end import APP, TENANT

HIDDEN = "hunter2-never-to-be-shown"
SECRET_SETTINGS = (
    "engine_token", "store_url", "teams_app_password", "telegram_token", "telegram_secret",
)


def test_no_repr_of_the_settings_shows_a_secret(tmp_path: Path) -> None:
    settings = replace(Settings(data_dir=tmp_path), **dict.fromkeys(SECRET_SETTINGS, HIDDEN))
    parts = first_parts(settings, EngineClient("http://127.0.0.1:1", HIDDEN))
    teams = TeamsConfig.of(replace(settings, teams_app_id=APP, teams_tenant=TENANT))
    assert HIDDEN not in repr([settings, parts, teams])


def test_a_setting_that_is_named_like_a_secret_is_hidden() -> None:
    named = [f.name for f in fields(Settings) if any(w in f.name for w in ("password", "token", "secret", "_url"))]
    open_ones = {"teams_openid_url", "teams_login_url", "telegram_webhook_url", "engine_urls"}  # anybody may know
    assert {f.name for f in fields(Settings) if not f.repr} >= set(named) - open_ones


@pytest.mark.parametrize("wrong", [
    {"TELEGRAM_TOKEN": HIDDEN}, {"TELEGRAM_TOKEN": "123456:" + "a" * 30, "TELEGRAM_SECRET": HIDDEN + "!"},
    {"TEAMS_APP_ID": APP, "TEAMS_APP_PASSWORD": HIDDEN},
    {"TEAMS_APP_ID": APP, "TEAMS_TENANT": TENANT, "TEAMS_APP_PASSWORD": HIDDEN, "TEAMS_CERTIFICATE": f"/{HIDDEN}.pem"},
    {"STORE_URL": f"mysql://me:{HIDDEN}@here/there"}, {"STORE_URL": f"postgresql://me:{HIDDEN}@[/there"},
    {"STORE_URL": f"not an address {HIDDEN}"},
])
def test_no_error_about_a_setting_shows_its_value(wrong: dict[str, str], tmp_path: Path) -> None:
    environment = {f"SAFEGUARD_{name}": value for name, value in wrong.items()}
    with pytest.raises(SafeguardError) as told:
        start({**environment, "SAFEGUARD_DATA_DIR": str(tmp_path)})
    assert HIDDEN not in str(told.value)


def start(environment: dict[str, str]) -> None:
    """What a start reads of its settings."""
    settings = load(environment)
    if settings.teams_app_id:
        TeamsConfig.of(settings)
    LiveStore(settings.database)


def test_libraries_that_would_print_addresses_with_a_token_are_silent() -> None:
    assert {"httpx", "httpcore", "telegram", "aiohttp", "sqlalchemy"} <= set(QUIET)
    from bot.edge.logs import set_up

    before = logging.root.handlers[:]
    levels = {name: logging.getLogger(name).level for name in (*QUIET, "safeguard", "")}
    try:
        set_up("DEBUG")
        assert all(not logging.getLogger(name).isEnabledFor(logging.ERROR) for name in QUIET)
    finally:
        logging.root.handlers[:] = before
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


def test_the_engine_is_not_told_the_secrets_of_the_channels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first one, the spare, and the one that loads a release beside it, before and after it is served."""
    told, started = dict.fromkeys(OUTSIDE, HIDDEN), list[dict[str, str]]()

    def start(arguments: list[str], environment: dict[str, str], began: float, **_: object) -> None:
        assert "bot.engine" in arguments
        started.append(environment)

    monkeypatch.setattr(Child, "start", start)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        crew = Processes(Settings(), listening, {**told, "PATH": "/bin"})
    assert set(crew._environment) >= OUTSIDE, "the edge needs them"
    for home in (ROOT, tmp_path):
        crew.move(None, home, 6000)
        crew.engine(0.0)
        crew.spare(0.0)
        crew.engine_of(tmp_path, 6001, 0.0)
    assert [Path(one[HOME_VARIABLE]) for one in started] == [ROOT, ROOT, *[tmp_path] * 4]
    assert HIDDEN not in str(started)
    assert all(one["SAFEGUARD_ENGINE_TOKEN"] for one in started)


def test_each_start_has_a_token_of_its_own() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        tokens = {Processes(Settings(), listening, {})._environment["SAFEGUARD_ENGINE_TOKEN"] for _ in range(3)}
    assert len(tokens) == 3
    assert all(len(token) == 64 for token in tokens)


def test_what_the_stores_write_is_their_owners_alone(tmp_path: Path) -> None:
    before = os.umask(0)  # the worst that a machine may have
    try:
        folder = tmp_path / "var"
        load_secret(folder)
        LiveStore(f"sqlite:///{folder / 'safeguard.db'}").context("nobody")
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert "secret" in modes
    assert set(modes.values()) == {0o600}, modes


def test_what_a_killed_process_left_unpacked_is_gone_at_the_next_start(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "var")
    main._make_data_dir(settings)
    left = tmp_path / "var" / "tmp" / "model" / "weights"
    left.parent.mkdir()
    left.write_text("left")
    main._make_data_dir(settings)
    assert not left.exists()
    assert stat.S_IMODE((tmp_path / "var" / "tmp").stat().st_mode) == 0o700
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        told = Processes(settings, listening, {})._of_engine(ROOT)
    assert told["TMPDIR"] == str(tmp_path / "var" / "tmp")
