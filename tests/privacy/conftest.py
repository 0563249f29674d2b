import warnings

import pytest

from bot.privacy.scrub import Scrubber

PUBLIC = frozenset({"08001111", "999", "101", "111", "03450455203", "01733234724", "08088005000"})


@pytest.fixture(scope="session")
def scrubber() -> Scrubber:
    with warnings.catch_warnings():
        # spaCy imports packaging, which calls pyparsing by an old name: nothing that we could change.
        warnings.simplefilter("ignore", DeprecationWarning)
        return Scrubber.load(PUBLIC)
