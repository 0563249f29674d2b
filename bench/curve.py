"""What more data buys: the light models fitted on a part of their examples, measured on the held-out sets.

    python bench/curve.py [--shares 0.125 0.25 0.5 1] [--encoder FOLDER ...]

Prints one table for each encoder (the shipped one where none is named; a folder holds model.onnx, tokenizer.json and
manifest.json) and writes results/curve.json. Danger: share found at 3 % false alarms, on near misses and calm messages
alike. Questions: the nearest known question leads to the right section of the strategy. Unanswerable: declined, at a
bar that declines 3 % of the questions. Signs: F1 of the columns of the strategy's table. Only the light models are
fitted anew: the encoder has seen all examples, so that the left end of a curve flatters a little.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bot import training_texts  # noqa: E402
from bot.evaluation import cases  # noqa: E402
from bot.guidance.shelf import shared_library  # noqa: E402
from bot.language import cache, ngrams  # noqa: E402
from bot.language.encoder import Encoder  # noqa: E402
from bot.language.groups import group  # noqa: E402
from bot.language.linear import fit, fit_many  # noqa: E402
from bot.language.ngrams import together  # noqa: E402
from bot.paths import ENCODER  # noqa: E402
from bot.signs import catalogue  # noqa: E402

RESULTS = ROOT / "results" / "curve.json"
ALARMS = 0.03   # of calm messages, and of questions, that may be taken for danger, and for unanswerable
LEAST = 0.5     # chance from which a column counts
NEIGHBOURS = 5  # known lines that say together whether a question is answered


def part(rows: Sequence[Any], share: float, text: Any) -> list[Any]:
    """The same share of the rows each time, by their text; a smaller share is part of a larger."""
    return [row for row in rows if share >= 1 or training_texts.held_out(text(row), share)]


def danger(encoder: Encoder, rows: list[training_texts.Row], share: float) -> tuple[int, float]:
    """How many examples, and the share of dangers found."""
    mine = part([r for r in rows if r.task == "danger"], share, lambda r: r.text)
    texts, labels = [r.text for r in mine], [str(r.label) for r in mine]
    by_vector = fit(cache.encode(encoder, texts, keep=False), labels, 1.0)
    by_words = ngrams.fit(texts, [label == "immediate" for label in labels], 3.0)
    held = [case.row for case in cases.load()["risk"]]
    at = by_vector.labels.index("immediate")
    chances = by_vector.probabilities(encoder.encode([r["text"] for r in held]))[:, at]
    scores = np.array([together(float(p), by_words.logit(r["text"])) for p, r in zip(chances, held, strict=True)])
    yes = np.array([r["label"] == "immediate" for r in held])
    return len(mine), float(np.mean(scores[yes] > np.quantile(scores[~yes], 1 - ALARMS)))


def questions(encoder: Encoder, rows: list[training_texts.Row], share: float) -> tuple[int, float, float]:
    """How many known questions; the share led to the right section; the share of the unanswerable declined."""
    asks = [(ask, a) for a in shared_library().articles.values() for p in a.points for ask in p.asks]
    known = part(asks, share, lambda row: row[0])
    beside = part([r for r in rows if r.task == "intent" and group(str(r.label)) == "outside"], share, lambda r: r.text)
    vectors = cache.encode(encoder, [ask for ask, _ in known], keep=False)
    others = cache.encode(encoder, [r.text for r in beside], keep=False)
    held = [case.row for case in cases.load()["faq"]]
    mine = encoder.encode([r["text"] for r in held])
    right = []
    for vector, row in zip(mine, held, strict=True):
        article = known[int(np.argmax(vectors @ vector))][1]
        right.append(any(row["section"].lower() in c["section"].lower() for c in article.citations))
    outside = encoder.encode([case.row["text"] for case in cases.load()["unanswerable"]])
    bar = float(np.quantile([_further(v, vectors, others) for v in mine], 1 - ALARMS))
    return len(known), float(np.mean(right)), float(np.mean([_further(v, vectors, others) > bar for v in outside]))


def _further(vector: NDArray[Any], known: NDArray[Any], others: NDArray[Any]) -> float:
    """How much nearer a text lies to what is declined than to what is answered."""
    near, off = (np.sort(rows @ vector)[-NEIGHBOURS:].mean() if len(rows) else 0.0 for rows in (known, others))
    return float(off - near)


def signs(encoder: Encoder, share: float) -> tuple[int, float]:
    """How many examples, and F1 over the five columns."""
    mine = part(catalogue.examples(), share, lambda row: row[0])
    texts, columns = [text for text, _ in mine], [catalogue.with_any(held) for _, held in mine]
    by_vector = fit_many(cache.encode(encoder, texts, keep=False), columns, catalogue.LEARNT, 3.0)
    by_words = ngrams.fit_many(texts, columns, catalogue.LEARNT, 10.0)
    hits = found = wanted = 0
    for case in cases.load()["indicators"]:
        text, right = case.row["text"], set(case.row["columns"])
        words = by_words.logits(text)
        told = {str(c) for c, p in by_vector.ranking(encoder.encode([text])[0]) if together(p, words[c]) >= LEAST}
        told &= {str(column) for column in catalogue.COLUMNS}
        hits, found, wanted = hits + len(told & right), found + len(told), wanted + len(right)
    return len(mine), 2 * hits / max(1, found + wanted)


def curve(folder: Path, shares: Sequence[float]) -> list[dict[str, float]]:
    """One row for each share."""
    encoder, rows, table = Encoder.load(folder), training_texts.load(), []
    for share in shares:
        many, caught = danger(encoder, rows, share)
        asks, section, declined = questions(encoder, rows, share)
        told, f1 = signs(encoder, share)
        table.append({"share": share, "messages": many, "danger found": caught, "known questions": asks,
                      "section": section, "declined": declined, "examples of signs": told, "signs F1": f1})
        print("  ".join(f"{k} {v:.3f}" if v < 2 else f"{k} {v:,.0f}" for k, v in table[-1].items()), flush=True)
    return table


def main() -> int:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shares", type=float, nargs="+", default=[0.125, 0.25, 0.5, 1.0])
    parser.add_argument("--encoder", type=Path, nargs="+", default=[ENCODER])
    args = parser.parse_args()
    found = {}
    for folder in args.encoder:
        print(f"==> {folder.name}")
        found[folder.name] = curve(folder, args.shares)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
