"""Domain, examples, rules, articles and actions name the same things; Rasa itself only warns when they do not."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterator
from typing import Any

from bot import training_texts, yamlfile
from bot.guidance import articles
from bot.paths import ROOT, RULES, STORIES

DOMAIN = yamlfile.read(ROOT / "domain.yml")
INTENTS = set(DOMAIN["intents"])
WITHOUT_EXAMPLES = {
    "nlu_fallback": "claimed when nothing else is",
    "immediate_risk": "set by the reader of risk, never by the classifier",
    "safety_answer_no": "the edge's reading of the answer to its own question",
    "remove_fact": "sent by the button that takes a fact back",
}
CONVERSATIONS = [yamlfile.read(p) for folder in (RULES, STORIES) for p in sorted(folder.glob("*.yml"))]


def found(key: str, content: Any) -> Iterator[str]:
    """Every value under ``key``, at any depth."""
    if isinstance(content, dict):
        for name, value in content.items():
            if name == key and isinstance(value, str):
                yield value
            else:
                yield from found(key, value)
    elif isinstance(content, list):
        for value in content:
            yield from found(key, value)


def test_every_intent_has_examples_but_four() -> None:
    assert {intent for _, intent in training_texts.intents()} == INTENTS - WITHOUT_EXAMPLES.keys()


def test_every_article_has_its_intent_and_every_ask_its_article() -> None:
    assert {f"ask_{a}" for a in articles.load().articles} == {i for i in INTENTS if i.startswith("ask_")}


def test_every_intent_leads_somewhere_and_no_rule_names_an_unknown_one() -> None:
    assert set(found("intent", CONVERSATIONS)) == INTENTS


def test_rules_and_stories_use_no_action_that_the_domain_lacks() -> None:
    known = set(DOMAIN["actions"]) | set(DOMAIN.get("responses", {})) | set(DOMAIN["forms"])
    stock = {"action_listen", "action_restart", "action_deactivate_loop", "action_default_fallback"}
    assert set(found("action", CONVERSATIONS)) - known - stock == set()


def test_no_two_rules_or_stories_share_a_name() -> None:
    names = Counter([*found("rule", CONVERSATIONS), *found("story", CONVERSATIONS)])
    assert [name for name, count in names.items() if count > 1] == []


def test_rasa_registers_the_actions_of_the_domain_and_no_base_class() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # rasa_sdk pulls in sanic, which uses pkg_resources
        from rasa_sdk.executor import ActionExecutor

        executor = ActionExecutor()
        executor.register_package("bot.actions")
    assert set(executor.actions) == {a for a in DOMAIN["actions"] if not a.startswith("utter_")}
