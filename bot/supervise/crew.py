"""How the real processes are started and asked."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Mapping

from bot.paths import ROOT
from bot.settings import PREFIX, Settings
from bot.supervise.child import Child
from bot.supervise.probe import status_of

OUTSIDE = frozenset(
    f"{PREFIX}{name}"
    for name in ("TEAMS_APP_PASSWORD", "TEAMS_CERTIFICATE", "TELEGRAM_TOKEN", "TELEGRAM_SECRET", "REDIS_URL", "SECRET")
)


class Processes:
    """Edge and engine as processes of this machine, sharing a token that is new at each start."""

    def __init__(self, settings: Settings, listening: socket.socket, environment: Mapping[str, str]) -> None:
        self._port, self._fd = settings.engine_port, listening.fileno()
        self._token, self._edges = secrets.token_hex(32), 0
        model = ["--model", settings.model] if settings.model else []
        self._engine = ["-m", "bot.engine", "--port", str(self._port), *model]
        self._edge = _reachable(listening)
        path = os.pathsep.join(part for part in (str(ROOT), environment.get("PYTHONPATH", "")) if part)
        self._environment = {
            "MALLOC_ARENA_MAX": "2",  # threads of one process share their memory pools: tens of megabytes less
            "TMPDIR": str(settings.data_dir / "tmp"),  # a model is unpacked there: nothing is written elsewhere
            **environment,
            "PYTHONPATH": path,
            "SAFEGUARD_DATA_DIR": str(settings.data_dir),
            "SAFEGUARD_ENGINE_STORE": settings.database,
            "SAFEGUARD_ENGINE_TOKEN": self._token,
        }
        # Without compiled files every start compiles thousands of modules again, and takes several times as long.
        self._environment.pop("PYTHONDONTWRITEBYTECODE", None)

        # The engine talks with nobody outside, so that it need not know these.
        self._of_engine = {name: value for name, value in self._environment.items() if name not in OUTSIDE}

    def edge(self, at: float) -> Child:
        """Start the edge on the socket that is held here."""
        environment = {**self._environment, "SAFEGUARD_EDGE_ENDED": str(self._edges)}
        self._edges += 1
        return Child.start(["-m", "bot.edge", "--fd", str(self._fd)], environment, at, fds=(self._fd,))

    def engine(self, at: float) -> Child:
        """Start an engine from nothing."""
        return Child.start(self._engine, self._of_engine, at, goes_first=500)

    def spare(self, at: float) -> Child:
        """Start an engine that waits for the word before it loads the model."""
        return Child.start([*self._engine, "--spare"], self._of_engine, at, talks=True, nice=True, goes_first=500)

    def edge_live(self) -> bool:
        """Whether the edge answers."""
        return status_of(*self._edge, "/health/live") == 200

    def engine_ready(self) -> bool:
        """Whether the engine has its model loaded."""
        return status_of("127.0.0.1", self._port, "/ready", self._token) == 200

    def all_ready(self) -> bool:
        """Whether every part is there."""
        return status_of(*self._edge, "/health/ready") == 200


def _reachable(listening: socket.socket) -> tuple[str, int]:
    """Where this machine reaches its own socket: an address that means "everywhere" is asked on loopback."""
    host, port = listening.getsockname()[:2]
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), int(port)  # noqa: S104 - compared, not bound
