"""One front for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.edge import server
from tests.security.front import Front, in_a_thread


@pytest.fixture(scope="session")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    patch = pytest.MonkeyPatch()
    patch.setattr(server, "LINGER_SECONDS", 0.1)  # the clock
    with in_a_thread(tmp_path_factory.mktemp("front")) as made:
        yield made
    patch.undo()


@pytest.fixture(autouse=True)
def _fresh_lines(request: pytest.FixtureRequest) -> None:
    if "front" in request.fixturenames:
        request.getfixturevalue("front").lines.records.clear()
