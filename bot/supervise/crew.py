"""How the real processes are started and asked."""

from __future__ import annotations

import os
import secrets
import signal
import socket
from collections.abc import Mapping
from pathlib import Path

from bot.errors import ReleaseError, SafeguardError
from bot.paths import HOME_VARIABLE, ROOT
from bot.records.keys import load_secret
from bot.settings import PREFIX, Settings
from bot.shelf import KEY, Shelf, unserved
from bot.supervise.child import Child
from bot.supervise.edge_data import edge_data
from bot.supervise.listen import listen
from bot.supervise.probe import status_of
from bot.supervise.slot import Process
from bot.supervise.spares import Warm

OUTSIDE = frozenset(
    f"{PREFIX}{name}"
    for name in ("TEAMS_APP_PASSWORD", "TEAMS_CERTIFICATE", "TELEGRAM_TOKEN", "TELEGRAM_SECRET", "REDIS_URL", "SECRET")
)


class Processes:
    """Edge and engine as processes of this machine, sharing a token that is new at each start.

    ``serving`` is the release that they read, None for the repository's own data and models; ``port`` the engine's.
    """

    def __init__(self, settings: Settings, listening: socket.socket, environment: Mapping[str, str]) -> None:
        self.port, self._fd, self._settings = settings.engine_port, listening.fileno(), settings
        self.serving: int | None = None
        self.home = ROOT
        self._token, self._edges = secrets.token_hex(32), 0
        self._model = ["--model", settings.model] if settings.model else []
        self._edge, self._edge_line = _reachable(listening), ["-m", "bot.edge", "--fd", str(self._fd)]
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
        self._environment.pop(HOME_VARIABLE, None)

    def first_home(self, chosen: int | None) -> str:
        """Take up the chosen release at the start; what is wrong with it, in words, where it cannot be served."""
        try:
            self.move(chosen, self.fit(chosen), self.port)
        except SafeguardError as error:
            return str(error)
        return ""

    def fit(self, number: int | None) -> Path:
        """The home of a release, its signature and hashes checked. Raises ReleaseError or StoreError."""
        if number is None:
            return ROOT
        if why := unserved(self._settings):
            raise ReleaseError(why)
        return Shelf(self._settings.data_dir).fit(number, load_secret(self._settings.data_dir, KEY))

    def move(self, number: int | None, home: Path, port: int) -> bool:
        """Start everything there from now on; True when what the edge itself reads is not the same."""
        other = edge_data(home) != edge_data(self.home)
        self.serving, self.home, self.port = number, home, port
        self._environment |= {HOME_VARIABLE: str(home), "SAFEGUARD_ENGINE_PORT": str(port)}
        return other

    def let_go(self, child: Process) -> None:
        """Ask the edge to end once it has answered what it has begun; an end that was wanted is no fault."""
        if isinstance(child, Child):
            self._edges -= 1
            child.signal(signal.SIGTERM)

    def free_port(self) -> int:
        """A port of loopback for one more engine."""
        with listen("127.0.0.1", 0) as probe:
            return int(probe.getsockname()[1])

    def engine_of(self, home: Path, port: int, at: float) -> Child:
        """Start an engine on another home and port."""
        return Child.start(self._engine(port), self._of_engine(home), at, goes_first=500)

    def ready_at(self, port: int) -> bool:
        """Whether the engine on that port has its model loaded."""
        return status_of("127.0.0.1", port, "/ready", self._token) == 200

    def _engine(self, port: int, *more: str) -> list[str]:
        return ["-m", "bot.engine", "--port", str(port), *self._model, *more]

    def _of_engine(self, home: Path) -> dict[str, str]:
        """The engine talks with nobody outside, so that it need not know what stands in ``OUTSIDE``."""
        known = {name: value for name, value in self._environment.items() if name not in OUTSIDE}
        return {**known, HOME_VARIABLE: str(home)}

    def edge(self, at: float, warm: Warm) -> Process:
        """The edge on the socket that is held here; it is told how many have ended before it."""
        ended, self._edges = self._edges, self._edges + 1
        return warm.take(f"go {ended}".encode(), at) or Child.start(
            [*self._edge_line, "--ended", str(ended)], self._environment, at, fds=(self._fd,)
        )

    def edge_spare(self, at: float) -> Child:
        """Start an edge that has everything for its first answer and waits for the word before it serves."""
        return Child.start(
            [*self._edge_line, "--spare"], self._environment, at, fds=(self._fd,), talks=True, nice=True
        )

    def engine(self, at: float) -> Child:
        """Start an engine from nothing."""
        return self.engine_of(self.home, self.port, at)

    def spare(self, at: float) -> Child:
        """Start an engine that waits for the word before it loads the model."""
        return Child.start(
            self._engine(self.port, "--spare"), self._of_engine(self.home), at, talks=True, nice=True, goes_first=500,
        )

    def edge_live(self) -> bool:
        """Whether the edge answers."""
        return status_of(*self._edge, "/health/live") == 200

    def engine_ready(self) -> bool:
        """Whether the engine has its model loaded."""
        return self.ready_at(self.port)

    def all_ready(self) -> bool:
        """Whether every part is there."""
        return status_of(*self._edge, "/health/ready") == 200


def _reachable(listening: socket.socket) -> tuple[str, int]:
    """Where this machine reaches its own socket: an address that means "everywhere" is asked on loopback."""
    host, port = listening.getsockname()[:2]
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), int(port)  # noqa: S104 - compared, not bound
