"""As nobody, on a file system that can be read only, with one folder to write in: everything works."""

from __future__ import annotations

import os
import pwd
import shlex
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.paths import ROOT
from tests.server import processes
from tests.server.service import DANGER, WORRY, Service, card, until

pytestmark = [pytest.mark.server, pytest.mark.timeout(600)]
IS_ROOT = os.geteuid() == 0
NOBODY = "nobody"
NEEDED = (Path(sys.base_prefix), Path(sys.prefix).resolve(), ROOT)  # interpreter, packages, project
WRITTEN = {"secret", "safeguard.db", "safeguard.db-wal", "safeguard.db-shm", "tmp", "content", "releases"}


def hidden(path: Path) -> Path | None:
    """The folder above ``path`` that others may not enter: a home, on many machines."""
    return next((above for above in path.parents if not above.stat().st_mode & stat.S_IXOTH), None)


def alone(folder: Path, *command: str) -> list[str]:
    """The command as nobody, with mounts of its own: everything can only be read, but for ``folder``.

    Without root's rights the user stays who it is, which is not root either; the mounts are the same.
    """
    lines = ["mount --make-rprivate /"]
    for number, path in enumerate(NEEDED if IS_ROOT else ()):
        if (above := hidden(path)) is not None:  # shown again, above an empty folder that hides the rest of the home
            aside = folder.parent / f"aside{number}"
            aside.mkdir(exist_ok=True)
            lines += [f"mount --bind {path} {aside}", f"mount -t tmpfs -o mode=755 tmpfs {above}", f"mkdir -p {path}",
                      f"mount --move {aside} {path}"]
    for path in (ROOT, Path(tempfile.gettempdir()), Path("/")):
        lines += [f"mount --bind {path} {path}"] if path != Path("/") else []
        lines += [f"mount -o remount,ro,bind {path}"]
    lines += [f"mount --bind {folder} {folder}", f"mount -o remount,rw,bind {folder}", f"cd {ROOT}"]
    rights = ["setpriv", f"--reuid={NOBODY}", "--regid=nogroup", "--clear-groups", "--no-new-privs", "--inh-caps=-all"]
    lines.append("exec " + shlex.join([*(rights if IS_ROOT else []), *command]))
    return ["unshare", *(["-m"] if IS_ROOT else ["-rm"]), "sh", "-ec", "; ".join(lines)]


class Unprivileged(Service):
    """The service, nobody's."""

    def command(self, *options: str) -> list[str]:  # type: ignore[override]
        return alone(self.data, *Service.command(*options))


@pytest.fixture(scope="module")
def service() -> Iterator[Unprivileged]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "service" / "var").mkdir(parents=True)
        if IS_ROOT:
            shutil.chown(folder / "service" / "var", NOBODY, "nogroup")
        made = Unprivileged(folder / "service", {"HOME": "/nonexistent", "TMPDIR": str(folder / "service/var/tmp")})
        try:
            made.wait()
            yield made
        finally:
            made.stop()


def test_it_answers_as_ever_and_is_nobody(service: Unprivileged) -> None:
    who = pwd.getpwnam(NOBODY).pw_uid if IS_ROOT else os.geteuid()
    assert {Path(f"/proc/{pid}").stat().st_uid for pid in (service.edge(), service.engine())} == {who}
    assert card(service.say(WORRY, "one", role="parent"))["kind"] == "concern"
    assert card(service.say(DANGER, "two"))["kind"] == "escalation"
    assert service.turns("one") == [1]


def test_it_writes_in_its_data_directory_alone_and_for_itself_alone(service: Unprivileged) -> None:
    service.say(WORRY, "three")
    assert {path.name for path in service.data.iterdir()} <= WRITTEN
    files = [path for path in service.data.iterdir() if path.is_file()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in (service.data, service.data / "tmp")} == {0o700}


@pytest.mark.parametrize("path", [
    "bot/settings.py", "bot/data/contacts.yml", "models/danger.npz", "models/new", "requirements.lock",
    "/tmp/nobody-may-write-this",
])
def test_it_could_change_neither_its_code_nor_its_models(service: Unprivileged, path: str) -> None:
    tried = subprocess.run(
        alone(service.data, "sh", "-c", f": >> '{ROOT / path}'"), capture_output=True, text=True, check=False,
    )
    assert tried.returncode != 0
    assert "Read-only" in tried.stderr or "denied" in tried.stderr


def test_there_it_could_write_if_it_were_asked(service: Unprivileged) -> None:
    """Else the test above would pass whatever happens."""
    subprocess.run(alone(service.data, "sh", "-c", f": > '{service.data}/tmp/made'"), check=True)
    (service.data / "tmp" / "made").unlink()


def test_it_comes_back_after_a_kill_without_any_rights(service: Unprivileged) -> None:
    killed = service.edge()
    os.kill(killed, 9)
    until(lambda: killed not in processes.children(service.process.pid, "bot.edge") and service.ready(), "the edge", 90)
    assert card(service.say(DANGER, "four"))["kind"] == "escalation"
