"""What the tests of the supervisor's decisions share."""

from __future__ import annotations

import pytest
from staged import Scene


@pytest.fixture
def scene() -> Scene:
    return Scene()
