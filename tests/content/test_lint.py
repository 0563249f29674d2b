"""The content holds to the house's rules: numbers, names, sources, dates."""

from __future__ import annotations

import os
import re
from datetime import date

import pytest
from our_words import lines

from bot import clock, yamlfile
from bot.contacts.directory import Directory
from bot.guidance import articles
from bot.paths import DATA, ROOT
from bot.safety import output_check
from bot.safety.numbers import all_known
from bot.safety.people import Person

# The day these tests live in: a fixed one, and the real one only in `make release-check`.
TODAY = clock.today() if os.environ.get("SAFEGUARD_RELEASE") else date(2026, 12, 1)
DIRECTORY = Directory.load()
ARTICLES = articles.load().articles
STRATEGY = yamlfile.read(DATA / "strategy.yml")
SIGNS = yamlfile.read(DATA / "signs.yml")
YEARS = re.compile(r"\d{4}-\d\d-\d\d|\d{4}-\d{4}")
ALWAYS = {"999", "101", "111", "116123", "55"}
# SHA-256 of first name, space, surname: the one person whom the strategy names must not be named here either.
NAMED = "4aa91fd064d3ef3311dc86aa7cf4e660239bbe13ea9fd1498612b4fbfe71b7b8"


def test_no_telephone_number_stands_outside_the_directory() -> None:
    spoken = [line for line in lines() if line.file != "contacts.yml"]
    long = [line.where for line in spoken if re.search(r"\d(?:[ ()-]?\d){6,}", YEARS.sub("", line.text))]
    unknown = [line.where for line in spoken if not all_known(line.text, frozenset(ALWAYS))]
    assert long == []
    assert unknown == []


@pytest.mark.thorough
def test_no_name_or_address_of_a_person_from_the_strategy_stands_anywhere() -> None:
    people = [person for person in output_check.patterns() if isinstance(person, Person)]
    assert any(NAMED in person.sha256 for person in people)
    files = [*DATA.rglob("*.yml"), *(ROOT / "bot").rglob("*.py"), *(ROOT / "tests").rglob("*.py"), ROOT / "domain.yml"]
    texts = [(str(path), path.read_text(encoding="utf-8")) for path in [*files, ROOT / "README.md"]]
    assert [path for path, text in texts if any(person.found_in(text) for person in people)] == []
    assert [line.where for line in lines() if re.search(r"\S@\S", line.text)] == []


@pytest.mark.parametrize("id", sorted(ARTICLES))
def test_each_source_of_an_article_has_its_page_and_address(id: str) -> None:
    for cited in ARTICLES[id].citations:
        assert cited["title"], cited
        assert str(cited["url"]).startswith("http"), cited
        assert cited["source"] != "strategy" or cited["section"] in STRATEGY["headings"]


def test_each_contact_has_a_source_with_an_address_or_the_owner_must_confirm_it() -> None:
    assert [c.id for c in DIRECTORY.all() if not c.source_title or not (c.source_url or c.owner_must_confirm)] == []


def test_the_headings_are_the_strategys_own_and_each_is_cited() -> None:
    cited = {str(c["section"]) for a in ARTICLES.values() for c in a.citations if c["source"] == "strategy"}
    assert cited <= set(STRATEGY["headings"])


def reviewed() -> dict[str, tuple[date, date]]:
    """Everything with a day on which it was checked and one on which it lapses, by name."""
    day = date.fromisoformat
    found = {f"article {a.id}": (day(a.checked), day(a.lapses)) for a in ARTICLES.values()}
    found |= {f"contact {c.id}": (c.checked, c.lapses) for c in DIRECTORY.all()}
    found["signs.yml"] = (day(SIGNS["checked"]), day(SIGNS["lapses"]))
    return found


def lapsed(today: date) -> list[str]:
    return [name for name, (_, lapses) in reviewed().items() if lapses < today]


def test_whatever_was_reviewed_was_checked_before_it_lapses() -> None:
    assert [name for name, (checked, lapses) in reviewed().items() if not checked < lapses] == []


def test_nothing_was_checked_in_the_future() -> None:
    assert [name for name, (checked, _) in reviewed().items() if checked > TODAY] == []


def test_nothing_had_lapsed_on_the_day_of_these_tests() -> None:
    assert lapsed(TODAY) == []


def test_everything_would_have_lapsed_twenty_years_later() -> None:
    assert len(lapsed(date(2046, 1, 1))) == len(reviewed())
