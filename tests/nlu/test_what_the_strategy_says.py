"""Who asks what the strategy says asks a question of it, and tells no worry, however the words sound."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

pytestmark = pytest.mark.model

RANKING = [("concern_signs", 0.6), ("ask_principles", 0.2), ("thanks", 0.1), ("ask_pants", 0.1)]


@pytest.fixture(scope="module")
def nlu() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from rasa.shared.nlu.training_data.message import Message

        from bot.nlu import classifier
    return classifier, Message


@pytest.fixture
def asked(nlu: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    module, message = nlu
    reader = module.LogisticIntents.__new__(module.LogisticIntents)
    monkeypatch.setattr(module, "vector_of", lambda _: None)
    monkeypatch.setattr(reader, "_chances", lambda text, vector, risk: RANKING, raising=False)
    monkeypatch.setattr(reader, "_asked_alone", lambda text, risk: ("", []), raising=False)
    return lambda text, ranking=RANKING: reader._what_is_asked(message(data={"text": text}), ranking)


def test_only_its_questions_can_be_meant(asked: Any) -> None:
    assert asked("what does the strategy say about signs") == [("ask_principles", 0.2), ("ask_pants", 0.1)]


@pytest.mark.parametrize("line", ["what does the strategy say about her", "she has signs", "what are the signs"])
def test_a_worry_stays_one(line: str, asked: Any) -> None:
    assert asked(line) == RANKING


@pytest.mark.parametrize("top", ["thanks", "ask_pants", "out_of_scope"])
def test_what_is_no_worry_stays_as_it_is(top: str, asked: Any) -> None:
    ranking = [(top, 0.9), *RANKING]
    assert asked("what does the strategy say about signs", ranking) == ranking
