"""From one mark to the lines it adds: an example where its kind stands, and a case that every release is asked."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bot import yamlfile
from bot.changes.mark import NOTHING, Mark
from bot.changes.place import Addition
from bot.errors import ChangeRefused
from bot.overlap import Near, plain

STORIES = "bot/data/stories/reviewed.yml"
KNOWN = "bot/data/regression/known.yml"
EXAMPLES = "bot/data/safety/examples"
DANGER, HARMLESS = "immediate", "none"
OF_DANGER = "immediate_risk"  # the intent of a story of danger


@dataclass(frozen=True)
class Repository:
    """What the data of a repository offers to add to; read once for a change set."""

    root: Path
    intents: dict[str, str]                 # intent -> file with its examples
    kinds: dict[str, tuple[str, str]]       # kind of danger or of none -> (label, file)
    articles: dict[str, str]                # article -> file
    actions: dict[str, tuple[str, ...]]     # intent -> actions of its rule

    @classmethod
    def read(cls, root: Path) -> Repository:
        """Raises ContentError for a file that is not YAML."""
        data = root / "bot" / "data"
        intents: dict[str, str] = {}
        articles: dict[str, str] = {}
        kinds: dict[str, tuple[str, str]] = {}
        actions: dict[str, tuple[str, ...]] = {}
        for path, content in _files(data / "nlu", root):
            for block in content["nlu"]:
                intents.setdefault(str(block["intent"]), path)
        for path, content in _files(data / "safety" / "examples", root):
            kinds.setdefault(Path(path).stem, (str(content["label"]), path))
        for path, content in _files(data / "guidance", root):
            articles |= {str(article["id"]): path for article in content["articles"]}
        for _, content in _files(data / "rules", root):
            for rule in content["rules"]:
                steps = rule["steps"]
                said = [s["intent"] for s in steps[0].get("or", [steps[0]]) if "intent" in s]
                done = tuple(str(step["action"]) for step in steps if "action" in step)
                if "condition" not in rule and all(step.keys() <= {"action"} for step in steps[1:]):
                    actions.update(dict.fromkeys(said, done))
        return cls(root, intents, kinds, articles, actions)


def _files(folder: Path, root: Path) -> Iterable[tuple[str, Any]]:
    return ((str(path.relative_to(root)), yamlfile.read(path)) for path in sorted(folder.rglob("*.yml")))


KindOf = Callable[[str, bool], str]


def nearest_kind(there: Repository) -> KindOf:
    """Which file of examples holds the text that is nearest by its words; read when a mark first needs it."""

    @cache
    def examples(danger: bool) -> tuple[dict[str, str], Near]:
        found: dict[str, str] = {}
        for kind, (label, path) in there.kinds.items():
            if (label == DANGER) is danger:
                lists = (value for value in yamlfile.read(there.root / path).values() if isinstance(value, list))
                found |= {text: kind for texts in lists for text in texts if isinstance(text, str)}
        return found, Near(found)

    def nearest(text: str, danger: bool) -> str:
        found, near = examples(danger)
        return found.get(near.nearest(text)[1], "")

    return nearest


def additions(mark: Mark, there: Repository, kind_of: KindOf) -> list[Addition]:
    """What this mark adds; nothing for a wish ("new article wanted"). Raises ChangeRefused, saying why."""
    makers = {
        "relabel": _example, "question": _question, "risk_up": _danger, "risk_down": _danger, "story": _story,
        "test": _test, "article": _point,
    }
    return makers[mark.kind](mark, there, kind_of)


def one_line(text: str) -> str:
    """A text as one line of examples, which Rasa does not take for an entity."""
    return re.sub(r"\](?=[({])", "] ", " ".join(text.split()))


def _example(mark: Mark, there: Repository, kind_of: KindOf) -> list[Addition]:
    if mark.value not in there.intents:
        raise ChangeRefused([f"there is no intent {mark.value!r} with examples"])
    text = one_line(mark.text)
    return [Addition("intent", there.intents[mark.value], mark.value, text), known(mark.text, {"intent": mark.value})]


def _question(mark: Mark, there: Repository, kind_of: KindOf) -> list[Addition]:
    name = mark.value.removeprefix("ask_")
    if name not in there.articles or f"ask_{name}" not in there.intents:
        raise ChangeRefused([f"there is no article {name!r} that can be asked for"])
    text = one_line(mark.text)
    file = there.intents[f"ask_{name}"]
    return [Addition("intent", file, f"ask_{name}", text), known(mark.text, {"intent": f"ask_{name}"})]


def _danger(mark: Mark, there: Repository, kind_of: KindOf) -> list[Addition]:
    danger = mark.kind == "risk_up"
    kind = mark.value if mark.value != NOTHING else kind_of(mark.text, danger)
    label, file = there.kinds.get(kind, ("", ""))
    if label != (DANGER if danger else HARMLESS):
        other = [name for name, (own, _) in there.kinds.items() if own == (DANGER if danger else HARMLESS)]
        raise ChangeRefused([f"name the kind as the value, one of: {', '.join(sorted(other))}"])
    text = " ".join(mark.text.split())
    return [Addition("danger", file, mark.voice, text), known(mark.text, {"caught" if danger else "calm": "true"})]


def _story(mark: Mark, there: Repository, kind_of: KindOf) -> list[Addition]:
    last = OF_DANGER if mark.value == DANGER else mark.value if mark.value != NOTHING else mark.intent or ""
    if last not in there.actions:
        raise ChangeRefused([f"no plain rule answers the intent {last!r}: write this story by hand"])
    told = list(itertools.takewhile(there.actions.__contains__, reversed(mark.before)))  # as far as plain rules go
    steps: list[dict[str, str]] = []
    for intent in (*reversed(told), last):
        steps += [{"intent": intent}, *({"action": action} for action in there.actions[intent])]
    name = f"reviewed {_digest(json_of(steps))}"
    return [Addition("story", STORIES, name, steps)]


def _test(mark: Mark, there: Repository, kind_of: KindOf) -> list[Addition]:
    wanted = mark.value if mark.value != NOTHING else mark.intent or ""
    wanted = "caught" if wanted == DANGER else f"intent:{wanted}" if wanted in there.intents else wanted
    name, _, value = wanted.partition(":")
    if name in ("caught", "calm") and not value:
        return [known(mark.text, {name: "true"})]
    if name not in ("intent", "route") or not re.fullmatch("[a-z_]+", value):
        raise ChangeRefused(["a test expects caught, calm, intent:<name> or route:<name>"])
    if name == "intent" and value not in there.intents:
        raise ChangeRefused([f"there is no intent {value!r}"])
    return [known(mark.text, {name: value})]


def _point(mark: Mark, there: Repository, kind_of: KindOf) -> list[Addition]:
    if mark.point is None:
        return []  # a wish: somebody has to write it
    if mark.value not in there.articles:
        raise ChangeRefused([f"there is no article {mark.value!r}"])
    return [Addition("point", there.articles[mark.value], mark.value, mark.point)]


def known(text: str, expect: dict[str, str]) -> Addition:
    """A case that every release is asked; its name is that of what it asks, so that the same one comes once."""
    name = _digest(f"{plain(text)} {sorted(expect.items())}")
    return Addition("known", KNOWN, f"known-{name}", {"text": " ".join(text.split()), "expect": expect})


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def json_of(steps: list[dict[str, str]]) -> str:
    """Steps as one string, for their name."""
    return "|".join(f"{name}={value}" for step in steps for name, value in step.items())
