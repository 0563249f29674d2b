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
    page_title: str = ""                    # of the web page; empty = a neutral one
    page_icon: str = ""                     # a file; empty = none
    operator: str = ""                      # who runs this installation, for the privacy notice and the terms
    operator_contact: str = ""              # how to reach them

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
