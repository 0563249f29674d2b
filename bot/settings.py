"""Typed settings, read once from an environment that is handed in; secrets are hidden in ``repr``."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import SettingsError
from bot.paths import ROOT

PREFIX = "SAFEGUARD_"


@dataclass(frozen=True)
class Settings:
    """Everything that may differ between two installations.

    Ports are TCP; ``data_dir`` holds the stores, the secret and the engine's token; times are seconds.
    """

    host: str = "127.0.0.1"
    port: int = 5005
    engine_port: int = 5006
    data_dir: Path = ROOT / "var"
    store_url: str = ""                     # SQLAlchemy address; empty = SQLite below data_dir
    engine_timeout: float = 8.0
    max_body: int = 64 * 1024
    max_text: int = 2000                    # characters; what is longer is withheld but still assessed for risk
    limit_per_sender: int = 40              # messages a minute
    limit_per_address: int = 0              # 0 = off; on a public host set it
    trusted_proxy: str = ""                 # address whose forwarded header is believed
    log_level: str = "WARNING"
    area: str = "unknown"                   # default area of this installation
    engine_token: str = field(default="", repr=False)
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

    @property
    def database(self) -> str:
        """SQLAlchemy address of the stores."""
        return self.store_url or f"sqlite:///{self.data_dir / 'safeguard.db'}"


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
    return Settings(**values)  # type: ignore[arg-type]


def _parse(raw: str, kind: object) -> object:
    """Turn one setting's text into the type its field declares."""
    return {"int": int, "float": float, "Path": Path}.get(str(kind), str)(raw)
