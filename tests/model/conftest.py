"""The trained models, loaded once: Rasa with its actions, the judge with its classifier, scrubber and stores."""

from __future__ import annotations

import asyncio
import logging
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from talk import WEDNESDAY_NOON, Talk

from bot import clock
from bot.edge.loading import load_encoder, load_scrubber, load_store
from bot.edge.parts import Parts, first_parts
from bot.paths import MODELS
from bot.releases.inprocess import NO_HURRY, EngineHere, Here
from bot.settings import Settings
from bot.terms import Area, Role

Talks = Callable[..., Talk]


@pytest.fixture(scope="session")
def _clock() -> Iterator[None]:
    """A Wednesday at noon, for every action."""
    patch = pytest.MonkeyPatch()
    patch.setattr(clock, "now", lambda: WEDNESDAY_NOON)
    yield
    patch.undo()


def load_engine(store: str) -> Any:
    """Rasa, as ``python -m bot.engine`` starts it."""
    from bot.engine.__main__ import newest, quiet

    quiet()
    from rasa.utils.log_utils import configure_structlog

    logging.getLogger().setLevel(logging.WARNING)
    configure_structlog(logging.WARNING)
    from bot.engine.server import Engine

    model = newest(MODELS)
    assert model is not None, "no trained model: run `make train`"
    return Engine(model, store)


@pytest.fixture(scope="session")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """One loop for the whole session, since the engine's own parts are tied to theirs."""
    made = asyncio.new_event_loop()
    asyncio.set_event_loop(made)
    yield made
    made.close()
    asyncio.set_event_loop(None)


@pytest.fixture(scope="session")
def parts(tmp_path_factory: pytest.TempPathFactory, loop: asyncio.AbstractEventLoop, _clock: None) -> Parts:
    """The edge's parts with the engine behind them; nothing listens on any port."""
    folder = tmp_path_factory.mktemp("service")
    settings = Settings(data_dir=folder, limit_per_sender=0, engine_timeout=NO_HURRY)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # importing TensorFlow, Rasa and spaCy warns about much, and none of it is ours
        engine: Any = EngineHere(load_engine(f"sqlite:///{folder / 'conversations.db'}"))
        made = replace(first_parts(settings, engine), now=lambda: WEDNESDAY_NOON, thinkers=Here(), storers=Here())
        for load in (load_store, load_encoder, load_scrubber):
            load(made)
    return made


@pytest.fixture
def talk(parts: Parts, loop: asyncio.AbstractEventLoop) -> Talks:
    """Begins a conversation: ``talk("parent")``, or with an area, ``talk("parent", "peterborough")``."""
    def begin(role: str = "unknown", area: str = "unknown") -> Talk:
        return Talk(parts, parts.engine, loop, Role(role), Area(area))  # type: ignore[arg-type]

    return begin
