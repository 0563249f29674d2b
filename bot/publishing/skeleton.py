"""``safeguard new-topic``: one name in every folder that a topic needs, with each text that a writer owes marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot import yamlfile
from bot.errors import ContentError, PublishingError
from bot.evaluation.schema import file_of
from bot.guidance.articles import UNFILLED
from bot.records.retention import months_before

CHECKED_FOR = 6  # months
NAME = re.compile(r"[a-z][a-z0-9_]{2,39}")
FILES = {
    "bot/data/guidance/{name}.yml": '''topic: {name}
articles:
  - id: {name}
    title: "FILL IN: what it is about, in a few words"
    agency: null
    route: information
    lead:
      professional: "FILL IN: the answer in brief, for professionals"
      parent: "FILL IN: the answer in brief, for families, at a reading age of nine"
      young_person: "FILL IN: the answer in brief, for a young person, kind and short"
    points:
      - say: "FILL IN: one fact that can stand alone"
        asks: ["FILL IN: how somebody asks for it", "FILL IN: another way"]
        fact: S
    steps: ["FILL IN: the first thing to do"]
    avoid: ["FILL IN: what not to do"]
    record: ["FILL IN: what a professional writes down"]
    contacts: [childrens_social_care]
    citations:
      - {{source: strategy, section: "FILL IN: a heading of bot/data/strategy.yml"}}
    related: []
    checked: "{today}"
    lapses: "{lapses}"
''',
    "bot/data/nlu/{name}.yml": '''version: "3.1"
nlu:
- intent: ask_{name}
  examples: |
    - FILL IN: a question as somebody would type it
    - FILL IN: the same in other words, eight or more of them
''',
    "bot/data/rules/{name}.yml": '''version: "3.1"

rules:
- rule: a question on {name} is answered
  steps:
  - intent: ask_{name}
  - action: action_guidance

- rule: a question on {name} is answered, then the form goes on
  condition:
  - active_loop: concern_form
  steps:
  - intent: ask_{name}
  - action: action_guidance
  - action: concern_form
  - active_loop: concern_form
''',
    "tests/conversations/test_{name}.yml": '''# A question on {name}, as Rasa's own tool sees it; see test_form.yml.
version: "3.1"

stories:
- story: test - a question on {name} is answered with its article
  steps:
  - user: |
      FILL IN: a question that is not among the examples
    intent: ask_{name}
  - action: action_guidance
''',
}
MARKED = ("bot/data/guidance/*.yml", "bot/data/nlu/*.yml", "bot/data/evaluation/*.yml", "tests/conversations/*.yml")


def new_topic(root: Path, name: str, today: date) -> list[str]:
    """Make the files and the lines, and return their paths. Raises PublishingError, and then nothing was made."""
    if not NAME.fullmatch(name):
        raise PublishingError("a topic is named with small letters, figures and _, 3 to 40 of them")
    fields = {"name": name, "today": str(today), "lapses": str(months_before(today, -CHECKED_FOR))}
    made = {path.format(name=name): text.format(**fields) for path, text in FILES.items()}
    there = [path for path in made if (root / path).exists()]
    if there:
        raise PublishingError(f"{name} is there already: {', '.join(there)}")
    changed = {
        "bot/terms.py": _with_topic(root / "bot" / "terms.py", name),
        "domain.yml": _with_intent(root / "domain.yml", f"ask_{name}"),
        "bot/data/evaluation/faq.yml": _with_case(root / "bot" / "data" / "evaluation" / "faq.yml"),
    }
    for path, text in {**made, **changed}.items():
        (root / path).write_text(text, encoding="utf-8")
    return [*made, *changed]


def unfilled(root: Path) -> Iterator[str]:
    """``path: line: what is to be written``, for every mark that is left."""
    for path in sorted(one for pattern in MARKED for one in root.glob(pattern)):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            for said in re.findall(rf"{UNFILLED}: ([^\"]+)", line):
                yield f"{path.relative_to(root)}: line {number}: to be filled in: {said.strip()}"


def _with_topic(path: Path, name: str) -> str:
    """The words of the contract with one more topic."""
    text = path.read_text(encoding="utf-8")
    if re.search(rf'"{name}"', text):
        raise PublishingError(f"{name} is a word of bot/terms.py already")
    return _changed(text, r"(?s)(TOPICS = \(.*?)\n\)", rf'\1\n    "{name}",\n)', path)


def _with_intent(path: Path, intent: str) -> str:
    """The domain with one more intent, in its place among the questions."""
    lines = path.read_text(encoding="utf-8").split("\n")
    places = [at for at, line in enumerate(lines) if line.startswith("  - ask_")]
    if not places or f"  - {intent}" in lines:
        raise PublishingError(f"{path.name}: no place for the intent {intent}")
    after = [at for at in places if lines[at] < f"  - {intent}"]
    lines.insert(after[-1] + 1 if after else places[0], f"  - {intent}")
    return "\n".join(lines)


def _with_case(path: Path) -> str:
    """The held-out questions with one more; it must be written by somebody who has not read the examples."""
    rows = yamlfile.read(path)["rows"]
    number = max(int(row["id"].rsplit("-", 1)[1]) for row in rows) + 1
    text = path.read_text(encoding="utf-8").rstrip("\n")
    row = (f'  - {{id: ev-faq-{number:03}, text: "{UNFILLED}: a question, by somebody who has not read the examples", '
           f'role: parent, section: "{UNFILLED}: the heading", keywords_any: [["{UNFILLED}: a word of the answer"]]}}')
    new = f"{text}\n{row}\n"
    try:
        found = yamlfile.check(path, yamlfile.parse(path.name, new), file_of("faq"))
    except ContentError as error:
        raise PublishingError(f"{path.name}: no case could be added: {error}") from None
    if len(found["rows"]) != len(rows) + 1:
        raise PublishingError(f"{path.name}: rows are not the last thing in it, so no case could be added")
    return new


def _changed(text: str, pattern: str, by: str, path: Path) -> str:
    new, times = re.subn(pattern, by, text, count=1)
    if times != 1:
        raise PublishingError(f"{path.name}: no place for the new topic")
    return new
