"""For the engine's own tests: databases."""

from __future__ import annotations

from tests.stores import either, url

__all__ = ["either", "url"]
