"""A copy of the data that change sets may be written into, and the real detectors they are held against."""

from __future__ import annotations

import warnings
from functools import partial
from pathlib import Path

import pytest

from bot.changes.checks import Against
from bot.changes.make import KindOf, Repository, nearest_kind
from bot.contacts.directory import Directory
from bot.intruder import patterns
from bot.intruder.guesses import guesser
from bot.paths import ROOT
from bot.privacy.scrub import Scrubber
from bot.releases.home import copy_data
from bot.safety.assess import Judge
from bot.safety.judgement import Context
from bot.terms import RiskGrade


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The data of the repository, to be changed."""
    copy_data(ROOT, tmp_path / "repository")
    return tmp_path / "repository"


@pytest.fixture(scope="session")
def there() -> Repository:
    """What the data of this repository offers to add to; reading it takes a second."""
    return Repository.read(ROOT)


@pytest.fixture(scope="session")
def kind_of(there: Repository) -> KindOf:
    """The nearest kind of danger by its words."""
    return nearest_kind(there)


@pytest.fixture(scope="session")
def against() -> Against:
    """Scrubber, second detector and signals; no trained model."""
    digits, judge = Directory.load().digits(), Judge.load(None)

    def grade(text: str) -> RiskGrade:
        return judge.assess(text, Context()).grade

    with warnings.catch_warnings():
        # spaCy imports packaging, which calls pyparsing by an old name: nothing that we could change.
        warnings.simplefilter("ignore", DeprecationWarning)
        detectors = (partial(patterns.find, public=digits), guesser().find)
        return Against(Scrubber.load(digits).scrub, detectors, grade, digits)
