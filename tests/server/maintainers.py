"""The maintainers' pages as they are started, beside a running service."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bot.paths import ROOT
from tests.server import processes
from tests.server.service import SLOW_MACHINE, Service, until

EDITOR, LEAD = ("--who", "ann", "--role", "editor"), ("--who", "lee", "--role", "safety_lead")


class Pages:
    """``safeguard review`` as a maintainer starts it, with the links that it prints."""

    def __init__(self, service: Service, folder: Path) -> None:
        self._environment, self._port = service.environment, processes.free_port()
        self.url, self._output = f"http://127.0.0.1:{self._port}", folder / "review.txt"
        with self._output.open("wb") as output:
            self._process = subprocess.Popen(
                [*self._command(), *EDITOR], cwd=ROOT, env=self._environment, stdin=subprocess.DEVNULL, stdout=output,
                stderr=subprocess.STDOUT,
            )

    def editor(self) -> str:
        """The link that was printed at the start."""
        until(lambda: "token=" in self._output.read_text(encoding="utf-8"), "the link", SLOW_MACHINE)
        return self._output.read_text(encoding="utf-8").split()[-1]

    def lead(self) -> str:
        """Another one, for pages that run."""
        printed = subprocess.run([*self._command(), "--link", *LEAD], cwd=ROOT, env=self._environment, text=True,
                                 capture_output=True, check=True)
        return printed.stdout.split()[-1]

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(30)

    def _command(self) -> list[str]:
        return [str(Path(sys.executable).with_name("safeguard")), "review", "--port", str(self._port)]
