"""One child process: started so that it dies with the supervisor, watched, and stopped."""

from __future__ import annotations

import ctypes
import os
import select
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1
NICER = 10
_LIBC = ctypes.CDLL(None, use_errno=True)


class Child:
    """A running process. ``began`` is when it was started, in the supervisor's seconds."""

    def __init__(self, process: subprocess.Popen[bytes], began: float) -> None:
        self._process = process
        self.began = began
        self.said = b""

    @classmethod
    def start(
        cls, arguments: Sequence[str], environment: Mapping[str, str], began: float,
        fds: tuple[int, ...] = (), talks: bool = False, nice: bool = False, goes_first: int = 0,
    ) -> Child:
        """Run this Python with ``arguments``. ``talks``: its input and output are ours; ``nice``: it stands back.

        ``goes_first``: 0 to 1000; when the machine has no memory left, Linux ends the highest first.
        """
        pipe, parent = subprocess.PIPE if talks else None, os.getpid()
        process = subprocess.Popen(  # noqa: S603 - our own interpreter with fixed arguments
            [sys.executable, *arguments], env=dict(environment), pass_fds=fds, stdout=pipe,
            stdin=pipe or subprocess.DEVNULL, start_new_session=True,
            preexec_fn=lambda: _born(parent, nice, goes_first),
        )
        return cls(process, began)

    @property
    def pid(self) -> int:
        """The process number."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    @property
    def ended_with(self) -> int | None:
        """Its exit status, or None while it runs."""
        return self._process.poll()

    def memory(self) -> int:
        """Resident memory in bytes, 0 when it is gone."""
        try:
            pages = Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1]
        except (OSError, IndexError):
            return 0
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    def worked(self) -> float:
        """Seconds of processor time so far, 0 when it is gone."""
        try:
            ticks = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[11:13]
        except (OSError, IndexError):
            return 0.0
        return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")

    def heard(self, line: bytes) -> bool:
        """Whether it has printed ``line``; reads what there is, without waiting."""
        out = self._process.stdout
        while out and select.select([out], [], [], 0)[0]:
            more = os.read(out.fileno(), 4096)
            if not more:
                break
            self.said = (self.said + more)[-4096:]
        return line in self.said

    def tell(self, line: bytes) -> bool:
        """Write one line to it and give it its full share of the processor; False when it is not there any more."""
        if self._process.stdin is None or not self.alive:
            return False
        try:
            self._process.stdin.write(line + b"\n")
            self._process.stdin.flush()
        except OSError:
            return False
        if may_undo_nice():
            os.setpriority(os.PRIO_PROCESS, self.pid, 0)
        return True

    def signal(self, number: signal.Signals) -> None:
        """Send a signal, if it still runs."""
        if self.alive:
            self._process.send_signal(number)

    def kill(self) -> None:
        """End it at once, and wait until it is gone."""
        if self.alive:
            self._process.kill()
        self._process.wait()
        self.close()

    def close(self) -> None:
        """Close the pipes to a process that is gone."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:
                    continue


def may_undo_nice() -> bool:
    """Whether this user may make a process less nice again; otherwise a spare would stay slow for ever."""
    return os.geteuid() == 0


def _born(parent: int, nice: bool, goes_first: int) -> None:
    """In the child, before it becomes Python again: die when the supervisor dies, however it dies."""
    if hasattr(_LIBC, "prctl"):
        _LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
    if nice and may_undo_nice():
        os.nice(NICER)
    try:
        Path("/proc/self/oom_score_adj").write_text(str(goes_first), encoding="ascii")
    except OSError:  # not Linux, or not allowed: then Linux chooses
        return
