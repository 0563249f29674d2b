"""``safeguard content`` as it is typed: what it prints, what it returns, and the act that each change leaves."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from bot import cli, clock
from bot.clock import LONDON
from bot.publishing import main as content
from bot.records.audit import Audit
from bot.scrubbed import Scrubbed

NOON = datetime(2026, 12, 1, 12, 0, tzinfo=LONDON)
LEAD = "Workers should talk to you openly. They should ask before they seek help for your family."


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFEGUARD_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(content, "scrub", lambda text: Scrubbed(text))
    monkeypatch.setattr(clock, "now", lambda: NOON)


def acts(folder: Path) -> list[tuple[str, str]]:
    with Audit(f"sqlite:///{folder / 'safeguard.db'}") as audit:
        return [(act.who.split("/")[0], act.did) for act in reversed(audit.newest())]


def test_from_a_copy_to_what_is_served(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def typed(*line: str) -> tuple[int, str]:
        code = cli.main(["content", *line])
        shown = capsys.readouterr()
        return code, shown.out + shown.err

    code, told = typed("propose", "--from-topic", "consent")
    draft = tmp_path / "content" / "drafts" / "consent.yml"
    assert str(draft) in told
    text = draft.read_text(encoding="utf-8")
    draft.write_text(text.replace(LEAD, "Ring 01223 999 888."), encoding="utf-8")
    code, told = typed("propose", str(draft), "--who", "Anna")
    assert (code, told.count("telephone number belongs")) == (1, 1)
    assert acts(tmp_path) == [], "what is refused is no act"

    draft.write_text(text.replace(LEAD, "Workers should ask you first."), encoding="utf-8")
    code, told = typed("propose", str(draft), "--who", "Anna")
    assert code == 0
    assert "parental_consent parent" in told, "the reading age is measured"
    id = told.split("Proposed as ")[1].split(".")[0]
    assert id in typed("list")[1]
    code, told = typed("approve", id, "--who", "anna")
    assert (code, "a second person" in told) == (2, True)
    assert typed("publish", id, "--who", "Bob")[0] == 2
    assert typed("approve", id, "--who", "Bob")[0] == 0
    code, told = typed("publish", id, "--who", "Anna")
    assert code == 0
    version = told.split("content version ")[1].split(".")[0]
    assert version in typed("list")[1]
    assert "approved by Bob" in typed("history", "consent")[1]
    assert "Workers should ask you first." in typed("preview", "consent", "--role", "parent", "--channel", "text")[1]
    assert acts(tmp_path) == [("Anna", "content_proposed"), ("Bob", "content_approved"), ("Anna", "content_published")]
    assert typed("shown", "consent", "--on", "2026-11-01", "--role", "parent")[0] == 2, "no engine ran here"


def test_due_is_1_when_something_has_lapsed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli.main(["content", "due", "--within", "0"]) == 0
    assert "0 to check" in capsys.readouterr().out
    monkeypatch.setattr(clock, "today", lambda: datetime(2028, 1, 1, tzinfo=LONDON).date())
    assert cli.main(["content", "due"]) == 1
    assert "LAPSED" in capsys.readouterr().out
