"""Both policies choose what Rasa's own would choose at every step, and a wait is only taken for granted where it is."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

pytestmark = pytest.mark.model

SAID = (
    "my daughter told me that her uncle touched her", "What happens when I report a worry?", "next weekend", "thanks",
    "she is 9", "who sees this?", "no that is wrong, she is 8", "what is the hackett continuum",
    "a different child now", "hello", "his stepdad is here and has locked us in", "the police are here, we are safe",
    "can you write my essay",
    "numbers please", "skip", "skip", "skip", "skip", "bye",
)


@pytest.fixture
def compared(parts: Any, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Each prediction as (ours, Rasa's), while conversations go on as they do."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from rasa.core.policies.memoization import MemoizationPolicy
        from rasa.core.policies.rule_policy import RulePolicy

        from bot.nlu.policy import IndexedRules, IndexedStories

    found: list[tuple[str, str]] = []

    def beside(node: Any, ours: type, theirs: type) -> None:
        own, same = node._fn, set(vars(ours)) & set(vars(theirs)) - {"__doc__", "__module__"}

        def both(policy: Any, **given: Any) -> Any:
            made = own(policy, **given)
            with pytest.MonkeyPatch.context() as patch:
                for name in same:
                    patch.setattr(ours, name, vars(theirs)[name])
                expected = theirs.predict_action_probabilities(policy, **given)  # type: ignore[attr-defined]
            mine, rasas = (str((list(p.probabilities), p.events, p.hide_rule_turn)) for p in (made, expected))
            found.append((mine, rasas))
            return made

        monkeypatch.setattr(node, "_fn", both)

    for node in parts.engine.engine.agent.processor.graph_runner._loaded._instantiated_nodes.values():
        for ours, theirs in ((IndexedRules, RulePolicy), (IndexedStories, MemoizationPolicy)):
            if isinstance(node._component, ours):
                beside(node, ours, theirs)
    return found


def test_what_is_chosen_is_what_rasa_chooses(talk: Any, compared: list[tuple[str, str]]) -> None:
    speak = talk("parent")
    for text in SAID:
        speak(text)
    assert len(compared) > 3 * len(SAID)
    assert [pair for pair in compared if pair[0] != pair[1]] == []


def test_without_the_shortcut_the_conversation_is_the_same(
    talk: Any, parts: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions = parts.engine.engine.agent.processor.action_endpoint
    assert {"action_guidance", "action_contacts", "action_escalate", "action_decline"} <= actions.last
    assert not {"concern_form", "action_read_concern", "action_forget_concern", "action_listen"} & actions.last
    short = talk("parent")
    with_it = [short(text).message for text in SAID]
    monkeypatch.setattr(actions, "last", frozenset())
    long = talk("parent")
    without = [long(text).message for text in SAID]
    for message in (*with_it, *without):
        message.pop("recipient_id", None)
    assert with_it == without
