"""Public yardsticks for intents: this project's encoder and classifier beside stock DIET, in the same run.

    python bench/yardsticks.py clinc150 | hwu64 | hint3  [--data FOLDER] [--no-stock]

CLINC150 and HWU64: ten training texts an intent, accuracy on the test texts in scope. CLINC150 and HINT3 also by
HINT3's method: one threshold, fixed on held-out training data so that 95 % of what is in scope is kept, then accuracy
in scope and recall out of scope together.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np
import yardstick_data as data
from ruamel.yaml import YAML
from yardstick_data import OUT, Pairs

from bot.language.encoder import Encoder
from bot.language.linear import fit

KEPT = 0.95     # of what is in scope, by the threshold
STOCK = [       # what `rasa init` gives, for English, with its own number of rounds
    {"name": "WhitespaceTokenizer"}, {"name": "RegexFeaturizer"}, {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True},
]
Answers = list[tuple[str, float]]
Method = Callable[[Pairs, Sequence[str]], Answers]


def ours(train: Pairs, texts: Sequence[str]) -> Answers:
    """The best intent of each text and its confidence, by logistic regression over sentence vectors."""
    encoder = Encoder.load(threads=2)
    model = fit(encoder.encode([t for t, _ in train]), [label for _, label in train], 10.0)
    found = model.probabilities(encoder.encode(list(texts)))
    return [(model.labels[i], float(row[i])) for row, i in zip(found, found.argmax(axis=1), strict=True)]


def stock(train: Pairs, texts: Sequence[str]) -> Answers:
    """The same by DIET, trained and loaded as Rasa does."""
    from rasa.core.agent import Agent

    yaml = YAML()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        groups: dict[str, list[str]] = {}
        for text, label in train:
            groups.setdefault(label, []).append(" ".join(text.split()))
        blocks = [{"intent": i, "examples": "".join(f"- {t}\n" for t in rows)} for i, rows in groups.items()]
        yaml.dump({"version": "3.1", "nlu": blocks}, folder / "nlu.yml")
        yaml.dump({"recipe": "default.v1", "language": "en", "pipeline": STOCK}, folder / "config.yml")
        line = [sys.executable, "-W", "ignore", "-m", "rasa", "train", "nlu", "--nlu", "nlu.yml", "--out", "models"]
        quiet = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}
        subprocess.run(line, cwd=folder, env=os.environ | quiet, check=True, capture_output=True)
        agent = Agent.load(str(next((folder / "models").glob("*.tar.gz"))))
        parsed = [asyncio.run(agent.parse_message(text)) for text in texts]
    return [(p["intent"]["name"] or "", float(p["intent"]["confidence"])) for p in parsed]


def threshold(method: Method, train: Pairs) -> float:
    """The confidence that keeps 95 % of a held-out fifth of the training data."""
    held = [pair for place, pair in enumerate(train) if place % 5 == 0]
    rest = [pair for place, pair in enumerate(train) if place % 5]
    return float(np.quantile([chance for _, chance in method(rest, [t for t, _ in held])], 1 - KEPT))


def measured(method: Method, train: Pairs, test: Pairs) -> dict[str, float]:
    """Accuracy in scope without a threshold; with one, accuracy in scope and recall out of scope."""
    begun = time.monotonic()
    found = method(train, [text for text, _ in test])
    figures = {"seconds": time.monotonic() - begun}
    inside = [(name == label, chance) for (name, chance), (_, label) in zip(found, test, strict=True) if label != OUT]
    figures["accuracy"] = sum(right for right, _ in inside) / len(inside)
    outside = [chance for (_, chance), (_, label) in zip(found, test, strict=True) if label == OUT]
    if outside:
        least = threshold(method, train)
        kept = sum(right and chance >= least for right, chance in inside)
        figures["accuracy above the threshold"] = kept / len(inside)
        figures["out of scope found"] = sum(chance < least for chance in outside) / len(outside)
    return figures


def main() -> None:
    """Print one table for each data set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", choices=("clinc150", "hwu64", "hint3"))
    parser.add_argument("--data", type=Path, default=Path("results/yardsticks"), help="where the files are, or go")
    parser.add_argument("--no-stock", action="store_true", help="leave DIET out: it trains for minutes")
    args = parser.parse_args()
    sets = {"clinc150": data.clinc150(args.data)} if args.set == "clinc150" else {}
    sets |= {"hwu64": data.hwu64(args.data)} if args.set == "hwu64" else {}
    sets |= {f"hint3 {bot}": data.hint3(bot, args.data) for bot in data.BOTS} if args.set == "hint3" else {}
    for name, (train, test) in sets.items():
        print(f"{name}: {len(train)} training texts, {len({i for _, i in train})} intents, {len(test)} test texts")
        for method in (ours,) if args.no_stock else (ours, stock):
            parts = [f"{key} {value:.3f}" for key, value in measured(method, train, test).items()]
            print(f"  {'this project' if method is ours else 'stock DIET':<14}{'  '.join(parts)}", flush=True)


if __name__ == "__main__":
    main()
