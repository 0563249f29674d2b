"""Settings of several edges and engines: what is wrong stops the start, and no secret is shown."""

from __future__ import annotations

import pytest

from bot.channels.proxy import believed
from bot.errors import SettingsError
from bot.settings import Settings, load


@pytest.mark.parametrize(("name", "value"), [
    ("SECRET", "short-and-secret"), ("SECRET", "z" * 64), ("REDIS_URL", "secret.example:6379"),
    ("ENGINE_URLS", "http://one:5006,secret:5006"), ("DRAIN", "secret"),
])
def test_what_is_wrong_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name) as caught:
        load({f"SAFEGUARD_{name}": value})
    if name != "DRAIN":
        assert "secret." not in str(caught.value)
        assert "short" not in str(caught.value)


def test_a_secret_and_the_address_of_redis_are_not_shown() -> None:
    found = load({"SAFEGUARD_SECRET": "ab" * 32, "SAFEGUARD_REDIS_URL": "rediss://:password@host/0"})
    assert found == Settings(secret="ab" * 32, redis_url="rediss://:password@host/0")
    assert "abab" not in repr(found)
    assert "password" not in repr(found)


@pytest.mark.parametrize(("remote", "trusted", "true"), [
    ("10.90.0.10", "10.90.0.10", True), ("10.90.0.11", "10.90.0.10", False), ("10.90.0.11", "10.90.0.0/24", True),
    ("10.90.1.11", "10.90.0.0/24, 10.90.1.11", True), ("10.90.1.12", "10.90.0.0/24, 10.90.1.11", False),
    ("::1", "::1", True), ("10.90.0.10", "", False), (None, "10.90.0.10", False), ("10.90.0.10", "proxy", False),
    ("", "", False), ("unix:", "unix:", False),
])
def test_only_the_proxy_that_was_named_is_believed(remote: str | None, trusted: str, true: bool) -> None:
    assert believed(remote, trusted) is true
