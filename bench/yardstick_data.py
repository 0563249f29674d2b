"""Public data sets for `bench/yardsticks.py`: where each file is, at which commit, with which hash; none is committed.

CLINC150: Larson and others, 2019 (CC BY 3.0). HWU64: Liu and others, 2019 (CC BY 4.0). HINT3: Arora and others, 2020
(ODbL).
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import random
import urllib.request
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

Pairs = list[tuple[str, str]]
OUT = "out of scope"
BOTS = ("curekart", "powerplay11", "sofmattress")
_HWU = "out4RasaReal/rasa_json_2018_03_22-13_01_25_169_80Train/CrossValidation/KFold_1"
_HINT3 = ("hellohaptik/HINT3", "99965c892ea9a6801a87083d3861b0b04c91a4e7", "dataset/v2")
_CLINC = ("clinc/oos-eval", "828f8093932c8fe6ca7936c3d2e52903b1c523de", "data")
_NLU = ("xliuhw/NLU-Evaluation-Data", "f6071b496b17d71e6eb43f543af0707f4ff30557", f"CrossValidation/{_HWU}")
FILES = {    # name here: (repository, commit, folder), path below it, SHA-256
    "clinc150.json": (_CLINC, "data_full.json", "36923c3705a59e08fe9c3883d8bc2dd966ef93e22cb78ac41171782a698d56e0"),
    "hwu64_train.json": (
        _NLU, "merged/RasaNlu_Merged_KFold_1_2018_03_22-13_01_25_169.json",
        "35b624b21309a7e4810f1d8c6346a2d6079929ff2581fda4a5f1f4311b5df7cf",
    ),
    "hwu64_test.json": (
        _NLU, "mergedTestset/RasaNluTestset_Merged_2018_03_22-13_01_25_169.json",
        "664a67b977ebb552303d8adc3661c0d3cf670a2e6c39e330c09d9b44900bfb54",
    ),
    **{f"hint3_{bot}_{part}.csv": (_HINT3, f"{part}/{bot}_{part}.csv", digest) for bot, part, digest in (
        ("curekart", "train", "99620b357d20801cbbebe2823d606d1afecd9414074d97a7386aaf2493f8911f"),
        ("curekart", "test", "47bf651cafa8b8f476ca4bea3052ee9a29c5bc6a4d841f2162f12ad16064f5a0"),
        ("powerplay11", "train", "16847d06e62244ef902fe62a61261e8daec61d14335e535fcddf1752a8c8449b"),
        ("powerplay11", "test", "a2d5d03202e8ca116444162560647d0a7633c622fa782c09fe5cb7e196d462a9"),
        ("sofmattress", "train", "0addf4dc4b9df1e71509da5318d5a9f6e9a5d6eb98b9584d55cab3da7badf4b1"),
        ("sofmattress", "test", "9c4746f7cf445b5db276260e1c05b9e7b102fa2bca0ce1ace20f51df0ba53aae"),
    )},
}


def text_of(name: str, folder: Path) -> str:
    """The file's text, fetched once into ``folder``; stops the program when it is not the file that was measured."""
    (repository, commit, place), path, digest = FILES[name]
    file = folder / name
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        address = f"https://raw.githubusercontent.com/{repository}/{commit}/{place}/{path}"
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:
                file.write_bytes(answer.read())
        except OSError as error:
            told = f"{name} cannot be fetched ({error}). Put it into {folder} by hand; it is at {address}"
            raise SystemExit(told) from None
    if hashlib.sha256(file.read_bytes()).hexdigest() != digest:
        raise SystemExit(f"{file} is not the file that was measured (its SHA-256 differs).")
    return file.read_text(encoding="utf-8")


def clinc150(folder: Path, intents: int = 60, shots: int = 10) -> tuple[Pairs, Pairs]:
    """(training, test): so many intents, by a fixed seed, with so many training texts each; out of scope last."""
    content = json.loads(text_of("clinc150.json", folder))
    names = set(random.Random(1).sample(sorted({label for _, label in content["train"]}), intents))
    train = _few([(t, label) for t, label in content["train"] if label in names], shots)
    inside = [(t, label) for t, label in content["test"] if label in names]
    return train, inside + [(t, OUT) for t, _ in content["oos_test"]]


def hwu64(folder: Path, shots: int = 10) -> tuple[Pairs, Pairs]:
    """(training, test) of the first fold, with so many training texts for each of its 64 intents."""
    def pairs(name: str) -> Pairs:
        rows = json.loads(text_of(name, folder))["rasa_nlu_data"]["common_examples"]
        return [(row["text"], row["intent"]) for row in rows]

    return _few(pairs("hwu64_train.json"), shots), pairs("hwu64_test.json")


def hint3(bot: str, folder: Path) -> tuple[Pairs, Pairs]:
    """(training, test) of one of its three bots; what real users sent beyond its intents is out of scope."""
    def pairs(part: str) -> Pairs:
        rows = csv.DictReader(io.StringIO(text_of(f"hint3_{bot}_{part}.csv", folder)))
        return [(row["sentence"], OUT if row["label"] == "NO_NODES_DETECTED" else row["label"]) for row in rows]

    return pairs("train"), pairs("test")


def _few(pairs: Iterable[tuple[str, str]], shots: int) -> Pairs:
    groups: dict[str, list[str]] = defaultdict(list)
    for text, label in pairs:
        groups[label].append(text)
    rng = random.Random(1)
    chosen = {label: rng.sample(texts, min(shots, len(texts))) for label, texts in sorted(groups.items())}
    return [(text, label) for label, texts in chosen.items() for text in texts]
