"""One service for all tests of the run."""

from __future__ import annotations

import pytest

from tests.server.service import Shared, shared


@pytest.fixture
def starting(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """The service, perhaps with parts still missing."""
    return shared(request, tmp_path_factory)


@pytest.fixture
def running(starting: Shared) -> Shared:
    """The service with every part there."""
    starting.wait()
    return starting
