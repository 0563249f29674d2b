"""Fit what tells names from words by the words around them: writes ``bot/data/privacy/name_odds.json``.

Run by hand when the example messages have grown much. No list of sentences with names is needed: in every example a
name is put where a pronoun ("he", "her dad") or a relation ("my son") stands; every other word shows where none stands,
under its own name or that of a name that is also a word. Under a minute on one core, the same each time.

    python models/name_odds.py [--out FILE] [--hold-out 0.1]
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot import training_texts
from bot.privacy.lexicon import Lexicon
from bot.privacy.name_odds import FILE, NAME, STRANGE, Odds, around, counts_as, line_of
from bot.privacy.names import Names
from bot.privacy.tokens import tokens

RARE = 4        # times that a feature must be seen
SMALL = 0.12    # weights nearer to nothing are left out of the file
ROUNDS = 3      # names put into each place
SUBJECT = {"he": (), "she": (), "him": (), "hes": ("is",), "shes": ("is",), "he's": ("is",), "she's": ("is",)}
OWNERS = ("my", "his", "her", "our")
THINGS = frozenset(("phone", "room", "school", "teacher", "clothes", "bed", "house", "bedroom", "class", "family"))
Row = tuple[list[str], int, str]  # the words, the place, what the word there counts as


def slots(line: list[str], people: frozenset[str]) -> Iterator[tuple[list[str], int]]:
    """Lines in which a name could stand at the place told."""
    for at, word in enumerate(line):
        after = line[at + 1] if at + 1 < len(line) else ""
        if word in SUBJECT:
            yield [*line[:at], NAME, *SUBJECT[word], *line[at + 1 :]], at
        if word in ("his", "her") and (after in people or after in THINGS):
            yield [*line[:at], NAME + "'s", *line[at + 1 :]], at
        if word in people and at and line[at - 1] in (*OWNERS, "the", "a", "their"):
            if line[at - 1] in OWNERS:
                yield [*line[: at - 1], NAME, *line[at + 1 :]], at - 1
            if after not in people:
                yield [*line[: at + 1], NAME, *line[at + 1 :]], at + 1


def rows(texts: list[str], lists: Lexicon, drawn: random.Random) -> tuple[list[Row], list[bool]]:
    """Places with a name and places without one."""
    people, also = lists.context["relations"], sorted(lists.also_words - lists.kept)
    found: list[Row] = []
    named: list[bool] = []

    def add(line: list[str], at: int, word: str, name: bool) -> None:
        found.append((line, at, word))
        named.append(name)

    for text in texts:
        line, places = line_of(tokens(text), lists)
        for changed, at in slots(line, people):
            for _ in range(ROUNDS):
                word = drawn.choice(also) if drawn.random() < 0.6 else STRANGE
                line_now, at_now = _with_another(changed, at, drawn)
                add(line_now, at_now, word, True)
        for place in places:
            word = line[place].removesuffix("'s")
            if word in people or word in lists.context["never"] or word == NAME or len(word) < 3:
                continue
            own = counts_as(word, lists)
            if own in (word, STRANGE):
                for _ in range(ROUNDS):
                    add(line, place, own, False)
            if drawn.random() < 0.6:
                add(line, place, drawn.choice((drawn.choice(also), STRANGE, own)), False)
    return found, named


def _with_another(line: list[str], at: int, drawn: random.Random) -> tuple[list[str], int]:
    """Now and then the name stands beside another one ("NAME and NAME")."""
    dice = drawn.random()
    if dice > 0.14 or line[at].endswith("'s"):
        return line, at
    link = drawn.choice(("and", "and", "n", "or", ","))
    if dice < 0.07:
        return [*line[: at + 1], link, NAME, *line[at + 1 :]], at
    return [*line[:at], NAME, link, *line[at:]], at + 2


def fit(found: list[Row], named: list[bool]) -> Odds:
    """The weights by logistic regression; rare and small ones are left out."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    seen = [around(*row) for row in found]
    often = Counter(name for names in seen for name in names)
    table = DictVectorizer()
    counted = table.fit_transform([{name: 1 for name in names if often[name] >= RARE} for names in seen])
    model = LogisticRegression(C=1.0, max_iter=300).fit(counted, named)
    weights = zip(table.get_feature_names_out(), model.coef_[0], strict=True)
    kept = {str(name): round(float(value), 2) for name, value in weights if abs(value) >= SMALL}
    return Odds(kept, round(float(model.intercept_[0]), 3))


def main() -> None:
    """Fit on all texts, or try it on those held out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=FILE)
    parser.add_argument("--hold-out", type=float, default=0.0)
    args = parser.parse_args()
    drawn, lists = random.Random(7), Names.load().lists
    texts = sorted({row.text for row in training_texts.load()})
    drawn.shuffle(texts)
    cut = int(len(texts) * args.hold_out)
    odds = fit(*rows(texts[cut:], lists, drawn))
    if cut:
        found, named = rows(texts[:cut], lists, drawn)
        chances = [odds.chance(*row) for row in found]
        for least in (0.5, 0.8, 0.9, 0.95, 0.98, 0.99):
            hit = sum(c >= least for c, name in zip(chances, named, strict=True) if name) / sum(named)
            false = sum(c >= least for c, name in zip(chances, named, strict=True) if not name)
            print(f"at {least}: {hit:.3f} of names, {1000 * false / cut:.1f} words in a thousand messages")
        return
    source = "fitted by models/name_odds.py on the example messages of this project"
    content = {"source": source, "bias": odds.bias, "weights": dict(sorted(odds.weights.items()))}
    args.out.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(odds.weights)} weights from {len(texts)} messages -> {args.out.name}")


if __name__ == "__main__":
    main()
