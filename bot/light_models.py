"""The light classifiers over sentence vectors: danger, its kinds, the writer's voice, the columns of signs."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bot import training_texts
from bot.guidance import known
from bot.language import cache, ngrams
from bot.language.encoder import Encoder
from bot.language.groups import group
from bot.language.linear import fit, fit_many
from bot.language.neighbours import Neighbours
from bot.safety import examples
from bot.signs import catalogue, recognise
from bot.training import LIGHT

OPEN = "open"
SAID_IN_ONE = 6  # times that a line written for an open emergency counts; all the others only show what it is not
# Times that a line written to tell danger from worry counts beside one of an intent, of which there are twice as many,
# most of them easy; bot/data/safety/thresholds.yml has 1 and 3 beside it. At 6 quiet dangers sank among the harmless.
ON_PURPOSE = 2
QUESTIONS = 4    # one in so many of the questions teaches what another matter is; all would drown the rest
CALM = ("calm_details", "child_calm", "form_answer", "signs_only")  # details of the same worry end nothing


def aftermath() -> list[tuple[str, str]]:
    """(text, ended, open or other): what may be written while an emergency is open."""
    own = list(examples.endings()) * SAID_IN_ONE
    told = [(e.text, OPEN) for e in examples.load() if e.danger or e.kind in CALM]
    asked = [text for text, intent in training_texts.intents() if group(intent) == "ask" or intent == "different_child"]
    return [*own, *told, *((text, "other") for text in asked[::QUESTIONS])]


def encode() -> None:
    """Keep the vector of every example, once, for both trainings and for the engine's start."""
    cache.encode(Encoder.load(), training_texts.every_text(training_texts.load()))


def train(folder: Path) -> None:
    """Fit and write all of them into ``folder``, under the names of ``bot.training.LIGHT``."""
    encoder, rows = Encoder.load(), training_texts.load()
    cache.encode(encoder, training_texts.every_text(rows))
    _danger(encoder, rows, folder)
    voices = [r for r in rows if r.task == "voice"]
    fit(cache.encode(encoder, [r.text for r in voices]), [str(r.label) for r in voices], 3.0).save(folder / LIGHT[2])
    dangers = [e for e in examples.load() if e.danger]
    fit(cache.encode(encoder, [e.text for e in dangers]), [e.kind for e in dangers], 3.0).save(folder / LIGHT[1])
    after = aftermath()
    fit(cache.encode(encoder, [text for text, _ in after]), [name for _, name in after], 3.0).save(folder / LIGHT[4])
    ngrams.fit([text for text, _ in after], [name != OPEN for _, name in after], 3.0).save(folder / LIGHT[6])
    _signs(encoder, folder)
    _known(encoder, rows, folder)


def _danger(encoder: Encoder, rows: list[training_texts.Row], folder: Path) -> None:
    """Danger or none, by vectors and by sequences."""
    mine = [r for r in rows if r.task == "danger"]
    written = {f"{e.asked} {e.text}" if e.asked else e.text for e in examples.load()}
    times = [ON_PURPOSE if r.text in written else 1 for r in mine]
    texts, labels = [r.text for r in mine], [str(r.label) for r in mine]
    fit(cache.encode(encoder, texts), labels, 1.0, times=times).save(folder / LIGHT[0])
    ngrams.fit(texts, [label == "immediate" for label in labels], 3.0, times).save(folder / LIGHT[5])


def _signs(encoder: Encoder, folder: Path) -> None:
    """The columns of whole messages only: single phrases teach to see signs everywhere."""
    texts, columns = zip(*((text, catalogue.with_any(held)) for text, held in catalogue.examples()), strict=True)
    fit_many(cache.encode(encoder, texts), columns, catalogue.LEARNT, 3.0).save(folder / recognise.FILES[0])
    ngrams.fit_many(texts, columns, catalogue.LEARNT, 10.0).save(folder / recognise.FILES[1])


def _known(encoder: Encoder, rows: list[training_texts.Row], folder: Path) -> None:
    """What the guidance answers, against what only sounds like it; and the kinds of the latter."""
    outside = [(r.text, str(r.label)) for r in rows if r.task == "intent" and group(str(r.label)) == "outside"]
    asked = [r.text for r in rows if r.task == "intent" and group(str(r.label)) == "ask"]
    asked += [r.text for r in rows if r.task == "pairs"]
    texts, yes = [*asked, *(text for text, _ in outside)], [False] * len(asked) + [True] * len(outside)
    Neighbours(cache.encode(encoder, texts), np.array(yes)).save(folder / known.FILES[0])
    ngrams.fit(texts, yes, 3.0).save(folder / known.FILES[1])
    kinds = [(text, name) for text, name in outside if name not in known.NEVER]
    fit(cache.encode(encoder, [t for t, _ in kinds]), [name for _, name in kinds], 3.0).save(folder / known.FILES[2])
