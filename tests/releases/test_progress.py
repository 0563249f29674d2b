"""The bar tells the time left from how long it took before, and what is told is remembered."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from bot.releases.progress import FIRST_GUESS, Progress


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_time_left_is_what_the_stages_took_and_then_what_they_take(tmp_path: Path) -> None:
    clock = Clock()
    progress = Progress(tmp_path / "times.json", Terminal(), clock)
    progress.begin("train")
    assert progress.left == sum(FIRST_GUESS.values()) - FIRST_GUESS["prepare"]
    clock.now = 30.0
    assert progress.left == sum(FIRST_GUESS.values()) - FIRST_GUESS["prepare"] - 30.0
    progress.tick(0.5)
    assert progress.left == 30.0 + FIRST_GUESS["check"] + FIRST_GUESS["measure"] + FIRST_GUESS["serve"]
    clock.now = 60.0
    progress.begin("check")
    clock.now = 64.0
    assert progress.end() == 64.0
    again = Progress(tmp_path / "times.json", Terminal(), clock)
    again.begin("train")
    assert again.left == 60.0 + 4.0 + FIRST_GUESS["measure"] + FIRST_GUESS["serve"]


def test_a_terminal_gets_a_bar_and_a_file_plain_lines(tmp_path: Path) -> None:
    drawn, plain = Terminal(), StringIO()
    for out in (drawn, plain):
        progress = Progress(tmp_path / "times.json", out, Clock())
        progress.begin("train")
        progress.tick(0.2)
    assert "s left" in drawn.getvalue()
    assert drawn.getvalue().startswith("\r[")
    left = sum(FIRST_GUESS.values()) - FIRST_GUESS["prepare"]
    assert plain.getvalue() == f"train ... (about {left:.0f} s left in all)\n"
