"""A gap in the settings stops the start and names every fault at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.channels.teams_parts.config import MULTI_TENANT, TeamsConfig, safe
from bot.errors import SettingsError
from bot.settings import Settings
from tests.channels.teams.far_end import APP, TENANT

GOOD = {"teams_app_id": APP, "teams_app_password": "x", "teams_tenant": TENANT}


def settings(**more: str) -> Settings:
    return Settings(**{**GOOD, **more})  # type: ignore[arg-type]


def test_a_single_tenant_bot_serves_its_tenant() -> None:
    config = TeamsConfig.of(settings())
    assert (config.authority, config.tenants) == (TENANT, {TENANT})
    assert config.serves("https://smba.trafficmanager.net/uk/")


def test_a_bot_of_several_tenants_serves_those_on_the_list() -> None:
    two = f"{TENANT.upper()}, {APP}"
    config = TeamsConfig.of(settings(teams_tenant="", teams_allowed_tenants=two))
    assert (config.authority, config.tenants) == (MULTI_TENANT, {TENANT, APP})


@pytest.mark.parametrize(("wrong", "named"), [
    ({"teams_app_id": "bot"}, "APP_ID"),
    ({"teams_app_password": ""}, "set one of"),
    ({"teams_certificate": "x.pem"}, "not both"),
    ({"teams_app_password": "", "teams_certificate": "/nowhere.pem"}, "names no file"),
    ({"teams_tenant": ""}, "SAFEGUARD_TEAMS_TENANT"),
    ({"teams_allowed_tenants": "contoso"}, "ALLOWED_TENANTS"),
    ({"teams_openid_url": "http://login.example/x"}, "OPENID_URL"),
    ({"teams_login_url": "login.example"}, "LOGIN_URL"),
])
def test_each_fault_is_named(wrong: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        TeamsConfig.of(settings(**wrong))


def test_every_fault_is_named_at_once() -> None:
    with pytest.raises(SettingsError, match=r"APP_ID.*set one of.*TENANT"):
        TeamsConfig.of(Settings(teams_app_id="x"))


@pytest.mark.parametrize(("url", "good"), [
    ("https://smba.trafficmanager.net/uk/", True), ("http://127.0.0.1:9/x", True),
    ("http://smba.trafficmanager.net/", False),
    ("https://user:word@smba.trafficmanager.net/", False), ("https://", False), ("ftp://127.0.0.1/", False),
    ("https://[::1", False), ("https://host:port/", False), ("", False),
])
def test_an_address_is_safe_when_nobody_can_listen(url: str, good: bool) -> None:
    assert safe(url) is good


def test_a_host_with_another_port_is_another_host() -> None:
    config = TeamsConfig.of(settings())
    assert not config.serves("https://smba.trafficmanager.net:8443/")
    assert not config.serves("https://smba.trafficmanager.net.evil.example/")


def test_the_password_is_not_shown(tmp_path: Path) -> None:
    made = settings(teams_app_password="hush")
    assert "hush" not in repr(made) + repr(TeamsConfig.of(made))
