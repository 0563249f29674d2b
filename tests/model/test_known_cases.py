"""Every correction of the past still holds; ``safeguard changes`` adds to the file, and releases are asked it too."""

from __future__ import annotations

from typing import Any

import pytest

from bot.evaluation import known
from bot.evaluation.answer import Answer

pytestmark = pytest.mark.model


def test_every_known_correction_holds(talk: Any) -> None:
    wrong = []
    for case in known.load():
        speak = talk()
        marks = known.judge(case, lambda text, speak=speak: Answer([speak(text).message]),
                            lambda speak=speak: speak.turns[-1].intent)
        wrong += [] if marks["ok"] else [case.id]
    assert wrong == []
