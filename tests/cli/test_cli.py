"""The command table, the terminal client and the redaction of lines."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from bot import chat, cli, redact
from bot.errors import ScrubError
from bot.scrubbed import Scrubbed


@pytest.mark.parametrize("name", sorted(cli.COMMANDS))
def test_each_command_has_help_and_an_example_with_its_name(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    command = cli.COMMANDS[name]
    assert command.help in shown
    assert command.example in shown
    assert f"safeguard {name}" in command.example


@pytest.mark.parametrize("name", sorted(cli.COMMANDS))
def test_each_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([name, "--help"])
    assert ended.value.code == 0
    assert f"safeguard {name}" in capsys.readouterr().out


def test_a_setting_that_cannot_be_read_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAFEGUARD_PORT", "five")
    assert cli.main(["retain"]) == 2
    assert "SAFEGUARD_PORT" in capsys.readouterr().err


def test_retain_says_what_it_deleted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAFEGUARD_DATA_DIR", str(tmp_path))
    assert cli.main(["retain"]) == 0
    assert capsys.readouterr().out == (
        "Deleted: 0 from events, 0 from live_conversations, 0 from turn_log, 0 from review_marks, "
        "0 from review_items, 0 from review_notes, 0 from review_links, 0 from deletions, 0 from audit, "
        "0 from switches, 0 from inbox, 0 from outbox, 0 from seen_messages, 0 from mailbox_claims.\n"
    )


OPTIONS = ["Today or tomorrow", "Not sure"]


@pytest.mark.parametrize(("typed", "sent"), [
    ("1", "Today or tomorrow"), (" 2. ", "Not sure"), ("2)", "Not sure"), ("3", "3"), ("0", "0"), ("12", "12"),
    ("she is 2", "she is 2"), ("\u00b2", "\u00b2"), ("", ""), ("999", "999"),
])
def test_a_number_chooses_an_option_only_when_there_is_one(typed: str, sent: str) -> None:
    assert chat.chosen(typed, OPTIONS) == sent


def test_a_conversation_shows_text_and_numbered_options_and_nothing_else() -> None:
    typed, sent, shown = iter(["hello", "2"]), list[str](), list[str]()

    def ask(text: str) -> list[dict[str, Any]]:
        sent.append(text)
        buttons = [{"title": option, "payload": option} for option in OPTIONS]
        return [{"text": f"Answer {len(sent)}", "buttons": buttons, "custom": {"x": 1}}]

    def read(prompt: str) -> str:
        try:
            return next(typed)
        except StopIteration:
            raise EOFError from None

    chat.talk(ask, read, shown.append)
    assert sent == ["hello", "Not sure"]
    assert shown[1:4] == ["\nAnswer 1", "  1. Today or tomorrow", "  2. Not sure"]


def test_a_service_that_is_not_there_is_said_with_the_line_about_danger(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("hello\n"))
    assert chat.main(["--address", "http://127.0.0.1:9"]) == 1
    shown = capsys.readouterr().err
    assert "http://127.0.0.1:9" in shown
    assert "ring 999" in shown


def hide(text: str) -> Scrubbed:
    if "UNSCRUBBABLE" in text:
        raise ScrubError("personal data could not be removed")
    return Scrubbed(text.replace("Marigold", "[PERSON_1]"))


@pytest.mark.parametrize(("line", "out", "bad"), [
    ('{"id": 7, "text": "Marigold is sad"}', {"id": 7, "text": "[PERSON_1] is sad"}, 0),
    ('{"id": "a", "text": "caf\u00e9", "name": "Marigold"}', {"id": "a", "text": "caf\u00e9"}, 0),
    ('{"id": 1, "text": "UNSCRUBBABLE Marigold"}', {"id": 1, "text": "[WITHHELD]"}, 1),
    ("Marigold", None, 1), ('{"text": "Marigold"}', None, 1), ("[1]", None, 1), ("  ", None, 0),
])
def test_each_line_is_scrubbed_or_withheld_and_never_quoted(line: str, out: dict[str, Any] | None, bad: int) -> None:
    lines, complaints = list[str](), list[str]()
    assert redact.redact([line], hide, lines.append, complaints.append) == bad
    assert [json.loads(made) for made in lines] == ([out] if out else [])
    assert len(complaints) == bad
    assert "Marigold" not in "".join(lines + complaints)
