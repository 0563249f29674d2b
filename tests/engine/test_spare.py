"""What the supervisor's word tells an engine that waits."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.engine import __main__ as engine
from bot.paths import HOME_VARIABLE


@pytest.mark.parametrize(("line", "port"), [
    ("go\n", 5006), ('go {"home": "/releases/2", "port": 6000}\n', 6000), ("", None), ("stop\n", None),
])
def test_the_word_to_go_may_name_another_home_and_port(
    line: str, port: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(HOME_VARIABLE, raising=False)
    monkeypatch.setattr(os, "environ", dict(os.environ))
    assert engine.told(line, 5006) == port
    assert os.environ.get(HOME_VARIABLE) == ("/releases/2" if port == 6000 else None)


def test_what_a_spare_imports_before_the_word_is_nothing_of_ours() -> None:
    """Whatever reads ``bot.paths`` would keep the home of its start."""
    tree = ast.parse(Path(engine.__file__).read_text(encoding="utf-8"))
    (first,) = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "import_first"]
    names = [alias.name for node in ast.walk(first) if isinstance(node, ast.Import) for alias in node.names]
    assert "rasa.core.agent" in names, "it brings TensorFlow, which is most of what a start takes"
    assert [name for name in names if name.startswith("bot")] == []
    script = (
        "import sys\nfrom bot.engine import __main__ as engine\nengine.log_lines()\n"
        "print(*[name for name in sys.modules if name.startswith('bot')])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert set(done.stdout.split()) == {"bot", "bot.engine", "bot.engine.__main__", "bot.trace"}
