"""An article is changed under a running service: no restart, no training, and the texts of before come back."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.clock import today
from bot.guidance import published
from bot.paths import GUIDANCE, ROOT
from tests.server.service import Service, Shared, card, until

pytestmark = [pytest.mark.server, pytest.mark.timeout(400)]
QUESTION = "do I need the parents' permission to refer"  # one of the training examples: this is not about understanding
OLD = "Do not put off a safeguarding referral to get consent."
NEW = "Do not hold back a safeguarding referral to get consent."
LIVE_SECONDS = 60.0


def typed(service: Service, *line: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "content", *line], cwd=ROOT, env=service.environment, capture_output=True,
        text=True, check=False,
    )
    return done.returncode, done.stdout + done.stderr


def put(service: Service, file: Path) -> str:
    """Propose, approve, publish; returns the content version."""
    code, told = typed(service, "propose", str(file), "--who", "Anna")
    assert code == 0, told
    id = told.split("Proposed as ")[1].split(".")[0]
    assert typed(service, "approve", id, "--who", "Bob")[0] == 0
    code, told = typed(service, "publish", id, "--who", "Bob")
    assert code == 0, told
    return told.split("content version ")[1].split(".")[0]


@pytest.fixture
def served(running: Shared) -> Iterator[Shared]:
    yield running
    pointer = running.data / published.FOLDER / published.POINTER
    if pointer.exists():  # for the tests that share the service
        pointer.unlink()
        until(lambda: OLD in ask(running)["avoid"], "the project's own text", LIVE_SECONDS)


def ask(service: Service) -> dict[str, list[str]]:
    """The card of the answer, in a conversation of its own."""
    return card(service.say(QUESTION, f"reader {time.monotonic_ns()}", role="professional"))


def test_a_published_text_is_live_without_a_restart(
    served: Shared, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, processes = ask(served), (served.edge(), served.engine())
    assert OLD in before["avoid"]
    text = (GUIDANCE / "consent.yml").read_text(encoding="utf-8")
    file = tmp_path / "consent.yml"
    for poison, reason in (("Ring 01223 999 888 first.", "telephone number"), ("Ask Sarah Jones first.", "PERSON")):
        file.write_text(text.replace(OLD, poison), encoding="utf-8")
        code, told = typed(served, "propose", str(file), "--who", "Anna")
        assert (code, reason in told) == (1, True), told
    file.write_text(text.replace(OLD, NEW), encoding="utf-8")
    version = put(served, file)
    seconds = until(lambda: ask(served)["content_version"] == version, "the new version", LIVE_SECONDS)
    after = ask(served)
    assert NEW in after["avoid"]
    assert OLD not in after["avoid"]
    assert (served.edge(), served.engine()) == processes, "nothing was restarted"
    until(lambda: NEW in typed(served, "shown", "consent", "--on", str(today()), "--role", "professional")[1],
          "the ledger", LIVE_SECONDS)
    shown = typed(served, "shown", "consent", "--on", str(today()), "--role", "professional")[1]
    assert shown.index(OLD) < shown.index(NEW), "what stood in the morning, and what stands now"
    with capsys.disabled():
        print(f"\n[server] a published text was live {seconds:.1f} s after `safeguard content publish` ended")
