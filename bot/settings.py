"""Typed settings, read once from an environment that is handed in; secrets are hidden in ``repr``."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import SettingsError
from bot.paths import ROOT

PREFIX = "SAFEGUARD_"
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]{10,}")
_KEY = re.compile(r"[0-9a-fA-F]{64}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")  # what Telegram allows, and not too short to be guessed


@dataclass(frozen=True)
class Settings:
    """Everything that may differ between two installations.

    Ports are TCP; ``data_dir`` holds the stores, the secret and the engine's token; times are seconds.
    """

    host: str = "127.0.0.1"
    port: int = 5005
    engine_port: int = 5006
    engine_urls: str = ""                   # with commas: several engines; empty = the one on this machine
    data_dir: Path = ROOT / "var"
    store_url: str = field(default="", repr=False)  # SQLAlchemy address, perhaps with a password; empty = SQLite
    redis_url: str = field(default="", repr=False)  # locks, limits and seen messages of several edges; empty = one edge
    secret: str = field(default="", repr=False)     # 64 hex digits, the same for all edges; empty = a file in data_dir
    drain: float = 0.0                      # seconds between "I am closing" and closing, for whoever sends people here
    engine_timeout: float = 0.7             # a person has the numbers to ring within a second, whatever is wrong
    engine_memory: int = 1500               # megabytes; an engine that holds more is replaced; 0 = no limit
    at_once: int = 16                       # turns at once; whoever comes on top gets the numbers to ring at once
    connections: int = 1000                 # open at once; those that wait make room, who asks on top gets 503
    max_body: int = 64 * 1024
    max_text: int = 2000                    # characters; what is longer is withheld but still assessed for risk
    limit_per_sender: int = 40              # messages a minute
    limit_per_address: int = 0              # 0 = off; on a public host set it
    trusted_proxy: str = ""                 # address or network whose forwarded header is believed; with commas
    log_level: str = "WARNING"
    area: str = "unknown"                   # default area of this installation
    engine_token: str = field(default="", repr=False)
    metrics_token: str = field(default="", repr=False)      # who may read /metrics; empty = this machine alone
    model: str = ""                         # file of the dialogue model; empty = the newest below models/
    teams_app_id: str = ""                  # application id of the bot's registration; empty = no Teams
    teams_app_password: str = field(default="", repr=False)
    teams_certificate: str = ""             # PEM file with private key and certificate, instead of the password
    teams_tenant: str = ""                  # tenant of a single-tenant bot; empty = several tenants
    teams_allowed_tenants: str = ""         # with commas; empty = that one tenant
    teams_service_hosts: str = ""           # with commas; this and the next three: empty = Microsoft's public cloud
    teams_openid_url: str = ""
    teams_login_url: str = ""
    teams_issuer: str = ""
    teams_publisher: str = ""               # this and the next three: for the app package only
    teams_website: str = ""
    teams_privacy: str = ""
    teams_terms: str = ""
    telegram_token: str = field(default="", repr=False)     # empty = no Telegram
    telegram_mode: str = "webhook"          # or polling, for an office without a public address
    telegram_secret: str = field(default="", repr=False)    # that Telegram sends with every request to the webhook
    telegram_webhook_url: str = ""          # public address of our webhook; we tell Telegram; empty = somebody has
    telegram_api: str = ""                  # where Telegram's Bot API is; empty = Telegram's own
    page_title: str = ""                    # of the web page; empty = a neutral one
    page_icon: str = ""                     # a file; empty = none
    review_port: int = 5007                 # the maintainers' pages, on loopback whatever the host
    review_header: str = ""                 # header in which the trusted proxy names who it has signed in
    review_people: str = ""                 # name=role with commas: who may come in by that header
    review_daily_cap: int = 60              # conversations that one person reads a day; 0 = no cap
    operator: str = ""                      # who runs this installation, for the privacy notice and the terms
    operator_contact: str = ""              # how to reach them

    @property
    def database(self) -> str:
        """SQLAlchemy address of the stores."""
        return self.store_url or f"sqlite:///{self.data_dir / 'safeguard.db'}"

    @property
    def engines(self) -> tuple[str, ...]:
        """Addresses of all engines."""
        listed = tuple(one.strip().rstrip("/") for one in self.engine_urls.split(",") if one.strip())
        return listed or (f"http://127.0.0.1:{self.engine_port}",)


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """Read ``SAFEGUARD_<NAME>`` for every field; raise SettingsError naming all that cannot be read."""
    env = os.environ if environment is None else environment
    values: dict[str, object] = {}
    problems = []
    for name, default in Settings.__dataclass_fields__.items():
        raw = env.get(PREFIX + name.upper())
        if raw is None:
            continue
        try:
            values[name] = _parse(raw, default.type)
        except ValueError:
            problems.append(f"{PREFIX}{name.upper()} must be {default.type}, not {raw[:40]!r}")
    if problems:
        raise SettingsError("; ".join(problems))
    settings = Settings(**values)  # type: ignore[arg-type]
    if wrong := _several(settings) + _telegram(settings):
        raise SettingsError("; ".join(wrong))
    return settings


def _several(settings: Settings) -> list[str]:
    """What is wrong with the settings of several edges and engines; a secret is never shown."""
    checks = {
        "SECRET must be 64 hexadecimal digits (openssl rand -hex 32)":
            not settings.secret or _KEY.fullmatch(settings.secret),
        "REDIS_URL must begin with redis:// or rediss://":
            not settings.redis_url or settings.redis_url.startswith(("redis://", "rediss://")),
        "ENGINE_URLS must be http addresses with commas between them":
            all(one.startswith(("http://", "https://")) for one in settings.engines),
    }
    return [f"{PREFIX}{problem}" for problem, fine in checks.items() if not fine]


def _telegram(settings: Settings) -> list[str]:
    """What is wrong with the settings of Telegram; no value is shown, for they are secrets."""
    if not settings.telegram_token:
        return []
    webhook = settings.telegram_mode == "webhook"
    checks = {
        "TOKEN must look like the one that BotFather gave you": _TOKEN.fullmatch(settings.telegram_token),
        "MODE must be webhook or polling": webhook or settings.telegram_mode == "polling",
        "SECRET must be 16 to 256 letters, digits, _ and -: without it anybody could write as anybody":
            not webhook or _SECRET.fullmatch(settings.telegram_secret),
    }
    return [f"{PREFIX}TELEGRAM_{problem}" for problem, fine in checks.items() if not fine]


def _parse(raw: str, kind: object) -> object:
    """Turn one setting's text into the type its field declares."""
    return {"int": int, "float": float, "Path": Path}.get(str(kind), str)(raw)
