"""A new topic stands in every folder at once, and nothing of it is served before it is written."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot import yamlfile
from bot.errors import ContentError, PublishingError
from bot.evaluation.schema import file_of
from bot.guidance import articles
from bot.paths import DATA, ROOT
from bot.publishing.skeleton import new_topic, unfilled

TODAY = date(2026, 12, 1)
FOLDERS = ("bot/data/guidance", "bot/data/nlu", "bot/data/rules", "tests/conversations")
ROW = '{id: ev-faq-041, text: "who is it for", role: parent, section: "A", keywords_any: [["a"]]}'
FAQ = f"set: faq\nrows:\n  - {ROW}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in FOLDERS:
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "bot/data/evaluation").mkdir()
    (tmp_path / "bot/data/evaluation/faq.yml").write_text(FAQ, encoding="utf-8")
    for path in ("bot/terms.py", "domain.yml"):
        shutil.copy(ROOT / path, tmp_path / path)
    return tmp_path


def test_every_place_that_must_name_a_topic_names_it(root: Path) -> None:
    made = new_topic(root, "school_trips", TODAY)
    assert [path for path in made if not (root / path).exists()] == []
    assert "ask_school_trips" in yamlfile.read(root / "domain.yml")["intents"]
    before = yamlfile.read(ROOT / "domain.yml")["intents"]
    assert [i for i in yamlfile.read(root / "domain.yml")["intents"] if i != "ask_school_trips"] == before
    words: dict[str, object] = {}
    exec(compile((root / "bot/terms.py").read_text(encoding="utf-8"), "terms", "exec"), words)
    assert "school_trips" in words["TOPICS"]  # type: ignore[operator]
    rules = yamlfile.read(root / "bot/data/rules/school_trips.yml")["rules"]
    assert [step["intent"] for rule in rules for step in rule["steps"] if "intent" in step] == ["ask_school_trips"] * 2
    faq = root / "bot/data/evaluation/faq.yml"
    rows = yamlfile.check(faq, yamlfile.read(faq), file_of("faq"))["rows"]
    assert [row["id"] for row in rows] == ["ev-faq-041", "ev-faq-042"]


def test_what_is_to_be_written_is_said_line_by_line(root: Path) -> None:
    new_topic(root, "school_trips", TODAY)
    told = list(unfilled(root))
    files = {line.split(":")[0] for line in told}
    assert files == {f"{folder}/{'test_' if 'tests' in folder else ''}school_trips.yml" for folder in FOLDERS
                     if "rules" not in folder} | {"bot/data/evaluation/faq.yml"}
    assert len(told) >= 15
    assert all("line" in line and "to be filled in" in line for line in told)


def test_the_service_refuses_it_until_it_is_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new_topic(root, "school_trips", TODAY)
    monkeypatch.setattr(articles, "TOPICS", (*articles.TOPICS, "school_trips"))
    with pytest.raises(ContentError) as refused:
        articles.load(root / "bot/data/guidance", DATA / "strategy.yml")
    left = [p for p in refused.value.problems if "to be filled in" in p]
    assert len(left) > 8
    assert [p for p in refused.value.problems if p not in left] == [
        "school_trips.yml: school_trips: the strategy has no heading 'FILL IN: a heading of bot/data/strategy.yml'",
    ]
    path = root / "bot/data/guidance/school_trips.yml"
    text = path.read_text(encoding="utf-8").replace("FILL IN: a heading of bot/data/strategy.yml", "Parental Consent")
    path.write_text(text.replace("FILL IN: ", ""), encoding="utf-8")
    assert "school_trips" in articles.load(root / "bot/data/guidance", DATA / "strategy.yml").articles


@pytest.mark.parametrize("name", ["Trips", "a", "trips-out", "../x", "", "consent"])
def test_a_name_that_will_not_do_changes_nothing(root: Path, name: str) -> None:
    (root / "bot/data/guidance/consent.yml").write_text("topic: consent\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    with pytest.raises(PublishingError):
        new_topic(root, name, TODAY)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_nothing_is_left_to_be_written_in_this_project() -> None:
    assert list(unfilled(ROOT)) == []
