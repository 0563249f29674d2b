"""Presidio and spaCy are loaded once."""

from __future__ import annotations

import warnings

import pytest

from bot.intruder.guesses import guesser


@pytest.fixture(autouse=True, scope="session")
def _loaded() -> None:
    with warnings.catch_warnings():
        # spaCy imports packaging, which calls pyparsing by an old name: nothing that we could change.
        warnings.simplefilter("ignore", DeprecationWarning)
        guesser()
